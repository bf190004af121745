import { describe, expect, it } from 'vitest';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { emptySparse } from '#src/core/metrics/sparse-histogram';
import { countConfusion } from '#src/core/metrics/threshold-metrics';
import { random } from '#src/core/random';
import { alarmLadder, pointOfAlarms } from './alarm-ladder';

describe('the thresholds that false alarms are counted at', () => {
  const next = random(5);
  const labels = Uint8Array.from({ length: 100_000 }, () => Number(next() < 0.02));
  const scores = Float32Array.from(labels, (label) => next() ** (label ? 0.2 : 3));
  const ladder = alarmLadder(imageHistogram(scores, labels));

  it('are some hundreds, from the highest score to the lowest, with exact counts', () => {
    expect(ladder.length).toBeLessThan(700);
    expect(ladder.at(0)?.threshold).toBe(Math.max(...scores));
    expect(ladder.at(-1)).toMatchObject({ threshold: Math.min(...scores) });
    for (const { threshold, ...counts } of ladder.filter((_, i) => i % 50 === 0))
      expect(countConfusion(scores, labels, threshold)).toMatchObject(counts);
  });

  it('leave no gap, be it of normal or of anomalous pixels', () => {
    const positives = labels.reduce((total, label) => total + label, 0);
    for (const [i, point] of ladder.entries()) {
      const before = ladder[i - 1] ?? { truePositives: 0, falsePositives: 0 };
      const added =
        point.truePositives + point.falsePositives - before.truePositives - before.falsePositives;
      if (added === 1) continue; // the next bin
      expect(point.falsePositives).toBeLessThanOrEqual(1.05 * before.falsePositives);
      expect(point.truePositives - before.truePositives).toBeLessThanOrEqual(positives / 256);
    }
  });

  it('are those of the bins that there are', () => {
    expect(alarmLadder(emptySparse(32, 0))).toEqual([]);
    const flat = imageHistogram(Float32Array.of(1, 1, 0, 0), Uint8Array.of(1, 0, 0, 0));
    expect(alarmLadder(flat)).toEqual([
      { threshold: 1, truePositives: 1, falsePositives: 1 },
      { threshold: 0, truePositives: 1, falsePositives: 3 },
    ]);
  });
});

describe('a number of false alarms per image', () => {
  const ladder = [4, 3, 2, 1].map((threshold, i) => ({
    threshold,
    truePositives: i,
    falsePositives: i,
    falseAlarms: [2, 4, 9, 1][i] as number,
  }));
  const thresholdOf = (most: number) => {
    const { reached, point } = pointOfAlarms(ladder, 4, most);
    return [reached, point?.threshold];
  };

  it('is kept by the lowest threshold before the first that has more', () => {
    expect(thresholdOf(0.5)).toEqual([true, 4]);
    expect(thresholdOf(1)).toEqual([true, 3]);
    expect(thresholdOf(2.2)).toEqual([true, 3]);
    expect(thresholdOf(2.25)).toEqual([true, 1]);
  });

  it('that the highest threshold exceeds is not reached', () => {
    expect(thresholdOf(0.4)).toEqual([false, 4]);
    expect(pointOfAlarms([], 4, 1)).toEqual({ reached: false, point: null });
    expect(pointOfAlarms(ladder, 0, 1).reached).toBe(false);
  });
});
