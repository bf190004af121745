import { describe, expect, it, vi } from 'vitest';
import type { Removal } from '#src/core/meta/removal';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { keptScore } from './kept-score';
import { keptRegions } from './pane-regions';

const removalOf = (above: number | null, serial: number): Removal | null =>
  above === null ? null : { above, classifier: { serial, model: maxEntropyMeta } };

const THRESHOLD = 0; // one region that fills the picture

async function maxEntropy(methodId = 'max-entropy') {
  const fake = createFakeModels(['max-entropy', 'base']);
  const [score] = await ensureScores(
    fake.context,
    fake.entry,
    [settingsFor(methodById(methodId))],
    {},
  );
  const kept = (removeAbove: number | null, serial = 0) =>
    keptScore(
      fake.context,
      fake.entry,
      { threshold: THRESHOLD, removal: removalOf(removeAbove, serial), leftOut: null },
      score!,
    );
  return { ...fake, score, kept };
}

describe('removal of predicted false positives', () => {
  it('takes their pixels out of the regions, not out of the score or its share', async () => {
    const { context, entry, score, kept } = await maxEntropy();
    const without = await kept(0); // any probability is larger
    expect(without.removed).toBe(1);
    const pane = { threshold: THRESHOLD, settings: score!.summary.settings } as Parameters<
      typeof keptRegions
    >[1];
    const { width, height } = entry.size;
    expect(await keptRegions(context, pane, 0, without)).toMatchObject({
      regionCount: 0,
      pixelsAbove: width * height,
    });
    expect((await context.compute.regions(score!.map, THRESHOLD, 0)).regionCount).toBe(1);
  });

  it('keeps what is less probable, and everything when it is off', async () => {
    const { score, kept } = await maxEntropy();
    expect(await kept(1)).toMatchObject({ removed: 0 });
    expect((await kept(null)).map).toBe(score!.map);
  });

  it('is for scores of this page whose network has run with the same inputs', async () => {
    const { context, entry, score } = await maxEntropy();
    const pane = { threshold: THRESHOLD, removal: removalOf(0, 1), leftOut: null };
    const { summary } = score!;
    const settings = { methodId: 'file:1', parameters: {}, blur: false };
    const imported = { map: score!.map, summary: { ...summary, settings } };
    expect((await keptScore(context, entry, pane, imported)).map).toBe(score!.map);
    const network = entry.networks.get('max-entropy')!;
    entry.networks.clear();
    expect((await keptScore(context, entry, pane, score!)).removed).toBe(0);
    entry.networks.set('max-entropy', network);
    vi.spyOn(network, 'isOf').mockReturnValue(false);
    expect((await keptScore(context, entry, pane, score!)).removed).toBe(0);
  });

  it('is judged again for another threshold, and named after what it was made with', async () => {
    const { context, entry, score } = await maxEntropy();
    const keptAt = (threshold: number) =>
      keptScore(context, entry, { threshold, removal: removalOf(0, 1), leftOut: null }, score!);
    const [low, high] = [await keptAt(0), await keptAt(0.001)];
    expect(low.key).toBe(`${entry.keyOf(score!.summary.settings)}|0|0|1`);
    expect(high.key).toBe(`${entry.keyOf(score!.summary.settings)}|0.001|0|1`);
    expect(high.judged?.ids).not.toBe(low.judged?.ids);
  });

  it('takes only what is more probable than the limit', async () => {
    const { kept } = await maxEntropy();
    const [probability] = (await kept(0)).judged?.probabilities ?? [];
    expect((await kept(probability as number)).removed).toBe(0);
    expect((await kept((probability as number) - 1e-9)).removed).toBe(1);
  });

  it('works on the regions of another method', async () => {
    expect(await (await maxEntropy('entropy')).kept(0)).toMatchObject({ removed: 1 });
  });

  it('judges nothing again when only the probability moves', async () => {
    const { context, kept } = await maxEntropy();
    const first = await kept(0);
    context.compute.readLabels = () => Promise.reject(new Error('labelled again'));
    expect((await kept(0.001)).judged?.ids).toBe(first.judged?.ids);
    await expect(kept(0, 1)).rejects.toThrow('labelled again');
  });

  it('is done once for the same threshold, probability and classifier', async () => {
    const { entry, kept } = await maxEntropy();
    const first = await kept(0);
    expect(await kept(0)).toBe(first);
    expect(await kept(0, 1)).not.toBe(first);
    expect(await kept(1)).not.toBe(first);
    expect(entry.kept.size).toBe(1);
  });
});
