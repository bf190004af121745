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

  it('are some hundreds, from the highest score down, with exact counts', () => {
    expect(ladder.length).toBeLessThan(600);
    expect(ladder.at(0)?.threshold).toBe(Math.max(...scores));
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

  it('end with the first that flags more than a fifth of the normal pixels', () => {
    const normal = labels.reduce((total, label) => total + 1 - label, 0);
    expect(ladder.at(-1)?.falsePositives).toBeGreaterThan(0.2 * normal);
    expect(ladder.at(-2)?.falsePositives).toBeLessThanOrEqual(0.2 * normal);
  });

  it('are those of the bins that there are', () => {
    const ladderOf = (values: number[], marks: number[]) =>
      alarmLadder(imageHistogram(Float32Array.from(values), Uint8Array.from(marks)));
    expect(alarmLadder(emptySparse(32, 0))).toEqual([]);
    expect(ladderOf([2, 1, 1, 0, 0], [1, 1, 0, 0, 0])).toEqual([
      { threshold: 2, truePositives: 1, falsePositives: 0 },
      { threshold: 1, truePositives: 2, falsePositives: 1 },
    ]);
    expect(ladderOf([2, 1], [1, 1])).toHaveLength(2);
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
    const { reached, point } = pointOfAlarms({ points: ladder, images: 4 }, most);
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
    expect(pointOfAlarms({ points: [], images: 4 }, 1)).toEqual({ reached: false, point: null });
    expect(pointOfAlarms({ points: ladder, images: 0 }, 1).reached).toBe(false);
  });
});
