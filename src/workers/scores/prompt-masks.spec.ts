import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Prompt } from '#src/core/prompts/prompt';
import type { StageTimes } from '#src/core/types';
import type { Tensors } from '#src/models/tensor-session';
import type { EngineContext, PreparedPromptNetwork } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { ensureMasks } from './prompt-masks';

const destroyed = vi.hoisted(() => [] as unknown[]);
vi.mock(import('#src/gpu/buffers'), async (original) => ({
  ...(await original()),
  destroyStorage: (buffer: unknown) => void destroyed.push(buffer),
}));
vi.mock(import('#src/models/gpu-transfer'), async (original) => ({
  ...(await original()),
  readFloats: async (_device: GPUDevice, _buffer: GPUBuffer, count: number) =>
    Float32Array.from({ length: count }, (_, i) => i),
}));

/** The picture and the frame of the fake networks have 64 x 32 pixels, a mask half of each. */
const CELLS = { width: 32, height: 16 };
const prompt = (id: string, x: number): Prompt => ({
  id,
  box: { x, y: 4, width: 20, height: 12 },
  points: [],
  score: 1,
  origin: 'manual',
});

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;
let times: StageTimes;
const told: unknown[][] = [];

const network = (id: 'mask-encoder' | 'mask-decoder') =>
  (context.models.ready(id) as PreparedPromptNetwork).network;
const ensure = async (prompts: Prompt[], signal?: AbortSignal) => {
  const cost = { times, encoderRuns: 0, decoderRuns: 0 };
  const masks = await ensureMasks(context, fake.entry, prompts, cost, signal);
  return { masks, runs: [cost.encoderRuns, cost.decoderRuns] };
};

/** Lets the decoder draw masks by rows of `.` and `#`, each with what it is sure of. */
function drawing(...drawn: { rows: string[]; sure: number }[]) {
  const data = new Float32Array(drawn.length * CELLS.width * CELLS.height).fill(-1);
  for (const [index, { rows }] of drawn.entries())
    for (const [y, row] of rows.entries())
      for (const [x, mark] of [...row].entries())
        if (mark === '#') data[(index * CELLS.height + y) * CELLS.width + x] = 1;
  return vi.spyOn(network('mask-decoder'), 'run').mockResolvedValue({
    low_res_masks: { data, dims: [1, drawn.length, CELLS.height, CELLS.width] },
    iou_predictions: {
      data: Float32Array.from(drawn, ({ sure }) => sure),
      dims: [1, drawn.length],
    },
  });
}

beforeEach(() => {
  destroyed.length = 0;
  told.length = 0;
  times = {};
  fake = createFakeModels(['mask-encoder', 'mask-decoder']);
  context = { ...fake.context, tellPage: (...notice) => told.push(notice) };
});

describe('masks of prompts', () => {
  it('are drawn once each, after one embedding of the picture, and told of', async () => {
    const { masks, runs } = await ensure([prompt('a', 8), prompt('b', 30), prompt('again', 8)]);
    expect(runs).toEqual([1, 2]);
    expect(masks[2]).toBe(masks[0]);
    expect(masks[1]?.maskBox?.x).toBe(30);
    expect(Object.keys(times)).toEqual(['encode', 'decode']);
    const progress = { what: 'masks', modelId: null, phase: 'infer', total: 2, cached: false };
    expect(told).toEqual([
      ['progress', { ...progress, loaded: 0 }],
      ['progress', { ...progress, loaded: 1 }],
    ]);
    expect((await ensure([prompt('b', 30)])).runs).toEqual([0, 0]);
    expect((await ensure([prompt('c', 31)])).runs).toEqual([0, 1]);
  });

  it('end before the next one when they are cancelled', async () => {
    await expect(ensure([prompt('a', 8)], AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(fake.runs).toEqual([]);
  });

  it('are the one of several that the decoder takes for the best', async () => {
    drawing(
      { rows: ['', '', '.####', '.####'], sure: 0.5 },
      { rows: ['', '', '..##', '..##'], sure: 1.25 },
      { rows: ['', '', '.####', '.####'], sure: 0.7 },
    );
    const [mask] = (await ensure([prompt('a', 8)])).masks;
    expect(mask?.maskBox).toEqual({ x: 4, y: 4, width: 4, height: 4 });
    expect(mask?.predictedIou).toBe(1); // no share is larger
  });

  it('have area, bounds and parts on the picture', async () => {
    drawing({ rows: ['', '.##......##', '.##......##', '', '', '.##'], sure: -0.1 });
    const [mask] = (await ensure([prompt('a', 8)])).masks;
    expect(mask).toMatchObject({
      predictedIou: 0,
      fragments: 3,
      maskBox: { x: 2, y: 2, width: 20, height: 10 },
    });
    expect(mask?.area).toBe(4 * 10); // four pixels to a cell
  });

  it('can be empty', async () => {
    drawing({ rows: [], sure: 0.5 });
    expect((await ensure([prompt('a', 8)])).masks).toEqual([
      { window: null, predictedIou: 0.5, area: 0, maskBox: null, fragments: 0 },
    ]);
  });
});

describe('what the decoder is fed', () => {
  it('are corners and labels, the embedding, and empty masks of its own grid', async () => {
    const run = vi.spyOn(network('mask-decoder'), 'run');
    const { signal } = new AbortController();
    await ensure([prompt('a', 8)], signal);
    const [feeds, frame, passed] = run.mock.calls[0] as [Tensors, object, AbortSignal];
    expect(frame).toEqual({ width: 64, height: 32 });
    expect(passed).toBe(signal);
    expect(feeds).toEqual({
      image_embeddings: fake.entry.prompting.embedding?.tensor,
      point_coords: { data: Float32Array.of(8, 4, 28, 16), dims: [1, 2, 2] },
      point_labels: { data: Float32Array.of(2, 3), dims: [1, 2] },
      mask_input: { data: new Float32Array(32 * 16), dims: [1, 1, 16, 32] },
      has_mask_input: { data: Float32Array.of(0), dims: [1] },
      orig_im_size: { data: Float32Array.of(16, 32), dims: [2] },
    });
  });

  it.each([
    [{}, '"iou_predictions" is 0, not 1 x 0'],
    [
      {
        iou_predictions: { data: Float32Array.of(0.5), dims: [1] },
        low_res_masks: { data: new Float32Array(512), dims: [1, 1, 16, 32] },
      },
      '"iou_predictions" is 1, not 1 x 1',
    ],
    [
      {
        iou_predictions: { data: Float32Array.of(0.5), dims: [1, 1] },
        low_res_masks: { data: new Float32Array(512), dims: [1, 1, 32, 16] },
      },
      '"low_res_masks" is 1 x 1 x 32 x 16, not 1 x 1 x 16 x 32',
    ],
  ])('and what it gives has the shapes of its grid: %#', async (outputs, message) => {
    vi.spyOn(network('mask-decoder'), 'run').mockResolvedValue(outputs as Tensors);
    await expect(ensure([prompt('a', 8)])).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(message),
    });
  });
});

describe('the embedding of a picture', () => {
  it('is read from the picture as the encoder wants it', async () => {
    const run = vi.spyOn(network('mask-encoder'), 'run');
    await ensure([prompt('a', 8)]);
    const [feeds, frame] = run.mock.calls[0] as [Tensors, object];
    expect(frame).toEqual({ width: 64, height: 32 });
    expect(feeds.image?.dims).toEqual([1, 3, 32, 64]);
    expect(feeds.image?.data).toHaveLength(3 * 32 * 64);
  });

  it('is read back from a device, whose buffer is given back', async () => {
    const buffer = {} as GPUBuffer;
    const preprocess: EngineContext['compute']['preprocess'] = async (_picture, grid) => ({
      grid,
      buffer,
    });
    const compute = { ...context.compute, preprocess };
    context = { ...context, compute, device: {} as GPUDevice };
    const run = vi.spyOn(network('mask-encoder'), 'run');
    await ensure([prompt('a', 8)]);
    expect(run.mock.calls[0]?.[0].image?.data.at(-1)).toBe(3 * 32 * 64 - 1);
    expect(destroyed).toEqual([buffer]);
    context = { ...context, device: null };
    fake.entry.prompting.clear();
    await expect(ensure([prompt('a', 8)])).rejects.toMatchObject({
      code: 'internal',
      message: 'A GPU buffer without a device.',
    });
  });

  it('has to come', async () => {
    vi.spyOn(network('mask-encoder'), 'run').mockResolvedValue({});
    await expect(ensure([prompt('a', 8)])).rejects.toMatchObject({
      code: 'model-invalid',
      message: 'The network gives no "image_embeddings".',
    });
  });

  it('that is dead is refused, and not kept', async () => {
    const dead = { data: new Float32Array(4), dims: [1, 1, 2, 2] };
    vi.spyOn(network('mask-encoder'), 'run').mockResolvedValue({ image_embeddings: dead });
    await expect(ensure([prompt('a', 8)])).rejects.toMatchObject({
      code: 'model-self-check',
      message: 'The embedding of the picture is all zero: this device does not compute correctly.',
      retryable: true,
    });
    expect(fake.entry.prompting.embedding).toBeNull();
  });
});
