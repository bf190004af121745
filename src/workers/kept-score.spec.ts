import { describe, expect, it } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { keptScore } from './kept-score';
import { ensureScores } from './scores';
import { keptSegments } from './segments';
import { createFakeModels } from './testing/fake-models';

const THRESHOLD = 0; // one segment that fills the picture

async function maxEntropy(methodId = 'max-entropy') {
  const fake = createFakeModels(['max-entropy', 'base-road']);
  const [score] = await ensureScores(fake.context, fake.entry, [settingsFor(methodById(methodId))], {});
  const kept = (removeAbove: number | null) => keptScore(fake.context, fake.entry, { threshold: THRESHOLD, removeAbove }, score);
  return { ...fake, score, kept };
}

describe('removal of predicted false positives', () => {
  it('takes their pixels out of the segments, not out of the score or its share', async () => {
    const { context, entry, score, kept } = await maxEntropy();
    const without = await kept(0); // any probability is larger
    expect(without.removed).toBe(1);
    const pane = { threshold: THRESHOLD, settings: score.summary.settings } as Parameters<typeof keptSegments>[1];
    const { width, height } = entry.size;
    expect(await keptSegments(context, pane, 0, score, without)).toMatchObject({ componentCount: 0, pixelsAbove: width * height });
    expect((await context.compute.segments(score.map, THRESHOLD, 0)).componentCount).toBe(1);
  });

  it('keeps what is less probable, and everything when it is off or there is no classifier', async () => {
    const { score, kept } = await maxEntropy();
    expect(await kept(1)).toMatchObject({ removed: 0 });
    expect((await kept(null)).map).toBe(score.map);
    const plain = await maxEntropy('entropy');
    expect((await plain.kept(0)).map).toBe(plain.score.map);
  });

  it('is done once for the same threshold and probability', async () => {
    const { entry, kept } = await maxEntropy();
    const first = await kept(0);
    expect(await kept(0)).toBe(first);
    expect(await kept(1)).not.toBe(first);
    expect(entry.kept.size).toBe(1);
  });
});
