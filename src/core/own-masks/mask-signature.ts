/** Promptable segmenters of other makers: which tensors go where, by the names and shapes of two files. */
import type { OnnxHeader, OnnxValue } from '#src/core/onnx/header';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { CardInput } from '#src/core/own-network/card';
import { described, inputShape, pictureInput } from '#src/core/own-network/decide-input';
import { BYTES, IMAGENET, type Normalisation, UNIT } from '#src/core/own-network/families';
import { innerNormalisation } from '#src/core/own-network/inner-normalisation';
import type { Size } from '#src/core/types';

export interface MaskEncoderSignature {
  input: Pick<CardInput, 'name' | 'layout' | 'dtype' | 'colour'> & Normalisation;
  /** The input that the picture is put into. */
  frame: Size;
  /** Aspect kept, the rest 0; aspect kept and no rest; both sides scaled on their own. */
  fit: 'letterbox' | 'shrink' | 'stretch';
}

export interface MaskDecoderSignature {
  /** Inputs that take what the encoder gives, by the encoder's outputs. */
  embeddings: Record<string, string>;
  /** Coordinates are those of the frame, or of the size that the mask is asked in. */
  points: { name: string; rank: 3 | 4; of: 'frame' | 'mask' };
  labels: { name: string; rank: 2 | 3; dtype: 'float32' | 'int64' };
  /** How a box is told: by two corners among the points, by an input of its own, or by its centre. */
  boxes: { kind: 'corners' } | { kind: 'input'; name: string } | { kind: 'centre' };
  earlierMask: { name: string; size: Size | null } | null;
  hasEarlierMask: string | null;
  maskSize: { name: string; dtype: 'float32' | 'int64' } | null;
  masks: string;
  quality: string;
}

export interface MaskSignature {
  encoder: MaskEncoderSignature;
  decoder: MaskDecoderSignature;
}

const POINTS = /(point_coords|input_points)$/;
const LABELS = /(point_labels|input_labels)$/;
const EMBEDDING = /^(image_embed(ding)?s?(\.\d+)?|high_res_feats_\d+)$/;
/** What the exported programs take where they take any size. */
const USUAL_SIDE = 1024;

/** Which half of a promptable segmenter a file is; null for neither. */
export function maskRoleOf({ inputs, outputs }: OnnxHeader): 'encoder' | 'decoder' | null {
  const takes = (name: RegExp) => inputs.some((input) => name.test(input.name));
  if (takes(POINTS) && takes(LABELS)) return 'decoder';
  return outputs.some(({ name }) => EMBEDDING.test(name)) ? 'encoder' : null;
}

/** @throws AnomalensError `network-unsupported` for files that do not belong together. */
export function decideMaskModel(encoder: OnnxHeader, decoder: OnnxHeader): MaskSignature {
  if (maskRoleOf(decoder) !== 'decoder')
    throw unsupportedNetwork('it takes no points, so it draws no masks from prompts');
  const decided = decideDecoder(encoder, decoder);
  return { encoder: decideEncoder(encoder, decoder), decoder: decided };
}

function decideEncoder(encoder: OnnxHeader, decoder: OnnxHeader): MaskEncoderSignature {
  const picture = pictureInput(encoder);
  const { name, layout, dtype, size } = inputShape(picture, null, encoder.metadata);
  const isStretched = decoder.inputs.some(({ name: other }) =>
    /^(high_res_feats_\d+|image_embeddings\.\d+|batched_point_coords)$/.test(other),
  );
  const { mean, std } = normalisationOf(encoder, name, layout, dtype);
  const isInside = mean === UNIT.mean || mean === BYTES.mean;
  const frame =
    size.kind === 'fixed'
      ? { width: size.width, height: size.height }
      : { width: USUAL_SIDE, height: USUAL_SIDE };
  // A file that normalises by itself fills the rest by itself too, where it takes any size.
  const fit = isStretched ? 'stretch' : isInside && size.kind === 'free' ? 'shrink' : 'letterbox';
  return { input: { name, layout, dtype, colour: 'rgb', mean, std }, frame, fit };
}

function normalisationOf(
  encoder: OnnxHeader,
  name: string,
  layout: string,
  dtype: string,
): Normalisation {
  const inner = innerNormalisation(encoder, name);
  if (inner) return inner;
  if (name === 'batched_images') return UNIT;
  return dtype === 'uint8' || layout.endsWith('HWC') ? BYTES : IMAGENET;
}

function decideDecoder(encoder: OnnxHeader, decoder: OnnxHeader): MaskDecoderSignature {
  const input = (name: RegExp) => decoder.inputs.find((value) => name.test(value.name));
  const points = input(POINTS) as OnnxValue;
  const labels = input(LABELS) as OnnxValue;
  const boxes = input(/^input_boxes$/);
  const earlier = input(/^mask_input$/);
  const has = input(/^has_mask_input$/);
  const size = input(/^orig_im_size$/);
  const known = [points, labels, boxes, earlier, has, size];
  const isOfTransformers = points.name === 'input_points';
  return {
    embeddings: embeddingsOf(
      encoder,
      decoder.inputs.filter((value) => !known.includes(value)),
    ),
    points: {
      name: points.name,
      rank: points.shape?.length === 4 || isOfTransformers ? 4 : 3,
      of: points.name.startsWith('batched_') ? 'mask' : 'frame',
    },
    labels: {
      name: labels.name,
      rank: labels.shape?.length === 3 || isOfTransformers ? 3 : 2,
      dtype: wholeOrReal(labels),
    },
    boxes: boxes
      ? { kind: 'input', name: boxes.name }
      : { kind: isOfTransformers ? 'centre' : 'corners' },
    earlierMask: earlier ? { name: earlier.name, size: fixedSize(earlier) } : null,
    hasEarlierMask: has?.name ?? null,
    maskSize: size ? { name: size.name, dtype: wholeOrReal(size) } : null,
    ...outputsOf(decoder),
  };
}

/** @throws AnomalensError `network-unsupported` for an input that nothing of the encoder fits. */
function embeddingsOf(
  encoder: OnnxHeader,
  wanted: readonly OnnxValue[],
): MaskDecoderSignature['embeddings'] {
  const given = encoder.outputs;
  const [only] = given;
  const embeddings: Record<string, string> = {};
  for (const value of wanted) {
    const named = given.find(({ name }) => name === value.name);
    const alone = wanted.length === 1 && given.length === 1 ? only : undefined;
    const output = named ?? alone;
    if (!output)
      throw unsupportedNetwork(
        `its input ${described(value)} is none of what the encoder gives (${given.map(described).join(', ')}): the two files do not belong together`,
      );
    embeddings[value.name] = output.name;
  }
  if (wanted.length === 0) throw unsupportedNetwork('it reads nothing of an encoder');
  return embeddings;
}

function outputsOf({ outputs }: OnnxHeader): Pick<MaskDecoderSignature, 'masks' | 'quality'> {
  const first = (...names: RegExp[]) =>
    names.flatMap((name) => outputs.find((value) => name.test(value.name))?.name ?? [])[0];
  const masks = first(/^low_res_masks$/, /^(pred|output)_masks$/, /masks$/);
  const quality = first(/^iou_(predictions|scores)$/, /^scores$/, /iou/);
  if (masks === undefined || quality === undefined)
    throw unsupportedNetwork(
      `its outputs are ${outputs.map(described).join(', ')}, and masks with what they are worth are wanted`,
    );
  return { masks, quality };
}

const wholeOrReal = ({ dtype }: OnnxValue) => (dtype === 'int64' ? 'int64' : 'float32');

function fixedSize({ shape }: OnnxValue): Size | null {
  const [height, width] = shape?.slice(-2) ?? [];
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
}
