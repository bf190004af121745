import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { ownMethods } from '#src/methods/own-methods';
import { findMethod, methodById, registerMethods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { NODE_RUNTIME } from '#src/models/own/testing/node-runtime';
import { plainModel } from '#src/models/own/testing/signatures';
import type { FrameSource } from '#src/protocol/pictures';
import { openNetwork } from '#src/workers/networks/open-network';
import type { ModelService } from '#src/workers/networks/prepare-model';
import type { EngineContext, PreparedOwnNetwork } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { fitNetwork } from './fit-network';
import { ensureScores } from './scores';

const SIZE = { width: 256, height: 128 };
const compute = createCpuCompute(null);
const made = (seed: number) =>
  new HeldPicture(
    compute.loadPicture(
      Uint8ClampedArray.from({ length: 4 * 256 * 128 }, (_, i) =>
        i % 4 === 3 ? 255 : ((i * (i + seed)) >> 7) % 251,
      ),
      SIZE,
    ),
    SIZE,
    1,
  );
vi.mock('#src/workers/files/open-picture', () => ({
  openPicture: async (_context: unknown, { name }: FrameSource) => {
    if (name === 'broken') throw new AnomalensError('picture-unreadable', 'no');
    return { entry: made(name.length) };
  },
}));
const source = (name: string): FrameSource => ({ name, blob: new Blob() });

let model: PreparedOwnNetwork;
let progress: [number, number][];
let context: EngineContext;
const models = {
  ready: () => model,
  get: async () => model,
  quickestFirst: (ids: readonly string[]) => [...ids],
  keepOwn: (next: PreparedOwnNetwork) => {
    model = next;
  },
} as unknown as ModelService;
const idOf = (name: string) => `${model.entry.id}-${name}`;

beforeEach(async () => {
  progress = [];
  context = {
    compute,
    device: null,
    models,
    info: { inference: 'wasm', compute: 'cpu' },
    options: { longSide: 256 },
    pictures: { all: () => [] },
    tellPage: (
      _name: string,
      { what, loaded, total }: { what: string; loaded: number; total: number },
    ) => {
      if (what.startsWith('fit')) progress.push([loaded, total]);
    },
  } as unknown as EngineContext;
  const { network, modelId, card, sha256 } = await openNetwork(context, NODE_RUNTIME, {
    network: { path: 'net.onnx', blob: new Blob([plainModel()]) },
    beside: [],
    card: null,
    longSide: null,
    pictures: [],
  });
  const { classes } = network;
  const entry = {
    id: modelId,
    kind: 'own' as const,
    title: 'net',
    sha256,
    classes,
    leastRoadShare: null,
  };
  model = { entry, own: network, info: {} as never, fit: null };
  registerMethods(modelId, ownMethods(modelId, card));
});
afterEach(async () => {
  registerMethods(model.entry.id, []);
  await model.own.release();
});

it('a fit brings a threshold above which one per cent of all pixels lies, and distances of features', async () => {
  expect(findMethod(idOf('mahalanobis'))).toBeNull();
  const pictures = ['a', 'broken', 'bcd'].map(source);
  const { fit, unread } = await fitNetwork(context, models, { modelId: model.entry.id, pictures });
  expect(unread).toEqual(['broken']);
  expect(fit.calibration).toMatchObject({
    images: 2,
    pixels: 2 * 256 * 128,
    model: model.entry.sha256,
  });
  expect(fit.features!.classes).toBeGreaterThan(1);
  expect(progress.at(-1)).toEqual([6, 6]);

  const ids = ['entropy', 'mahalanobis', 'prototype'].map(idOf);
  const above = new Map(ids.map((id) => [id, 0]));
  for (const name of ['a', 'bcd']) {
    const entry = made(name.length);
    const scores = await ensureScores(
      context,
      entry,
      ids.map((id) => settingsFor(methodById(id))),
      {},
    );
    for (const { map, summary } of scores) {
      const { defaultThreshold } = methodById(summary.methodId);
      const { data } = map as unknown as { data: Float32Array };
      const flagged = data.filter((value) => value >= defaultThreshold).length;
      above.set(summary.methodId, above.get(summary.methodId)! + flagged);
    }
    entry.release();
  }
  for (const [id, count] of above) expect(count / (2 * 256 * 128), id).toBeCloseTo(0.01, 2);
});

it('a network whose features are not known has thresholds, and says why nothing else', async () => {
  model.own.card = { ...model.own.card, features: null };
  const { fit } = await fitNetwork(context, models, {
    modelId: model.entry.id,
    pictures: [source('a')],
  });
  expect(fit).toMatchObject({
    features: null,
    without: expect.stringContaining('names no tensor'),
  });
  expect(methodById(idOf('msp')).known).not.toBeNull();
  expect(findMethod(idOf('mahalanobis'))).toBeNull();
  expect(progress.at(-1)).toEqual([1, 1]);
});

it('a fit that is cancelled, or to nothing, leaves the network as it was', async () => {
  const { modelId } = { modelId: model.entry.id };
  await fitNetwork(context, models, { modelId, pictures: [source('a')] });
  const before = model.fit;
  const refused = fitNetwork(context, models, { modelId, pictures: [source('broken')] });
  await expect(refused).rejects.toMatchObject({ code: 'option-invalid' });
  const cancelled = fitNetwork(
    context,
    models,
    { modelId, pictures: [source('b')] },
    AbortSignal.abort(),
  );
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  expect(model.fit).toEqual(before);
  expect(methodById(idOf('mahalanobis')).known).not.toBeNull();
});
