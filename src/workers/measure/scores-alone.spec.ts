import { encode } from 'fast-png';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ComponentQuestion } from '#src/protocol/evaluation';
import type { LabelSource } from '#src/protocol/labels';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Evaluator } from './evaluator';

const PICTURE = { width: 64, height: 32 };
/** That of the label, which differs from the picture's. */
const GRID = { width: 32, height: 16 };
const SHAPE = [GRID.height, GRID.width];
const OURS = { methodId: 'ours', parameters: {}, blur: false };
const ENTROPY = settingsFor(methodById('entropy'));

const ids = Uint8Array.from({ length: GRID.width * GRID.height }, (_, i) =>
  i < 9 ? 255 : +(i % 5 < 2),
);
const label: LabelSource = {
  blob: new Blob([new Uint8Array(encode({ ...GRID, data: ids, depth: 8, channels: 1 }))]),
  name: 'a.png',
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  turn: 'if-only-so',
};
const fileOf = (data: Float32Array, shape = SHAPE) => [
  { methodId: 'ours', name: 'A/a.npy', blob: new Blob([encodeNpy(data, shape)]), turn: false },
];

let evaluator: Evaluator;
const shared = { runId: 'run', label, closedSetModel: 'base', wantScores: true };
const alone = (scoreFiles: ReturnType<typeof fileOf>) =>
  evaluator.image({ ...shared, source: null, scoreFiles, settings: [OURS] });
const question = (settings: typeof OURS): ComponentQuestion => ({
  settings,
  thresholds: { pooled: 0.5, smiyc: 0.4 },
  sweep: null,
  defaultThreshold: null,
});
const filters = { minPredicted: 2, minGroundTruth: 0 };

beforeEach(() => {
  const { globals } = fakeBrowser(PICTURE);
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const { context } = createFakeModels(modelsOf(methods));
  evaluator = new Evaluator(context);
  evaluator.restore({ runId: 'run', pools: [], classes: null });
});
afterEach(() => vi.unstubAllGlobals());

it('saved scores give the numbers of the run that saved them, without its picture', async () => {
  const source = bmpFile(PICTURE);
  const computed = await evaluator.image({ ...shared, source, settings: [ENTROPY] });
  const [score] = computed.scores as [Float32Array];
  const read = await alone(fileOf(score));
  expect(read.methods[0]?.metrics.AP).toEqual(expect.any(Number));
  expect(read.methods[0]?.metrics).toEqual(computed.methods[0]?.metrics);
  expect(read.methods[0]?.bootstrap).toEqual(computed.methods[0]?.bootstrap);
  const { width, height, reading, counts, turned } = computed;
  expect(read).toMatchObject({ width, height, reading, counts, turned, scores: [score] });
  const summary = evaluator.summary({ runId: 'run' }).methods;
  expect({ ...summary[1], methodId: 'entropy', sweep: null }).toEqual({
    ...summary[0],
    sweep: null,
  });
  const of = { label, scoreFiles: fileOf(score), filters };
  expect(await evaluator.components({ ...of, source: null, questions: [question(OURS)] })).toEqual(
    await evaluator.components({ ...of, source, questions: [question(ENTROPY)] }),
  );
});

it('what has no number is void', async () => {
  const data = new Float32Array(ids.length).map((_, i) => (i % 2 ? Number.NaN : i));
  const { methods: own } = await alone(fileOf(data));
  const even = ids.filter((id, i) => i % 2 === 0 && id !== 255);
  expect(own[0]?.metrics.prior).toBeCloseTo(even.filter((id) => id === 1).length / even.length, 9);
});

it('another grid than the label is an error with both sizes, and nothing is counted', async () => {
  await expect(alone(fileOf(new Float32Array(64 * 32), [32, 64]))).rejects.toMatchObject({
    code: 'score-size',
    message: expect.stringContaining('A/a.npy is 64 x 32, the label 32 x 16'),
  });
  expect(evaluator.summary({ runId: 'run' }).methods).toEqual([]);
});

it.each([
  [
    'logits',
    new Float32Array(3 * ids.length),
    [3, ...SHAPE],
    /several scores \(logits of 3 classes\)/,
  ],
  ['no numbers', new Float32Array(ids.length).fill(Number.NaN), SHAPE, /none of its values/],
  [
    'another shape',
    new Float32Array(ids.length),
    [2, 2, ...SHAPE.map((n) => n / 2)],
    /its shape is/,
  ],
])('a file of %s is refused', async (_name, data, shape, message) => {
  await expect(alone(fileOf(data, shape))).rejects.toThrow(message);
});

it('a method without a file has nothing to be computed from', async () => {
  await expect(alone([])).rejects.toThrow('There is no score of ours, and no picture');
});

it('a label of classes needs a network', async () => {
  const ofClasses = { ...label, reading: { as: 'train-ids' } as const };
  const image = { ...shared, label: ofClasses, source: null, scoreFiles: [], settings: [OURS] };
  await expect(evaluator.image(image)).rejects.toMatchObject({ code: 'label-values' });
});
