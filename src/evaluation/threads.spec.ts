import { expect, it } from 'vitest';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import { evaluate } from './evaluate';
import { mergeShards } from './merge';
import type { EvaluationControl, FileStore, Shard } from './types';

/** A run on so many threads. */
function run(
  threads: number,
  state: FileStore,
  shard: Shard | null = null,
  control: EvaluationControl = {},
  results: FileStore | null = null,
) {
  const { engine } = createPoolingEngine();
  const request = engine.request.bind(engine);
  engine.request = (async (name: 'prepareModel', params: { modelId: string }) => {
    const answer = await request(name, params);
    return name === 'prepareModel' ? { ...answer, threads } : answer;
  }) as typeof engine.request;
  const items = makeItems([1, 2, 3, 4, 5]);
  return evaluate(engine, items, { ...OPTIONS, shard }, control, { state, results });
}

async function shardOf(index: number, threads: number) {
  const stores = { name: `shard ${index}`, state: rememberingFiles(), results: rememberingFiles() };
  await run(threads, stores.state, { index, count: 2 }, {}, stores.results);
  return stores;
}

const merge = (...shards: Awaited<ReturnType<typeof shardOf>>[]) =>
  mergeShards(createPoolingEngine().engine, shards, OPTIONS);

it('a whole run says on how many threads, and goes on with another number', async () => {
  const state = rememberingFiles();
  const controller = new AbortController();
  const onProgress: EvaluationControl['onProgress'] = ({ image }) => image && controller.abort();
  await expect(
    run(2, state, null, { signal: controller.signal, onProgress }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  const { threads, images } = await run(1, state);
  expect([threads, images.length]).toEqual([1, 5]);
});

it('shards are joined when they ran on the same number', async () => {
  expect((await merge(await shardOf(1, 2), await shardOf(2, 2))).threads).toBe(2);
});

it('shards of different numbers are refused, and so is a shard that goes on with another', async () => {
  const second = await shardOf(2, 1);
  await expect(merge(await shardOf(1, 2), second)).rejects.toThrow(
    'different numbers of threads (2, 1). Make them with the same --threads.',
  );
  await expect(run(2, second.state, { index: 2, count: 2 })).rejects.toThrow(
    'other settings (threads)',
  );
});
