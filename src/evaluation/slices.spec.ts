import { expect, it } from 'vitest';
import { SLICE_KINDS } from '#src/core/slices/object-slices';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import { evaluate } from './evaluate';
import { mergeShards } from './merge';
import type { EvaluationOptions, FileStore } from './types';

/** Images in two folders, whose order mixes them. */
const ITEMS = makeItems([1, 2, 3, 4, 5]).map((item, i) => ({
  ...item,
  stem: `${i % 2 ? 'x/' : ''}${item.stem}`,
}));

function run(options: Partial<EvaluationOptions>, results: FileStore | null = null) {
  const stores = { state: rememberingFiles(), results };
  const evaluation = evaluate(
    createPoolingEngine().engine,
    ITEMS,
    { ...OPTIONS, ...options },
    {},
    stores,
  );
  return { evaluation, ...stores };
}

it('slices are told apart where they are asked for, folder by folder, and change nothing else', async () => {
  const { slices = [], ...rest } = await run({ slices: ['folder', 'size'] }).evaluation;
  const plain = await run({ slices: [] }).evaluation;
  expect(rest).toEqual(plain);
  expect(slices.map(({ by, slice, images }) => [by, slice, images])).toEqual([
    ['size', 'over 1 %', 5],
    ['folder', '', 3],
    ['folder', 'x', 2],
  ]);
  for (const { methodId, pooled } of rest.methods) {
    const { AP, FPR95, prior } = pooled;
    expect(slices[0]?.methods[methodId]).toEqual({ AP, FPR95, prior });
  }
});

it('shards have none, and joined those of the whole set', async () => {
  const shards = [];
  for (const index of [1, 2]) {
    const results = rememberingFiles();
    const { evaluation, state } = run({ slices: SLICE_KINDS, shard: { index, count: 2 } }, results);
    expect(await evaluation).not.toHaveProperty('slices');
    shards.push({ name: `shard ${index}`, state, results });
  }
  const options = { ...OPTIONS, slices: SLICE_KINDS };
  const merged = await mergeShards(createPoolingEngine().engine, shards, options);
  expect(merged.slices).toHaveLength(4);
  expect(merged.slices).toEqual((await run(options).evaluation).slices);
});
