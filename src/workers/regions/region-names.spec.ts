import { describe, expect, it } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { EngineContext } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { nameRegions, namesOfRegions } from './region-names';

/** Quarters of the picture from left to right: road, car, cow, and what lies between cow and tree. */
function pictured() {
  const fake = createFakeModels(['base', WORDS_NETWORK, SIMILARITY_GRAPH]);
  const pictures = { get: () => fake.entry } as unknown as EngineContext['pictures'];
  return { ...fake, context: { ...fake.context, pictures } };
}
const idsOf = (width: number, idAt: (x: number) => number) =>
  Array.from({ length: width * 32 }, (_, i) => idAt(i % width));

describe('names of regions', () => {
  it('are the three nearest of the dictionary, best first, each name once', async () => {
    const { context, entry } = pictured();
    const named = await namesOfRegions(
      context,
      entry,
      idsOf(64, (x) => (x >= 32 && x < 48 ? 4 : 0)),
      entry.size,
    );
    expect(named).toEqual([
      {
        id: 4,
        names: [
          { name: 'cow', similarity: 1 },
          { name: 'horse', similarity: expect.closeTo(0.914, 3) },
          { name: 'crane', similarity: expect.closeTo(Math.SQRT1_2, 6) },
        ],
      },
    ]);
  });

  it('are none where the best is too far', async () => {
    const { context, entry } = pictured();
    const tables = await context.words.get();
    tables.statistics.leastNameSimilarity = 0.99;
    const named = await namesOfRegions(
      context,
      entry,
      idsOf(64, (x) => 1 + Math.floor(x / 32)),
      entry.size,
    );
    expect(named).toEqual([
      { id: 1, names: [] },
      { id: 2, names: [] },
    ]);
  });

  it('are of the regions that a pane shows, of any method', async () => {
    const { context, runs } = pictured();
    const settings = settingsFor(methodById('msp'));
    const shown = { settings, threshold: 0, removal: null, leftOut: null, minArea: 0 };
    const named = await nameRegions(context, { pictureId: 'a', ...shown });
    expect(named.map(({ id }) => id)).toEqual([1]);
    expect(runs).toEqual(['base', WORDS_NETWORK]);
    expect(await nameRegions(context, { pictureId: 'a', ...shown, threshold: 2 })).toEqual([]);
    expect(runs).toHaveLength(2);
  });
});
