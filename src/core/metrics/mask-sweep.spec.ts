import { describe, expect, it } from 'vitest';
import { imageHistogram } from './image-histogram';
import { maskCurve, maskMetrics } from './mask-curve';
import { EVEN_STEPS, maskSweep } from './mask-sweep';
import { emptySparse } from './sparse-histogram';

const UNBOUNDED = { min: -Infinity, max: Infinity };

function sweepOf(scores: Float32Array, labels: Uint8Array, bounds = UNBOUNDED) {
  const sweep = maskSweep(imageHistogram(scores, labels), bounds);
  if (!sweep) throw new Error('There is no sweep.');
  return { ...sweep, evenThresholds: sweep.even.map((step) => sweep.thresholds[step] as number) };
}

/** The best IoU at any score of one image: what no sweep can beat. */
function bestOfAll(scores: Float32Array, labels: Uint8Array): number {
  const positives = labels.filter((label) => label === 1).length;
  const descending = [...scores.keys()].sort(
    (a, b) => (scores[b] as number) - (scores[a] as number),
  );
  let hits = 0;
  let best = 0;
  for (const [above, pixel] of descending.entries()) {
    best = Math.max(best, hits / (positives + above - hits)); // `score > threshold`
    if (labels[pixel] === 1) hits++;
  }
  return best;
}

describe('a sweep of thresholds', () => {
  it('has 101 even steps between the bounds of a formula, whatever the scores', () => {
    const { evenThresholds } = sweepOf(Float32Array.of(0.4, 0.6), Uint8Array.of(0, 1), {
      min: 0,
      max: 1,
    });
    expect(evenThresholds).toEqual(Array.from({ length: EVEN_STEPS }, (_, step) => step / 100));
  });

  it('spans the scores of the set where the formula has no bounds', () => {
    const { evenThresholds } = sweepOf(Float32Array.of(-20, -11, -1), Uint8Array.of(0, 1, 1));
    expect([evenThresholds[0], evenThresholds[100]]).toEqual([-20, -1]);
    expect(evenThresholds[50]).toBeCloseTo(-10.5, 12);
    expect(maskSweep(emptySparse(32, 0), UNBOUNDED)).toBeNull();
  });

  it('has ascending thresholds, the percentiles of the anomalous scores among them', () => {
    const { thresholds } = sweepOf(Float32Array.of(-20, -11.25, -1), Uint8Array.of(0, 1, 0));
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
    expect(thresholds).toContain(-11.25);
    expect(thresholds).toHaveLength(EVEN_STEPS + 1);
  });

  it('finds the best threshold of a score far outside of any colour map', () => {
    // Known pixels from 1000 to 1999, anomalies from 1800 to 1999.5: energies and colour maps lie
    // around 0.
    const scores = Float32Array.from({ length: 1200 }, (_, i) =>
      i < 1000 ? 1000 + i : 1800 + (i - 1000) / 1.0025,
    );
    const labels = Uint8Array.from({ length: 1200 }, (_, i) => (i < 1000 ? 0 : 1));
    const sweep = sweepOf(scores, labels);
    const best = bestOfAll(scores, labels);
    expect(
      maskMetrics([maskCurve(scores, labels, sweep.thresholds)], sweep)?.bestIoU,
    ).toBeGreaterThan(best - 0.005);
    expect(best).toBeGreaterThan(0.4);
  });

  it('is not misled by an extreme pixel, which stretches the even steps past all that matters', () => {
    // Known pixels below 1, anomalies between 1 and 2, one known pixel at 1e6: one even step is 10
    // 000 wide.
    const scores = Float32Array.from({ length: 2001 }, (_, i) => (i === 2000 ? 1e6 : i / 1000));
    const labels = Uint8Array.from({ length: 2001 }, (_, i) => (i >= 1000 && i < 2000 ? 1 : 0));
    const sweep = sweepOf(scores, labels);
    expect(
      maskMetrics([maskCurve(scores, labels, sweep.thresholds)], sweep)?.bestIoU,
    ).toBeGreaterThan(bestOfAll(scores, labels) - 0.005);
    const even = maskMetrics([maskCurve(scores, labels, sweep.evenThresholds)], {
      thresholds: sweep.evenThresholds,
      even: [0, 1],
    });
    expect(even?.bestIoU).toBeLessThan(0.51);
  });

  it('adds 384 percentiles, each the score nearest in rank, and of fewer pixels all', () => {
    const ranks = (count: number) => Float32Array.from({ length: count }, (_, i) => 10 + i);
    const added = (scores: Float32Array) =>
      sweepOf(scores, new Uint8Array(scores.length).fill(1), { min: 0, max: 1 }).thresholds.slice(
        EVEN_STEPS,
      );
    const nearest = Array.from({ length: 384 }, (_, i) => 10 + Math.round((i * 999) / 383));
    expect(added(ranks(1000))).toEqual(nearest);
    expect(added(ranks(384))).toEqual([...ranks(384)]);
    expect(added(ranks(5))).toEqual([10, 11, 12, 13, 14]);
    expect(added(ranks(1))).toEqual([10]);
    const tied = Float32Array.from([10, ...Array<number>(800).fill(11), 12]);
    expect(added(tied)).toEqual([10, ...Array<number>(382).fill(11), 12]);
  });

  it('leaves infinite scores out, and takes half a bound for none', () => {
    const scores = Float32Array.of(-Infinity, 1, 2, Infinity);
    const labels = Uint8Array.of(1, 1, 0, 1);
    for (const bounds of [UNBOUNDED, { min: 0, max: Infinity }, { min: -Infinity, max: 9 }]) {
      const { thresholds } = sweepOf(scores, labels, bounds);
      expect([thresholds[0], thresholds.at(-1)]).toEqual([1, 2]);
      expect(thresholds).toHaveLength(EVEN_STEPS + 1);
    }
    expect(
      maskSweep(imageHistogram(Float32Array.of(Infinity), Uint8Array.of(1)), UNBOUNDED),
    ).toBeNull();
  });
});
