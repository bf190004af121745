import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Box } from '#src/core/types';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { describeFrame } from './describe-frame';

/** Twice the grid that it is looked at on. */
const SIZE = { width: 128, height: 64 };

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeBrowser(SIZE).globals)) vi.stubGlobal(name, value);
});
afterEach(() => vi.unstubAllGlobals());

const fake = createFakeModels([WORDS_NETWORK, SIMILARITY_GRAPH]);
const described = (boxes: Box[]) => describeFrame(fake.context, { source: bmpFile(SIZE), boxes });
const column = (x: number, width: number): Box => ({ x, y: 10, width, height: 40 });

it('boxes are looked at in one run, each by itself, in pixels of the frame', async () => {
  fake.runs.length = 0;
  const boxes = [column(64, 32), column(0, 32), column(64, 32)];
  const { embeddings, names } = await described(boxes);
  const channels = embeddings.length / 3;
  const [first, second, third] = [0, 1, 2].map((i) =>
    Array.from(embeddings.subarray(i * channels, (i + 1) * channels)),
  );
  expect(first).toEqual(third);
  expect(first).not.toEqual(second);
  expect(names.map((list) => list[0]?.name)).toEqual(['cow', 'road', 'cow']);
  expect(fake.runs.filter((run) => run.startsWith(WORDS_NETWORK))).toHaveLength(1);
});

it('a box smaller than a cell, or partly outside, is described too', async () => {
  const tiny = { x: 70.2, y: 30.1, width: 0.2, height: 0.2 };
  const beyond = { x: 120, y: 60, width: 400, height: 400 };
  const { embeddings, names } = await described([tiny, beyond]);
  expect(names).toHaveLength(2);
  expect(embeddings.every(Number.isFinite)).toBe(true);
});

it('nothing is described of no box', async () => {
  expect(await described([])).toEqual({ embeddings: new Float32Array(0), names: [] });
});
