import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { imageHistogram } from './image-histogram';
import { orderedKey, valueOfKey } from './ordered-float';
import { ScoreHistogram } from './score-histogram';
import { coarsen, packSparse, type SparseHistogram, sum, unpackSparse } from './sparse-histogram';

function histogramOf(scores: ArrayLike<number>, labels: ArrayLike<number>): SparseHistogram {
  const histogram = new ScoreHistogram();
  histogram.add(Float32Array.from(scores), Uint8Array.from(labels));
  return histogram.toSparse();
}

/** To compare long columns, for which `toEqual` takes most of a second. */
const textOf = (histogram: SparseHistogram) => Buffer.from(packSparse(histogram)).toString('hex');

const PAGES = 1024;

/**
 * Three scores in each of so many pages of 4096 floats from 1 upwards, two of them neighbours,
 * which lie in one bin as soon as bins are wider than a float.
 */
function scoresOfPages(pages: number): Float32Array {
  const bitsOfOne = 0x3f800000;
  const bits = Array.from({ length: pages }, (_, page) =>
    [0, 1, 4000].map((offset) => bitsOfOne + page * 4096 + offset),
  );
  return new Float32Array(Uint32Array.from(bits.flat()).buffer);
}

describe('score histogram', () => {
  it('counts classes per score, drops void, keeps ties and single scores', () => {
    const sparse = histogramOf([0.5, 0.5, -3, NaN, 0.5, -0, 0], [1, 0, 0, 255, 0, 1, 0]);
    expect([...sparse.keys].map(valueOfKey)).toEqual([-3, 0, 0.5]);
    expect([...sparse.positives]).toEqual([0, 1, 1]);
    expect([...sparse.negatives]).toEqual([1, 1, 2]);
    expect([...sparse.mixed]).toEqual([0, 0, 0]);
  });

  it('marks a bin with different scores', () => {
    const next = valueOfKey(orderedKey(0.5) + 1);
    const sparse = coarsen(histogramOf([0.5, next, 2], [1, 0, 0]), 22);
    expect([...sparse.mixed]).toEqual([1, 0]);
    expect([...sparse.keys].map(valueOfKey)).toEqual([0.5, 2]);
  });

  it.each([
    ['score-size', [1, 2], [0]],
    ['score-unreadable', [1, NaN], [0, 0]],
    ['option-invalid', [1, 2], [0, 2]],
  ])('refuses with %s and stays as it was', (code, scores, labels) => {
    const histogram = new ScoreHistogram();
    expect(() => histogram.add(Float32Array.from(scores), Uint8Array.from(labels))).toThrow(
      expect.objectContaining({ code }),
    );
    expect(histogram.toSparse().keys.length + histogram.positives + histogram.negatives).toBe(0);
  });

  it('gives the same result for any order and any split into shards, also where bins had to be widened', () => {
    const scores = scoresOfPages(PAGES + 1);
    const labels = Uint8Array.from(scores, (_, i) => (i % 7 === 0 ? 1 : 0));
    const whole = histogramOf(scores, labels);
    expect(textOf(histogramOf(scores.toReversed(), labels.toReversed()))).toBe(textOf(whole));
    const merged = new ScoreHistogram();
    for (const [from, to] of [
      [2_000, 3_075],
      [0, 50],
      [50, 2_000],
    ])
      merged.merge(
        unpackSparse(packSparse(histogramOf(scores.subarray(from, to), labels.subarray(from, to)))),
      );
    expect(textOf(merged.toSparse())).toBe(textOf(whole));
    expect([merged.positives, merged.negatives]).toEqual([
      sum(whole.positives),
      sum(whole.negatives),
    ]);
  });

  it.each([
    [PAGES, 32],
    [PAGES + 1, 31],
    [2 * PAGES + 1, 30],
  ])(
    'holds %s pages of scores in bins of %s bits, as the image coarsened to that',
    (pages, bits) => {
      const scores = scoresOfPages(pages);
      const labels = Uint8Array.from(scores, (_, i) => (i % 3 === 0 ? 1 : 0));
      const pooled = histogramOf(scores, labels);
      expect(pooled.bits).toBe(bits);
      expect(textOf(pooled)).toBe(textOf(coarsen(imageHistogram(scores, labels), bits)));
    },
  );

  it('equals the finer histogram coarsened', () => {
    const few = fc.array(fc.float({ noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(few, fc.integer({ min: 14, max: 27 }), (scores, bits) => {
        const fine = imageHistogram(Float32Array.from(scores), new Uint8Array(scores.length));
        const coarse = coarsen(fine, bits);
        expect(coarse.keys.length).toBe(
          new Set(scores.map((score) => orderedKey(score) >>> (32 - bits))).size,
        );
        expect(sum(coarse.negatives)).toBe(scores.length);
        const distinct = new Set(scores.map(orderedKey)).size;
        expect(coarse.mixed.some((flag) => flag !== 0)).toBe(distinct > coarse.keys.length);
        expect(coarsen(coarsen(fine, bits + 1), bits)).toEqual(coarse);
      }),
    );
  });

  it('takes over the bins of a coarser histogram', () => {
    const scores = Float32Array.from({ length: 400 }, (_, i) => -12 + i / 1e4);
    const labels = Uint8Array.from(scores, (_, i) => i % 2);
    const histogram = new ScoreHistogram();
    histogram.add(scores.subarray(0, 200), labels.subarray(0, 200));
    histogram.merge(coarsen(imageHistogram(scores.subarray(200), labels.subarray(200)), 20));
    expect(histogram.toSparse()).toEqual(coarsen(imageHistogram(scores, labels), 20));
    histogram.merge(coarsen(histogram.toSparse(), 17));
    expect(histogram.bits).toBe(17);
    expect(() => histogram.merge(coarsen(histogram.toSparse(), 16))).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });

  it.each<[string, Partial<SparseHistogram>]>([
    ['bins of no width', { bits: 0 }],
    ['bins of more bits than a float has', { bits: 33 }],
    ['scores that do not ascend', { keys: Uint32Array.of(3, 3) }],
    ['a mark that is none', { mixed: Uint8Array.of(0, 2) }],
  ])('refuses %s in a file of the right length', (_what, damage) => {
    const counts = Uint32Array.of(1, 1);
    const sound = { keys: Uint32Array.of(3, 4), mixed: Uint8Array.of(0, 1), bits: 32 };
    const sparse = { ...sound, positives: counts, negatives: counts };
    expect(unpackSparse(packSparse(sparse))).toEqual(sparse);
    expect(() => unpackSparse(packSparse({ ...sparse, ...damage }))).toThrow(
      expect.objectContaining({ code: 'score-unreadable' }),
    );
  });

  it('refuses a damaged file', () => {
    const packed = packSparse(histogramOf([1, 2, 3], [0, 1, 0]));
    expect(unpackSparse(packed).keys.length).toBe(3);
    for (const bad of [
      packed.subarray(0, 8),
      packed.subarray(1),
      packed.subarray(0, packed.length - 1),
    ])
      expect(() => unpackSparse(bad)).toThrow(
        expect.objectContaining({ code: 'score-unreadable' }),
      );
  });

  it.each(['positives', 'negatives'] as const)('refuses more %s than a count can hold', (kind) => {
    const histogram = new ScoreHistogram();
    const sparse = histogramOf([1, 1], [0, 1]);
    sparse[kind][0] = 0xfffffffe;
    histogram.merge(sparse);
    histogram.merge(histogramOf([1, 1], [0, 1]));
    expect(histogram.toSparse()[kind][0]).toBe(0xffffffff);
    expect(() => histogram.merge(histogramOf([1, 1], [0, 1]))).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });
});
