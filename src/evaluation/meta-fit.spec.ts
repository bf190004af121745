import { describe, expect, it } from 'vitest';
import { FEATURES } from '#src/core/meta/feature-names';
import { random } from '#src/core/random';
import { createFakeEngine } from '#src/engine-client/fake-engine';
import { methodById } from '#src/methods/registry';
import type { SegmentEvaluation } from '#src/workers/protocol';
import { fitToSegments } from './meta-fit';
import { metaRun } from './meta-run';
import { makeItems } from './testing/pooling-engine';

const next = random(4);

/** Three segments, one on the only anomaly; the false ones have large values in every feature. */
function image(): SegmentEvaluation {
  const overlaps = [[], [0], []];
  const features = Float64Array.from(
    { length: 3 * FEATURES },
    (_, i) => next() + (overlaps[Math.floor(i / FEATURES)].length === 0 ? 1 : 0),
  );
  return { features, overlaps, trueComponents: 1 };
}
const IMAGES = Array.from({ length: 8 }, image);

describe('fitting a meta classifier', () => {
  it('removes false positives that differ from the rest', () => {
    const { segments, images, before, leaveOneOut, leaveOneImageOut } = fitToSegments(IMAGES);
    expect({ segments, images, before }).toEqual({ segments: 24, images: 8, before: { falsePositives: 16, falseNegatives: 0 } });
    for (const result of [leaveOneOut, leaveOneImageOut])
      expect(result).toMatchObject({ AUROC: 1, accuracy: 1, cut: 1, after: { falsePositives: 0, falseNegatives: 0 } });
  });

  it('does not profit from the image that it judges', () => {
    // Labels by image alone: only who has seen the image knows them.
    const byImage = Array.from({ length: 40 }, (_, at) => {
      const overlaps = at % 2 === 0 ? [[], [], []] : [[0], [0], [0]];
      const base = Float64Array.from({ length: FEATURES }, () => 100 * next());
      return { features: Float64Array.from({ length: 3 * FEATURES }, (_, i) => base[i % FEATURES]), overlaps, trueComponents: 1 };
    });
    const { leaveOneOut, leaveOneImageOut } = fitToSegments(byImage);
    expect(leaveOneOut.accuracy).toBe(1);
    expect(leaveOneImageOut.accuracy).toBeLessThan(0.7);
  });

  it('needs both kinds of segments', () => {
    const onlyTrue = { features: new Float64Array(FEATURES), overlaps: [[0]], trueComponents: 1 };
    expect(() => fitToSegments([onlyTrue])).toThrow(expect.objectContaining({ code: 'option-invalid' }));
  });

  it('runs over a set at the threshold of the method, and names images that cannot be read', async () => {
    const asked: number[] = [];
    const engine = createFakeEngine({
      evaluateSegments: ({ threshold, source }) => {
        asked.push(threshold);
        if (source.name.startsWith('s2')) throw new Error('broken');
        return IMAGES[asked.length];
      },
    });
    const method = methodById('max-entropy');
    const { model, errors } = await metaRun(engine, makeItems([1, 2, 3, 4]), method, 768, {});
    expect(asked).toEqual(Array(4).fill(method.defaultThreshold));
    expect(model).toMatchObject({ method: 'max-entropy', threshold: method.defaultThreshold, longSide: 768, images: 3, segments: 9 });
    expect(errors.map(({ file }) => file)).toEqual([expect.stringMatching(/^s2/)]);
  });
});
