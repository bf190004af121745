/** What the two halves of a promptable segmenter are fed, and which of its masks is meant. */
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import { ownGrid } from '#src/core/own-network/network-frame';
import type { OutputTensor } from '#src/core/own-network/planes';
import type { Prompt } from '#src/core/prompts/prompt';
import { frameGrid, type PointTensors, pointTensors } from '#src/core/prompts/sam-prompt';
import type { NetworkGrid, Size } from '#src/core/types';
import type { MaskDecoderSignature, MaskEncoderSignature } from './mask-signature';

export type Feed =
  | { dtype: 'float32'; data: Float32Array; dims: number[] }
  | { dtype: 'int64'; data: BigInt64Array; dims: number[] };

/** Where a picture lies in the encoder's input. */
export function maskFrame(
  picture: Size,
  { frame, fit }: Pick<MaskEncoderSignature, 'frame' | 'fit'>,
): NetworkGrid {
  if (fit === 'shrink')
    return frameGrid(picture, { longSide: frame.width, padTo: 'multiple', multipleOf: 1 });
  const how = fit === 'stretch' ? fit : 'letterbox';
  return ownGrid(picture, { kind: 'fixed', ...frame, fit: how }, frame.width);
}

/** Pixels of the frame for a pixel of the mask, where the size of that is asked for. */
const MASK_STRIDE = 4;

/** The size that a mask is asked in: that of the picture alone, without what fills the frame. */
function askedSize({ width, height }: NetworkGrid): Size {
  const cells = (side: number) => Math.max(1, Math.round(side / MASK_STRIDE));
  return { width: cells(width), height: cells(height) };
}

/**
 * One prompt. @param embeddings by the encoder's outputs. @param grid of the picture in the frame.
 */
export function decoderFeeds(
  decoder: MaskDecoderSignature,
  embeddings: Readonly<Record<string, OutputTensor>>,
  prompt: Pick<Prompt, 'box' | 'points'>,
  picture: Size,
  grid: NetworkGrid,
): Record<string, Feed> {
  const feeds: Record<string, Feed> = {};
  for (const [name, output] of Object.entries(decoder.embeddings)) {
    const { data, dims } = embeddings[output] as OutputTensor;
    feeds[name] = { dtype: 'float32', data, dims: [...dims] };
  }
  const asked = askedSize(grid);
  const area = decoder.points.of === 'mask' ? { ...grid, ...asked } : grid;
  const { coords, labels } = pointsOf(decoder, prompt, picture, area);
  const count = labels.length;
  feeds[decoder.points.name] = {
    dtype: 'float32',
    data: coords,
    dims: decoder.points.rank === 4 ? [1, 1, count, 2] : [1, count, 2],
  };
  feeds[decoder.labels.name] = numbers(
    decoder.labels.dtype,
    labels,
    decoder.labels.rank === 3 ? [1, 1, count] : [1, count],
  );
  if (decoder.boxes.kind === 'input') {
    const corners = prompt.box
      ? pointTensors({ box: prompt.box, points: [] }, picture, grid)
      : null;
    const data = corners?.coords ?? new Float32Array(0);
    feeds[decoder.boxes.name] = { dtype: 'float32', data, dims: [1, data.length / 4, 4] };
  }
  if (decoder.earlierMask) {
    const { width, height } = decoder.earlierMask.size ?? emptyMaskSize(embeddings, decoder);
    const data = new Float32Array(width * height);
    feeds[decoder.earlierMask.name] = { dtype: 'float32', data, dims: [1, 1, height, width] };
  }
  if (decoder.hasEarlierMask !== null)
    feeds[decoder.hasEarlierMask] = { dtype: 'float32', data: new Float32Array(1), dims: [1] };
  if (decoder.maskSize) {
    const sides = Float32Array.of(asked.height, asked.width);
    feeds[decoder.maskSize.name] = numbers(decoder.maskSize.dtype, sides, [2]);
  }
  return feeds;
}

/** Corners among the points, or points alone: with a padding point where nothing else would be there. */
function pointsOf(
  { boxes }: MaskDecoderSignature,
  { box, points }: Pick<Prompt, 'box' | 'points'>,
  picture: Size,
  grid: NetworkGrid,
): PointTensors {
  if (boxes.kind === 'corners') return pointTensors({ box, points }, picture, grid);
  const centre =
    box && boxes.kind === 'centre'
      ? [{ x: box.x + box.width / 2, y: box.y + box.height / 2, positive: true }]
      : [];
  const all = [...points, ...centre];
  const { coords, labels } = pointTensors({ box: null, points: all }, picture, grid);
  const kept = Math.max(all.length, 1); // the padding point is the exporter's own business
  return { coords: coords.slice(0, 2 * kept), labels: labels.slice(0, kept) };
}

function numbers(dtype: Feed['dtype'], values: Float32Array, dims: number[]): Feed {
  return dtype === 'int64'
    ? { dtype, data: BigInt64Array.from(values, BigInt), dims }
    : { dtype, data: values, dims };
}

/** Four cells for each side of an embedding's, as in the published network. */
function emptyMaskSize(
  embeddings: Readonly<Record<string, OutputTensor>>,
  decoder: MaskDecoderSignature,
): Size {
  const [first] = Object.values(decoder.embeddings);
  const [height = 1, width = 1] = embeddings[first ?? '']?.dims.slice(-2) ?? [];
  return { width: 4 * width, height: 4 * height };
}

export interface BestMask extends Size {
  /** Logits, > 0 inside. */
  data: Float32Array;
  /** 0..1, by the network itself. */
  quality: number;
  /** Where the picture lies in the input that the mask covers. */
  grid: NetworkGrid;
}

/**
 * The mask that the network takes for the best of several.
 * @throws AnomalensError `network-unsupported` for outputs that are no masks.
 */
export function bestMask(
  { masks: name, quality, maskSize }: MaskDecoderSignature,
  outputs: Readonly<Record<string, OutputTensor>>,
  grid: NetworkGrid,
): BestMask {
  const { data, dims } = outputs[name] as OutputTensor;
  const worth = (outputs[quality] as OutputTensor).data;
  const [height = 0, width = 0] = dims.slice(-2);
  const area = width * height;
  const fits = area > 0 && worth.length > 0 && data.length === worth.length * area;
  if (!fits)
    throw unsupportedNetwork(
      `its output ${name} is [${dims.join(', ')}], which is no mask for each of ${worth.length} numbers of ${quality}`,
    );
  const best = worth.indexOf(Math.max(...worth));
  const isOfPicture = maskSize !== null && name !== 'low_res_masks';
  const covered = isOfPicture
    ? { ...grid, paddedWidth: grid.width, paddedHeight: grid.height }
    : grid;
  return {
    width,
    height,
    data: data.subarray(best * area, (best + 1) * area),
    quality: Math.min(1, Math.max(0, worth[best] as number)),
    grid: covered,
  };
}
