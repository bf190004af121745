import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { imageHistogram } from './image-histogram';
import { pixelMetrics } from './pixel-metrics';
import { ScoreHistogram } from './score-histogram';
import { joinSparse } from './smiyc-metrics';
import { coarsen, emptySparse, type SparseHistogram } from './sparse-histogram';
import { binsWithin, searchedThreshold, thresholdSearch } from './threshold-search';

const BITS = 16;

/** Found through bins of that width, by a search in single images. */
function found(images: readonly SparseHistogram[], bits: number) {
  const pool = new ScoreHistogram();
  for (const image of images) pool.merge(image);
  const coarse = coarsen(pool.toSparse(), bits);
  const { bestF1, threshold } = pixelMetrics(coarse);
  const search = thresholdSearch(coarse, { bestF1, threshold });
  if (!search) return { bestF1, threshold };
  const inside = images
    .map((image) => binsWithin(image, search.ranges))
    .reduce(joinSparse, emptySparse(32, 0));
  return searchedThreshold(search, inside);
}

function exact(images: readonly SparseHistogram[]) {
  const { bestF1, threshold } = pixelMetrics(images.reduce(joinSparse, emptySparse(32, 0)));
  return { bestF1, threshold };
}

const image = (pixels: readonly [number, number][]) =>
  imageHistogram(
    Float32Array.from(pixels, ([score]) => score),
    Uint8Array.from(pixels, ([, label]) => label),
  );

describe('the threshold of the best F1', () => {
  it('is that of all pixels, whatever the bins', () => {
    const pixel = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1 }));
    const set = fc.array(fc.array(pixel, { minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(set, fc.constantFrom(16, 18, 20, 24, 32), (pixels, bits) => {
        // Up to 400 different scores within two or three bins of 16 bits.
        const images = pixels.map((list) =>
          image(list.map(([step, label]) => [0.3 + step * 1e-5 + label * 1e-5, label])),
        );
        expect(found(images, bits)).toEqual(exact(images));
      }),
      { numRuns: 100 },
    );
  });

  it('moves inside a flat stretch, where edges of bins choose another', () => {
    const images = [
      image([
        [0.30004, 1],
        [0.30003, 1],
        [0.30002, 0],
        [0.30001, 0],
        [0.30001, 1],
      ]),
    ];
    const coarse = coarsen(images[0] as SparseHistogram, BITS);
    expect(coarse.keys).toHaveLength(1);
    expect(pixelMetrics(coarse).bestF1).toBeCloseTo(0.75, 9);
    expect(found(images, BITS)).toEqual({ bestF1: 0.8, threshold: Math.fround(0.30003) });
  });

  it('is not searched for where it is exact, or where there is none', () => {
    const tied = coarsen(
      image([
        [0.5, 1],
        [0.25, 0],
      ]),
      BITS,
    );
    expect(thresholdSearch(tied, pixelMetrics(tied))).toBeNull();
    const normal = coarsen(image([[0.5, 0]]), BITS);
    expect(thresholdSearch(normal, pixelMetrics(normal))).toBeNull();
  });

  it('is searched for in no bin that cannot hold a better one', () => {
    // The lowest bin is mixed, but adds so many false alarms that F1 only falls.
    const low: [number, number][] = Array.from({ length: 50 }, (_, i) => [
      0.1 + i * 1e-6,
      i ? 0 : 1,
    ]);
    const coarse = coarsen(
      image([[0.5, 1], [0.4, 1], [0.2, 0], ...low.slice(1), [0.15, 0], [0.16, 0]]),
      BITS,
    );
    expect(coarse.mixed.some((mixed) => mixed === 1)).toBe(true);
    expect(thresholdSearch(coarse, pixelMetrics(coarse))).toBeNull();
  });
});
