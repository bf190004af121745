/**
 * A prompt generator and a promptable segmenter without onnxruntime: boxes where evidence is, masks
 * that fill their box.
 */

import type { PromptModelEntry } from '#src/models/manifest';
import type { Tensor, Tensors } from '#src/models/tensor-session';
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

/** Feeds by name: a test gives all that the network takes. */
type Run = (feeds: Record<string, Tensor>) => Tensors;
const RUNS: Record<string, Run> = {
  'prompt-generator': (feeds) => {
    const score = feeds.score as Tensor;
    const [, , height, width] = score.dims as [number, number, number, number];
    const [rows, columns] = [height / STRIDE.generator, width / STRIDE.generator];
    const heat = Float32Array.from({ length: rows * columns }, (_, i) => {
      const [x, y] = [(i % columns) * STRIDE.generator, Math.floor(i / columns) * STRIDE.generator];
      return (score.data[y * width + x] as number) / 5;
    });
    const box = Float32Array.from(
      { length: 4 * rows * columns },
      (_, i) => SIDES[Math.floor(i / (rows * columns))] as number,
    );
    return {
      heat: { data: heat, dims: [1, 1, rows, columns] },
      box: { data: box, dims: [1, 4, rows, columns] },
    };
  },
  'mask-encoder': (feeds) => {
    const { data, dims } = feeds.image as Tensor;
    return { image_embeddings: { data: data.slice(), dims } };
  },
  'mask-decoder': (feeds) => {
    const [labels, coordinates] = [feeds.point_labels as Tensor, feeds.point_coords as Tensor];
    const [, , rows, columns] = (feeds.mask_input as Tensor).dims as [
      number,
      number,
      number,
      number,
    ];
    const corner = (label: number) => {
      const first = 2 * labels.data.indexOf(label);
      return [coordinates.data[first] as number, coordinates.data[first + 1] as number] as const;
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
    return (RUNS[id] as Run)(feeds);
  };
  return { entry, network: { entry, run }, info: {} } as unknown as PreparedPromptNetwork;
}
