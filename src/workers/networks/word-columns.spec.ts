import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { NetworkRun } from '#src/workers/state/network-result';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { FAKE_VOCABULARY, SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { ensureNetworkResult } from './inference';
import { loadWords } from './word-columns';

const fake = () => createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
const runWith = (changes: Partial<Vocabulary> = {}, temperature = 0.1): NetworkRun => ({
  modelId: WORDS_NETWORK,
  scalars: {},
  words: { vocabulary: { ...FAKE_VOCABULARY, ...changes }, temperature },
});
const COW = [{ word: 'cow' }];

/** The logits of the cells in the middle of each stripe, by column. */
async function logitsOf(models: ReturnType<typeof fake>, run: NetworkRun) {
  const { context, entry } = models;
  const { outputs, channels } = await ensureNetworkResult(context, entry, run, {});
  const { tensor, values } = outputs.logits!;
  const plane = tensor.width * tensor.height;
  return channels.list.map((_, c) =>
    [1, 5, 9, 13].map((x) => Number((values[c * plane + x] as number).toFixed(3))),
  );
}

describe('the columns of a vocabulary', () => {
  it('are cosines with its words over the temperature', async () => {
    const models = fake();
    expect(await logitsOf(models, runWith({ prompts: COW }))).toEqual([
      [10, 0, 0, 0],
      [0, 10, 0, 0],
      [0, 0, 10, 7.071],
    ]);
    expect(models.runs).toEqual([WORDS_NETWORK, 'similarity 3']);
  });

  it('of another vocabulary take neither the network nor the words that were asked before', async () => {
    const models = fake();
    await logitsOf(models, runWith());
    const horse = runWith({ prompts: [...COW, { word: 'horse' }] });
    expect((await logitsOf(models, horse))[3]).toEqual([0, 0, 9.138, 9.333]);
    await logitsOf(models, runWith({ prompts: COW }, 1));
    expect(models.runs).toEqual([WORDS_NETWORK, 'similarity 2', 'similarity 2']);
  });

  it('are restored exactly when a prompt is removed', async () => {
    const models = fake();
    const before = await logitsOf(models, runWith());
    await logitsOf(models, runWith({ prompts: COW }));
    expect(await logitsOf(models, runWith())).toEqual(before);
  });

  it('are kept while nothing changes, and of each look on their own', async () => {
    const models = fake();
    await logitsOf(models, runWith());
    await logitsOf(models, runWith());
    await logitsOf(models, { ...runWith(), longSide: 128 });
    expect(models.runs).toEqual([
      WORDS_NETWORK,
      'similarity 2',
      `${WORDS_NETWORK} at 128`,
      'similarity 2',
    ]);
    models.entry.leaveNetworks();
    expect([...models.entry.words.keys()]).toEqual([undefined]);
  });

  it('go with the picture', async () => {
    const { context, entry } = fake();
    await entry.use(() => ensureNetworkResult(context, entry, runWith(), {}));
    entry.release();
    expect(entry.words.size).toBe(0);
  });

  it('are refused without a class, and nothing runs for them', async () => {
    const models = fake();
    await expect(logitsOf(models, runWith({ classes: [] }))).rejects.toMatchObject({
      code: 'words-none',
    });
    expect(models.runs).toEqual([]);
  });
});

it('what words take is loaded before a picture waits for it', async () => {
  const { context, broken } = fake();
  broken.add(SIMILARITY_GRAPH);
  await expect(loadWords(context)).rejects.toMatchObject({ code: 'model-damaged' });
  broken.clear();
  const failure = new AnomalensError('words-unreadable', 'damaged');
  context.words.get = () => Promise.reject(failure);
  await expect(loadWords(context)).rejects.toBe(failure);
});
