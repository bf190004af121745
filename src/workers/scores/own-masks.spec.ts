import { expect, it } from 'vitest';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import type { OwnMaskModel } from '#src/models/own/own-mask-model';
import { MASK_SIGNATURES } from '#src/models/own/testing/mask-signatures';
import { NODE_RUNTIME } from '#src/models/own/testing/node-runtime';
import { addMasks, takeMasks, withOwnMasks } from '#src/workers/networks/own-masks';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { ensureMasks } from './prompt-masks';

const SIZE = { width: 300, height: 300 };
const compute = createCpuCompute(null);
const picture = compute.loadPicture(
  Uint8ClampedArray.from({ length: 4 * 300 * 300 }, (_, i) => {
    const [x, y] = [(i >> 2) % 300, Math.floor((i >> 2) / 300)];
    const isObject = x > 95 && x < 205 && y > 65 && y < 155;
    return i % 4 === 3 ? 255 : isObject ? 230 : 60 + ((x + y) % 7);
  }),
  SIZE,
);
const entry = new HeldPicture(picture, SIZE);
const models = {
  ownMasks: null as OwnMaskModel | null,
  prepareRuntime: async () => undefined,
  keepMasks: async (masks: OwnMaskModel | null) => {
    await models.ownMasks?.release();
    models.ownMasks = masks;
  },
};
const context = {
  compute,
  device: null,
  models,
  pictures: { all: () => [entry] },
  tellPage: () => undefined,
} as unknown as EngineContext;

const open = (encoderOf: string, decoderOf: string) => {
  const { encoder } = MASK_SIGNATURES[encoderOf]!();
  const { decoder } = MASK_SIGNATURES[decoderOf]!();
  const file = (path: string, bytes: Uint8Array<ArrayBuffer>) => ({
    path,
    blob: new Blob([bytes]),
  });
  return addMasks(context, models, NODE_RUNTIME, {
    encoder: file('sam/encoder.onnx', encoder),
    decoder: file('sam/decoder.onnx', decoder),
    beside: [],
  });
};

it('masks of prompts are drawn by a person’s segmenter, its encoder run once for a picture', async () => {
  const { told, known } = await open('EdgeSAM', 'EdgeSAM');
  expect(told).toBe('Pictures keep their proportions in 256 x 256. It takes boxes and points.');
  expect(known.title).toBe('encoder');
  const cost = { times: {}, encoderRuns: 0, decoderRuns: 0 };
  const prompt = (id: string, x: number) => ({
    id,
    box: { x, y: 62, width: 115, height: 97 },
    points: [],
    score: 1,
    origin: 'manual' as const,
  });
  const [mask] = await ensureMasks(context, entry, [prompt('a', 92), prompt('b', 90)], cost);
  expect(cost).toMatchObject({ encoderRuns: 1, decoderRuns: 2 });
  const { maskBox, area } = mask!;
  expect(Math.abs(maskBox!.x - 96)).toBeLessThan(8);
  expect(Math.abs(maskBox!.width - 109)).toBeLessThan(16);
  expect(area).toBeGreaterThan(0.7 * 109 * 89);
  const info = { kind: 'mask-decoder', title: 'page', sha256: 'a', bytes: 1 };
  expect(withOwnMasks(info as never, context.models)).toMatchObject({
    title: 'encoder',
    sha256: known.decoder.sha256,
  });

  await takeMasks(context, models, null);
  expect(entry.prompting.ownEmbedding).toBeNull();
  expect(entry.prompting.mask('92 62 115 97|')).toBeNull();
  expect(withOwnMasks(info as never, context.models)).toBe(info);
});

it('two files that do not belong together are refused, and nothing changes', async () => {
  await expect(open('EdgeSAM', 'optimum and SlimSAM')).rejects.toMatchObject({
    code: 'network-unsupported',
    message: expect.stringContaining('image_positional_embeddings'),
  });
  expect(models.ownMasks).toBeNull();
});
