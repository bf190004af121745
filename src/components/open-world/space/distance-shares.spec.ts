import { describe, expect, test } from 'vitest';
import {
  sharesPath,
  shareWithin,
  tallestShare,
} from '#src/components/open-world/space/distance-shares';
import { alongAxis, distanceAt, RADIUS_RANGE } from '#src/core/open-world/radius-axis';

describe('the log axis', () => {
  test('spans its limits, the same factor for the same way', () => {
    expect([RADIUS_RANGE.min, RADIUS_RANGE.max].map(alongAxis)).toEqual([0, 1]);
    expect(alongAxis(1) - alongAxis(0.1)).toBeCloseTo(alongAxis(10) - alongAxis(1), 12);
    for (const distance of [0.01, 0.15, 1.5, 50])
      expect(distanceAt(alongAxis(distance))).toBeCloseTo(distance, 10);
  });

  test('what lies beyond is at its ends', () => {
    expect([1e-9, 1e9].map(alongAxis)).toEqual([0, 1]);
    expect([distanceAt(-1), distanceAt(2)]).toEqual([RADIUS_RANGE.min, RADIUS_RANGE.max]);
  });
});

describe('a histogram of squared distances', () => {
  const range = { min: 0.1, max: 1000 }; // one bin per decade
  const counts = [10, 20, 30, 40];

  test('the share within a radius is exact at the edges of bins and even between them', () => {
    expect([0.1, 1, 10, 1000].map((radius) => shareWithin(range, counts, radius))).toEqual(
      [0, 0.1, 0.3, 1].map((x) => expect.closeTo(x, 12)),
    );
    expect(shareWithin(range, counts, Math.sqrt(10))).toBeCloseTo(0.2, 12);
    expect(shareWithin(range, counts, 0.01)).toBe(0);
    expect(shareWithin(range, [0, 0], 1)).toBeNull();
  });

  test('the outline is scaled by the tallest share of both', () => {
    const histogram = { range: RADIUS_RANGE, inside: [1, 3], outside: [500, 500] };
    expect(tallestShare(histogram)).toBe(0.75);
    expect(sharesPath(histogram.range, histogram.inside, 0.75, 100, 30)).toBe(
      'M0.0,30V20.0H50.0V0.0H100.0V30',
    );
    expect(sharesPath(histogram.range, [0, 0], 0.75, 100, 30)).toBe('');
  });
});
