import { expect, it } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { EngineContext } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { FAKE_VOCABULARY, SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { promptSightings, wordMap } from './word-maps';

function pictured() {
  const fake = createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
  const pictures = { get: () => fake.entry } as unknown as EngineContext['pictures'];
  return { ...fake, context: { ...fake.context, pictures } };
}

it('the map of a word is highest where the picture shows it', async () => {
  const { context, runs } = pictured();
  const { width, height, range, levels } = await wordMap(context, { pictureId: 'a', word: 'cow' });
  expect([width, height]).toEqual([16, 8]);
  expect(range).toEqual({ min: 0, max: 1 });
  const row = [...levels.subarray(0, width)];
  expect([row[1], row[5], row[9], row[13]]).toEqual([
    1,
    1,
    255,
    1 + Math.round(254 * Math.SQRT1_2),
  ]);
  await wordMap(context, { pictureId: 'a', word: 'tree' });
  expect(runs).toEqual([WORDS_NETWORK, 'similarity 1', 'similarity 1']);
});

it('a word without a meaning has none', async () => {
  const { context } = pictured();
  await expect(wordMap(context, { pictureId: 'a', word: 'zzz' })).rejects.toMatchObject({
    code: 'word-unknown',
  });
});

it('a prompt is seen where its best place is its own, and tells what share it has', async () => {
  const { context, runs } = pictured();
  const prompts = [{ word: 'cow' }, { word: 'tree', off: true as const }, { word: 'crane' }];
  const words = { ...FAKE_VOCABULARY, prompts };
  const settings = { ...settingsFor(methodById('vl4ad'), { temperature: 0.1 }), words };
  const sightings = await promptSightings(context, { pictureId: 'a', settings });
  expect(sightings).toEqual([
    { word: 'cow', isSeen: true, share: 0.5, best: expect.closeTo(1, 5) },
    { word: 'crane', isSeen: false, share: 0, best: expect.closeTo(Math.SQRT1_2, 5) },
  ]);
  await promptSightings(context, { pictureId: 'a', settings });
  expect(runs).toEqual([WORDS_NETWORK, 'similarity 4']);
});
