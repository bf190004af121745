import { describe, expect, it } from 'vitest';
import { FEATURES } from '#src/core/meta/feature-names';
import { random } from '#src/core/random';
import { createFakeEngine } from '#src/engine-client/fake-engine';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
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
  it('removes false positives that differ from the rest', async () => {
    const { segments, images, before, leaveOneOut, leaveOneImageOut } = await fitToSegments(IMAGES);
    expect({ segments, images, before }).toEqual({ segments: 24, images: 8, before: { falsePositives: 16, falseNegatives: 0 } });
    for (const result of [leaveOneOut, leaveOneImageOut])
      expect(result).toMatchObject({ AUROC: 1, accuracy: 1, cut: 1, after: { falsePositives: 0, falseNegatives: 0 } });
  });

  it('does not profit from the image that it judges', async () => {
    // Labels by image alone: only who has seen the image knows them.
    const byImage = Array.from({ length: 40 }, (_, at) => {
      const overlaps = at % 2 === 0 ? [[], [], []] : [[0], [0], [0]];
      const base = Float64Array.from({ length: FEATURES }, () => 100 * next());
      return { features: Float64Array.from({ length: 3 * FEATURES }, (_, i) => base[i % FEATURES]), overlaps, trueComponents: 1 };
    });
    const { leaveOneOut, leaveOneImageOut } = await fitToSegments(byImage);
    expect(leaveOneOut.accuracy).toBe(1);
    expect(leaveOneImageOut?.accuracy).toBeLessThan(0.7);
  });

  it.each([
    ['none at all', [], '0 on an anomaly and 0 beside'],
    ['one kind only', [[0], [0], [1]], '3 on an anomaly and 0 beside'],
    ['one of a kind, which cannot be left out', [[0], [0], []], '2 on an anomaly and 1 beside'],
  ])('needs segments of both kinds: %s', async (_name, overlaps, words) => {
    const features = Float64Array.from({ length: overlaps.length * FEATURES }, next);
    const refused = fitToSegments([{ features, overlaps, trueComponents: 2 }]);
    await expect(refused).rejects.toMatchObject({ code: 'meta-segments', message: expect.stringContaining(words) });
  });

  it('does not leave out the only image', async () => {
    const features = Float64Array.from({ length: 6 * FEATURES }, next);
    const one = { features, overlaps: [[], [0], [], [0], [], []], trueComponents: 1 };
    const { leaveOneOut, leaveOneImageOut } = await fitToSegments([one]);
    expect(leaveOneImageOut).toBeNull();
    expect(leaveOneOut.AUROC).not.toBeNull();
  });

  it('lets others have a turn after each segment and each image, and stops when they say so', async () => {
    let turns = 0;
    const rest = async () => {
      turns += 1;
      if (turns > 32) throw new Error('stop');
    };
    await fitToSegments(IMAGES, rest);
    expect(turns).toBe(24 + 8);
    await expect(fitToSegments(IMAGES, rest)).rejects.toThrow('stop');
  });

  it('runs over a set at one threshold, and names images that cannot be read', async () => {
    const asked: number[] = [];
    const engine = createFakeEngine({
      evaluateSegments: ({ threshold, source }) => {
        asked.push(threshold);
        if (source.name.startsWith('s2')) throw new Error('broken');
        return IMAGES[asked.length];
      },
    });
    const method = methodById('max-entropy');
    const threshold = 0.4;
    const subject = { settings: settingsFor(method), threshold, modelId: method.model, longSide: 768 };
    const { model, errors } = await metaRun(engine, makeItems([1, 2, 3, 4]), subject, {});
    expect(asked).toEqual(Array(4).fill(threshold));
    expect(model).toMatchObject({ method: 'max-entropy', threshold, longSide: 768, images: 3, segments: 9 });
    expect(errors.map(({ file }) => file)).toEqual([expect.stringMatching(/^s2/)]);
  });
});
