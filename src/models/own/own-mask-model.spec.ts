import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesAsSource } from '#src/core/onnx/byte-source';
import { readHeader } from '#src/core/onnx/read-header';
import { bestMask, decoderFeeds, maskFrame } from '#src/core/own-masks/mask-feeds';
import { decideMaskModel, maskRoleOf } from '#src/core/own-masks/mask-signature';
import type { Prompt } from '#src/core/prompts/prompt';
import { pointTensors } from '#src/core/prompts/sam-prompt';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { OwnMaskModel } from './own-mask-model';
import { openOwnSession } from './own-session';
import { MASK_SIDE, SIDE } from './testing/mask-graph-parts';
import { MASK_SIGNATURES } from './testing/mask-signatures';
import { NODE_RUNTIME } from './testing/node-runtime';

/** Square and larger than the frame: it fills it, whatever the maker does with the rest. */
const PICTURE = { width: 300, height: 300 };
/** Sessions are slow to make where other work runs beside. */
const LONGEST_MS = 120_000;
type Told = Pick<Prompt, 'box' | 'points'>;
const POINTS: Told = {
  box: null,
  points: [
    { x: 150, y: 120, positive: true },
    { x: 40, y: 250, positive: false },
  ],
};
const BOX: Told = { box: { x: 90, y: 60, width: 120, height: 100 }, points: [] };
const BOTH: Told = { box: BOX.box, points: [{ x: 150, y: 110, positive: true }] };
const PROMPTS = { POINTS, BOX, BOTH };

const compute = createCpuCompute(null);
const picture = compute.loadPicture(
  Uint8ClampedArray.from({ length: 4 * PICTURE.width * PICTURE.height }, (_, i) => {
    const [x, y] = [(i >> 2) % PICTURE.width, Math.floor((i >> 2) / PICTURE.width)];
    const isObject = x > 95 && x < 205 && y > 65 && y < 155;
    return i % 4 === 3 ? 255 : isObject ? 40 + 60 * (i % 4) : 120 + (((x * y) >> 8) % 60);
  }),
  PICTURE,
);
const GRID = maskFrame(PICTURE, { frame: { width: SIDE, height: SIDE }, fit: 'stretch' });

async function planesOf(mean: readonly number[], std: readonly number[]) {
  const made = await compute.preprocess(picture, GRID, mean, std);
  if (!('data' in made)) throw new Error('not on the processor');
  return made.data;
}

/** What the project's own files give, fed as docs and manifest say. */
const expected = new Map<string, Float32Array>();
beforeAll(async () => {
  const open = (file: string) =>
    openOwnSession(NODE_RUNTIME, {
      bytes: new Uint8Array(readFileSync(`public/models/${file}`)),
      external: [],
      path: 'wasm',
      device: null,
    });
  const [encoder, decoder] = [await open('mask-encoder.onnx'), await open('mask-decoder.onnx')];
  const data = await planesOf([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
  const image = { dtype: 'float32' as const, data, dims: [1, 3, SIDE, SIDE] };
  const { image_embeddings: embedding } = await encoder.feed({ image }, ['image_embeddings']);
  for (const [name, prompt] of Object.entries(PROMPTS)) {
    const { coords, labels } = pointTensors(prompt, PICTURE, GRID);
    const float = (values: Float32Array, ...dims: number[]) => ({
      dtype: 'float32' as const,
      data: values,
      dims,
    });
    const { low_res_masks: mask } = await decoder.feed(
      {
        image_embeddings: float(embedding!.data, ...embedding!.dims),
        point_coords: float(coords, 1, labels.length, 2),
        point_labels: float(labels, 1, labels.length),
        mask_input: float(new Float32Array(MASK_SIDE ** 2), 1, 1, MASK_SIDE, MASK_SIDE),
        has_mask_input: float(new Float32Array(1), 1),
        orig_im_size: float(Float32Array.of(MASK_SIDE, MASK_SIDE), 2),
      },
      ['low_res_masks'],
    );
    expected.set(name, mask!.data);
  }
  await encoder.release();
  await decoder.release();
}, LONGEST_MS);

const headerOf = (bytes: Uint8Array) => readHeader(bytesAsSource(bytes));

describe('the project’s own masks come out of its segmenter as it would be exported by', () => {
  it.each(Object.keys(MASK_SIGNATURES))(
    '%s',
    async (maker) => {
      const files = MASK_SIGNATURES[maker]!();
      const [encoder, decoder] = [await headerOf(files.encoder), await headerOf(files.decoder)];
      expect(maskRoleOf(decoder)).toBe('decoder');
      const signature = decideMaskModel(encoder, decoder);
      const file = (bytes: Uint8Array<ArrayBuffer>) => ({
        network: new Blob([bytes]),
        external: [],
        sha256: '',
      });
      const model = new OwnMaskModel(
        maker,
        signature,
        { encoder: file(files.encoder), decoder: file(files.decoder) },
        NODE_RUNTIME,
      );
      const { mean, std } = signature.encoder.input;
      const grid = maskFrame(PICTURE, signature.encoder);
      expect(grid).toEqual(GRID);
      const embeddings = await model.encode(await planesOf(mean, std), {
        width: SIDE,
        height: SIDE,
      });
      for (const [name, prompt] of Object.entries(PROMPTS)) {
        if (prompt.box && signature.decoder.boxes.kind === 'centre') continue;
        const feeds = decoderFeeds(signature.decoder, embeddings, prompt, PICTURE, grid);
        const { data } = bestMask(signature.decoder, await model.decode(feeds), grid);
        expect(differenceOf(data, expected.get(name)!), name).toBeLessThan(1e-3);
      }
      await model.release();
    },
    LONGEST_MS,
  );
});

function differenceOf(mask: Float32Array, other: Float32Array): number {
  expect(mask.length).toBe(other.length);
  return mask.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] as number))), 0);
}
