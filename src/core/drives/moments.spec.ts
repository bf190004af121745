import { describe, expect, it } from 'vitest';
import { momentsOf, rangeOf } from '#src/core/drives/moments';
import { type Track, trackRegions } from '#src/core/drives/track-regions';
import { boxRegion, drawnMap, framesOf } from './testing/drawn-frames';

const GRID = { width: 100, height: 4 };

/** An object of some columns in each frame, none where that is 0. */
function track(peak: number, columns: readonly number[]): Track {
  const frames = columns.map((width) =>
    width > 0 ? [{ ...boxRegion(GRID, 10, 0, width, 4), peak }] : [],
  );
  return trackRegions(framesOf(frames), GRID)[0] as Track;
}

describe('moments', () => {
  it('are worth peak x root of the area share x seconds, worked out by hand', () => {
    // (0.9 - 0.1) / (1.1 - 0.1) x √(16 / 400) x 0.2 s.
    const [moment] = momentsOf([track(0.9, [3, 4, 2])], { min: 0.1, max: 1.1 }, GRID);
    expect(moment?.value).toBeCloseTo(0.8 * 0.2 * 0.2, 12);
    expect(moment).toMatchObject({ trackId: 1, from: 0, to: 0.2, peak: 0.9, share: 0.04 });
    expect(moment?.best.index).toBe(1);
  });

  it('lose what the frames without the object are of their time', () => {
    const [moment] = momentsOf([track(1, [4, 4, 0, 4])], { min: 0, max: 1 }, GRID);
    expect(moment?.persistence).toBeCloseTo((0.3 * 3) / 4, 12);
  });

  it('come best first, without flicker, and negative scores are no worse', () => {
    const tracks = [
      { ...track(-9, [4, 4]), id: 1 },
      { ...track(-3, [4, 4]), id: 2 },
      { ...track(-3, [4, 4, 4]), id: 3 },
      { ...track(-1, [9]), id: 4 },
    ];
    const moments = momentsOf(tracks, { min: -10, max: 0 }, GRID);
    expect(moments.map(({ trackId }) => trackId)).toEqual([3, 2, 1]);
    expect(moments.every(({ value }) => value > 0)).toBe(true);
  });

  it('of a flat drive are ranked by area and time', () => {
    expect(momentsOf([track(1, [4, 4])], { min: 1, max: 1 }, GRID)[0]?.value).toBeCloseTo(0.02, 12);
  });

  it('of equal worth come in the order of time', () => {
    const later = { ...track(1, [0, 0, 4, 4]), id: 1 };
    const moments = momentsOf([later, { ...track(1, [4, 4]), id: 2 }], { min: 0, max: 1 }, GRID);
    expect(moments.map(({ trackId }) => trackId).sort()).toEqual([1, 2]);
  });
});

describe('the range of a drive', () => {
  it('goes from the lowest to the highest score of all frames', () => {
    const record = (min: number, max: number) => ({
      index: 0,
      timestamp: 0,
      methods: { msp: { key: '', peak: 0, map: { ...drawnMap('00'), range: { min, max } } } },
    });
    expect(rangeOf([record(0.2, 0.8), record(0.1, 0.7)], 'msp')).toEqual({ min: 0.1, max: 0.8 });
    expect(rangeOf([record(0, 1)], 'energy')).toEqual({ min: 0, max: 0 });
  });
});
