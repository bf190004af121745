/**
 * A prompt generator and a promptable segmenter without onnxruntime: boxes where evidence is, masks
 * that fill their box.
 */
import type { PromptModelEntry } from '#src/models/manifest';
import type { Tensors } from '#src/models/tensor-session';
import type { PreparedPromptNetwork } from '#src/workers/state/context';

const STRIDE = { generator: 4, mask: 2 };
/** Distances left, top, right, bottom of every box, in input pixels. */
const SIDES = [4, 6, 8, 2];

const entries: Record<string, object> = {
  'prompt-generator': {
    kind: 'prompt-generator',
    stride: STRIDE.generator,
    input: { name: 'score', longSide: 512, multipleOf: 32 },
  },
  'mask-encoder': {
    kind: 'mask-encoder',
    input: {
      name: 'image',
      mean: [0, 0, 0],
      std: [1, 1, 1],
      longSide: 64,
      padTo: 'multiple',
      multipleOf: 32,
    },
  },
  'mask-decoder': { kind: 'mask-decoder', encoder: 'mask-encoder', maskStride: STRIDE.mask },
};
export const PROMPT_NETWORK_IDS = Object.keys(entries);

type Run = (feeds: Tensors) => Tensors;
const RUNS: Record<string, Run> = {
  'prompt-generator': ({ score }) => {
    const [, , height, width] = score.dims;
    const [rows, columns] = [height / STRIDE.generator, width / STRIDE.generator];
    const heat = Float32Array.from({ length: rows * columns }, (_, i) => {
      const [x, y] = [(i % columns) * STRIDE.generator, Math.floor(i / columns) * STRIDE.generator];
      return score.data[y * width + x] / 5;
    });
    const box = Float32Array.from(
      { length: 4 * rows * columns },
      (_, i) => SIDES[Math.floor(i / (rows * columns))],
    );
    return {
      heat: { data: heat, dims: [1, 1, rows, columns] },
      box: { data: box, dims: [1, 4, rows, columns] },
    };
  },
  'mask-encoder': ({ image }) => ({
    image_embeddings: { data: image.data.slice(), dims: image.dims },
  }),
  'mask-decoder': ({ point_coords, point_labels, mask_input }) => {
    const [, , rows, columns] = mask_input.dims;
    const corner = (label: number) => {
      const at = point_labels.data.indexOf(label);
      return [point_coords.data[2 * at], point_coords.data[2 * at + 1]];
    };
    const [[left, top], [right, bottom]] = [corner(2), corner(3)];
    const logits = Float32Array.from({ length: rows * columns }, (_, i) => {
      const [x, y] = [
        ((i % columns) + 0.5) * STRIDE.mask,
        (Math.floor(i / columns) + 0.5) * STRIDE.mask,
      ];
      return Math.min(x - left, right - x, y - top, bottom - y);
    });
    return {
      low_res_masks: { data: logits, dims: [1, 1, rows, columns] },
      iou_predictions: { data: Float32Array.of(0.9), dims: [1, 1] },
    };
  },
};

/** @param runs gets a line per run. */
export function fakePromptNetwork(id: string, runs: string[]): PreparedPromptNetwork {
  const entry = { id, ...entries[id] } as unknown as PromptModelEntry;
  const run = async (feeds: Tensors) => {
    runs.push(id);
    return RUNS[id](feeds);
  };
  return { entry, network: { entry, run }, info: {} } as unknown as PreparedPromptNetwork;
}
