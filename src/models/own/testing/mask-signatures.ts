/** The project's own promptable segmenter in the signatures of other makers. */
import { node } from './graph-parts';
import {
  ABSENT,
  DECODER_NAMES,
  decoderOf,
  EMBEDDING,
  encoderOf,
  FEATURES,
  gathered,
  IMAGE,
  identity,
  LEVELS,
  MASK_SIDE,
  metaDecoder,
  NUMBERED,
  normalised,
  OBJECT_INPUTS,
  objectOutputs,
  objectPoints,
  PLANAR,
  padded,
  plainEncoder,
  real,
  rows,
  SIDE,
  spread,
  whole,
  withBoxes,
} from './mask-graph-parts';

export interface MaskFixture {
  encoder: Uint8Array<ArrayBuffer>;
  decoder: Uint8Array<ArrayBuffer>;
}

/** By the maker: every row of the table, each made when it is asked for. */
export const MASK_SIGNATURES: Readonly<Record<string, () => MaskFixture>> = {
  'Meta SAM and MobileSAM': () => ({
    encoder: plainEncoder('x', 'output'),
    decoder: metaDecoder(),
  }),
  'optimum and SlimSAM': () => ({
    encoder: plainEncoder('pixel_values', 'image_embeddings', [
      real('image_positional_embeddings', ...FEATURES),
    ]),
    decoder: decoderOf({
      before: [
        identity('image_embeddings', EMBEDDING),
        ...objectPoints('c', 'l').before,
        ...padded.before,
      ],
      initializers: [
        ...objectPoints('c', 'l').initializers,
        ...padded.initializers,
        ...Object.values(ABSENT),
      ],
      inputs: [
        ...OBJECT_INPUTS,
        real('image_embeddings', ...FEATURES),
        real('image_positional_embeddings', ...FEATURES),
      ],
      ...objectOutputs(),
    }),
  }),
  'optimum with boxes': () => ({
    encoder: plainEncoder('pixel_values', 'image_embeddings', [
      real('image_positional_embeddings', ...FEATURES),
    ]),
    decoder: decoderOf({
      before: [
        identity('image_embeddings', EMBEDDING),
        ...objectPoints('c', 'l').before,
        ...withBoxes.before,
      ],
      initializers: [
        ...objectPoints('c', 'l').initializers,
        ...withBoxes.initializers,
        ...Object.values(ABSENT),
      ],
      inputs: [
        ...OBJECT_INPUTS,
        real('input_boxes', 'batch', 'boxes', 4),
        real('image_embeddings', ...FEATURES),
        real('image_positional_embeddings', ...FEATURES),
      ],
      ...objectOutputs(),
    }),
  }),
  'samexporter SAM': () => ({
    encoder: encoderOf({
      before: [
        node('Transpose', ['input_image'], 't', { perm: [2, 0, 1] }),
        node('Unsqueeze', ['t', 'first'], 'u'),
        ...normalised('u', 255).before,
      ],
      initializers: [rows('first', 0), ...normalised('u', 255).initializers],
      inputs: [real('input_image', SIDE, SIDE, 3)],
      after: [identity(EMBEDDING, 'image_embeddings')],
      outputs: [real('image_embeddings', ...FEATURES)],
    }),
    decoder: metaDecoder(),
  }),
  'samexporter SAM2': () => ({
    encoder: encoderOf({
      before: [identity('image', IMAGE)],
      inputs: [{ name: 'image', shape: PLANAR }],
      ...spread(LEVELS),
    }),
    decoder: decoderOf({
      before: [
        ...gathered(LEVELS).before,
        ...['point_coords', 'point_labels', 'mask_input', 'has_mask_input'].map((name) =>
          identity(name, DECODER_NAMES[name as 'masks']),
        ),
      ],
      initializers: [...gathered(LEVELS).initializers, ABSENT['own/size']],
      inputs: [
        ...gathered(LEVELS).inputs,
        real('point_coords', 'labels', 'points', 2),
        real('point_labels', 'labels', 'points'),
        real('mask_input', 'labels', 1, MASK_SIDE, MASK_SIDE),
        real('has_mask_input', 'labels'),
      ],
      after: [identity('own/low', 'masks'), identity('own/iou', 'iou_predictions')],
      outputs: [real('masks', 1, 'n', 'h', 'w'), real('iou_predictions', 1, 'n')],
    }),
  }),
  'transformers.js SAM2, EdgeTAM and SAM3 tracker': () => ({
    encoder: encoderOf({
      before: [identity('pixel_values', IMAGE)],
      inputs: [{ name: 'pixel_values', shape: PLANAR }],
      ...spread(NUMBERED),
    }),
    decoder: decoderOf({
      before: [...gathered(NUMBERED).before, ...objectPoints('c', 'l').before, ...withBoxes.before],
      initializers: [
        ...gathered(NUMBERED).initializers,
        ...objectPoints('c', 'l').initializers,
        ...withBoxes.initializers,
        ...Object.values(ABSENT),
      ],
      inputs: [
        ...OBJECT_INPUTS,
        real('input_boxes', 'batch', 'boxes', 4),
        ...gathered(NUMBERED).inputs,
      ],
      ...objectOutputs([real('object_score_logits', 'batch', 'n')]),
    }),
  }),
  EdgeSAM: () => ({
    encoder: plainEncoder('image'),
    decoder: decoderOf({
      before: ['image_embeddings', 'point_coords', 'point_labels'].map((name) =>
        identity(name, DECODER_NAMES[name as 'masks']),
      ),
      initializers: Object.values(ABSENT),
      inputs: [
        real('image_embeddings', ...FEATURES),
        real('point_coords', 1, 'num_points', 2),
        real('point_labels', 1, 'num_points'),
      ],
      after: [identity('own/iou', 'scores'), identity('own/low', 'masks')],
      outputs: [real('scores', 1, 'n'), real('masks', 1, 'n', 'h', 'w')],
    }),
  }),
  EfficientSAM: () => ({
    encoder: encoderOf({
      ...normalised('batched_images', 1),
      inputs: [{ name: 'batched_images', shape: PLANAR }],
      after: [identity(EMBEDDING, 'image_embeddings')],
      outputs: [real('image_embeddings', ...FEATURES)],
    }),
    decoder: decoderOf({
      before: [
        identity('image_embeddings', EMBEDDING),
        node('Cast', ['orig_im_size'], 'sides', { to: 1 }),
        node('Gather', ['sides', 'second'], 'their_width'),
        node('Div', ['frame_side', 'their_width'], 'scale'),
        node('Squeeze', ['batched_point_coords', 'second_axis'], 'plain_coords'),
        node('Mul', ['plain_coords', 'scale'], 'own/coords'),
        node('Squeeze', ['batched_point_labels', 'second_axis'], 'own/labels'),
      ],
      initializers: [
        rows('second', 1),
        rows('second_axis', 1),
        { name: 'frame_side', dims: [], values: [SIDE] },
        ...Object.values(ABSENT),
      ],
      inputs: [
        real('image_embeddings', ...FEATURES),
        real('batched_point_coords', 1, 1, 'num_points', 2),
        real('batched_point_labels', 1, 1, 'num_points'),
        whole('orig_im_size', 2),
      ],
      after: [
        node('Unsqueeze', ['own/low', 'second_axis'], 'output_masks'),
        node('Unsqueeze', ['own/iou', 'second_axis'], 'iou_predictions'),
      ],
      outputs: [real('output_masks', 1, 1, 'n', 'h', 'w'), real('iou_predictions', 1, 1, 'n')],
    }),
  }),
};
