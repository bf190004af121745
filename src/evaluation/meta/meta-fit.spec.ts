import { describe, expect, it } from 'vitest';
import { FEATURES } from '#src/core/meta/feature-names';
import { random } from '#src/core/random';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { makeItems } from '#src/evaluation/testing/pooling-engine';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { NestedRegions, RegionEvaluation } from '#src/protocol/evaluation';
import { fitToRegions } from './meta-fit';
import { metaRun } from './meta-run';

const next = random(4);

/** Three regions, one on the only anomaly; the false ones have large values in every feature. */
function image(): NestedRegions {
  const overlaps = [[], [0], []];
  const features = Float64Array.from(
    { length: 3 * FEATURES },
    (_, i) => next() + (overlaps[Math.floor(i / FEATURES)]!.length === 0 ? 1 : 0),
  );
  return nested({ features, overlaps, trueRegions: 1 });
}

/** Regions of a single threshold: every one lies in itself. */
function nested(evaluation: RegionEvaluation): NestedRegions {
  return { ...evaluation, around: Uint32Array.from(evaluation.overlaps, (_, index) => index) };
}

const fitAtOne = (images: readonly NestedRegions[], rest?: () => Promise<void>) =>
  fitToRegions(
    images.map((image) => [image]),
    [0.5],
    rest,
  );
const IMAGES = Array.from({ length: 8 }, image);

describe('fitting a meta classifier', () => {
  it('removes false positives that differ from the rest', async () => {
    const { regions, images, results } = await fitAtOne(IMAGES);
    const { before, leaveOneOut, leaveOneImageOut } = results[0]!;
    expect({ regions, images, before }).toEqual({
      regions: 24,
      images: 8,
      before: { falsePositives: 16, falseNegatives: 0 },
    });
    for (const result of [leaveOneOut, leaveOneImageOut])
      expect(result).toMatchObject({
        AUROC: 1,
        accuracy: 1,
        cut: 1,
        after: { falsePositives: 0, falseNegatives: 0 },
      });
  });

  it('does not profit from the image that it judges', async () => {
    // Labels by image alone: only who has seen the image knows them.
    const byImage = Array.from({ length: 40 }, (_, index) => {
      const overlaps = index % 2 === 0 ? [[], [], []] : [[0], [0], [0]];
      const base = Float64Array.from({ length: FEATURES }, () => 100 * next());
      return nested({
        features: Float64Array.from({ length: 3 * FEATURES }, (_, i) => base[i % FEATURES]!),
        overlaps,
        trueRegions: 1,
      });
    });
    const { leaveOneOut, leaveOneImageOut } = (await fitAtOne(byImage)).results[0]!;
    expect(leaveOneOut.accuracy).toBe(1);
    expect(leaveOneImageOut?.accuracy).toBeLessThan(0.7);
  });

  it.each([
    ['none at all', [], '0 on an anomaly and 0 beside'],
    ['one kind only', [[0], [0], [1]], '3 on an anomaly and 0 beside'],
    ['one of a kind, which cannot be left out', [[0], [0], []], '2 on an anomaly and 1 beside'],
  ])('needs regions of both kinds: %s', async (_name, overlaps, words) => {
    const features = Float64Array.from({ length: overlaps.length * FEATURES }, next);
    const refused = fitAtOne([nested({ features, overlaps, trueRegions: 2 })]);
    await expect(refused).rejects.toMatchObject({
      code: 'meta-regions',
      message: expect.stringContaining(words),
    });
  });

  it('does not leave out the only image with regions', async () => {
    const features = Float64Array.from({ length: 6 * FEATURES }, next);
    const full = nested({ features, overlaps: [[], [0], [], [0], [], []], trueRegions: 1 });
    const empty = nested({ features: new Float64Array(0), overlaps: [], trueRegions: 0 });
    const { leaveOneOut, leaveOneImageOut } = (await fitAtOne([full, empty])).results[0]!;
    expect(leaveOneImageOut).toBeNull();
    expect(leaveOneOut.AUROC).not.toBeNull();
  });

  it('lets others have a turn after each region and each image, and stops when they say so', async () => {
    let turns = 0;
    const rest = async () => {
      turns += 1;
      if (turns > 32) throw new Error('stop');
    };
    await fitAtOne(IMAGES, rest);
    expect(turns).toBe(24 + 8);
    await expect(fitAtOne(IMAGES, rest)).rejects.toThrow('stop');
  });

  it('leaves out with a region what lies in the same one at another threshold', async () => {
    // Features are equal at both thresholds, labels are chance: only who has seen the other one
    // knows the label.
    const images = Array.from({ length: 40 }, () => {
      const overlaps = [next() < 0.5 ? [] : [0], next() < 0.5 ? [] : [0]];
      const features = Float64Array.from({ length: 2 * FEATURES }, () => 100 * next());
      const regions = nested({ features, overlaps, trueRegions: 1 });
      return [regions, regions];
    });
    const { regions, results } = await fitToRegions(images, [0.9, 0.5]);
    expect([regions, results.map((result) => result.regions)]).toEqual([160, [80, 80]]);
    for (const { leaveOneOut } of results) expect(leaveOneOut.accuracy).toBeLessThan(0.7);
    const apart = images.map(([image]) => [
      image!,
      { ...image!, around: image!.around.map((outer) => outer + 2) },
    ]);
    for (const { leaveOneOut } of (await fitToRegions(apart, [0.9, 0.5])).results)
      expect(leaveOneOut.accuracy).toBeGreaterThan(0.9);
  });

  it('measures each threshold by its own regions', async () => {
    const [first, other] = [IMAGES[0]!, IMAGES[1]!];
    const few = {
      features: other.features.slice(FEATURES),
      overlaps: other.overlaps.slice(1),
      trueRegions: 1,
      around: Uint32Array.of(1, 2),
    };
    const { results, regions } = await fitToRegions(
      [
        [few, first],
        [few, first],
      ],
      [0.9, 0.5],
    );
    expect(regions).toBe(10);
    expect(results.map(({ threshold, before }) => [threshold, before.falsePositives])).toEqual([
      [0.9, 2],
      [0.5, 4],
    ]);
  });

  it('runs over a set at its thresholds, and names images that cannot be read', async () => {
    const asked: number[][] = [];
    const engine = createFakeEngine({
      evaluateRegions: ({ thresholds, source }) => {
        asked.push(thresholds);
        if (source.name.startsWith('s2')) throw new Error('broken');
        return thresholds.map(() => IMAGES[asked.length]!);
      },
    });
    const method = methodById('max-entropy');
    const thresholds = [0.4, 0.3];
    const subject = {
      settings: settingsFor(method),
      thresholds,
      modelId: method.model,
      longSide: 768,
      labels: { as: null, anomaly: null, ignore: null, names: {} },
    };
    const { model, errors } = await metaRun(engine, makeItems([1, 2, 3, 4]), subject, {});
    expect(asked).toEqual(Array(4).fill(thresholds));
    expect(model).toMatchObject({
      method: 'max-entropy',
      thresholds,
      longSide: 768,
      images: 3,
      segments: 18,
    });
    expect(errors.map(({ file }) => file)).toEqual([expect.stringMatching(/^s2/)]);
  });
});
