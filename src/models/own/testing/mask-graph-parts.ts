/** Pieces of graphs: what goes before and after the project's own segmenter, for frames of 256 x 256. */
import type { NodeSpec, TensorSpec, ValueSpec } from '#src/core/onnx/testing/build-model';
import { node } from './graph-parts';
import type { Wrapping } from './joined-model';
import { wrappedFiles } from './wrapped-model';

export const SIDE = 256;
/** The decoder's masks have it. */
export const MASK_SIDE = SIDE / 2;

export const IMAGE = 'own/image';
export const EMBEDDING = 'own/embedding';
const ENCODER_NAMES = { image: IMAGE, image_embeddings: EMBEDDING };
export const DECODER_NAMES = {
  image_embeddings: EMBEDDING,
  point_coords: 'own/coords',
  point_labels: 'own/labels',
  mask_input: 'own/earlier',
  has_mask_input: 'own/has',
  orig_im_size: 'own/size',
  masks: 'own/masks',
  iou_predictions: 'own/iou',
  low_res_masks: 'own/low',
};

export const encoderOf = (wrapping: Wrapping) =>
  wrappedFiles(['mask-encoder.onnx'], ENCODER_NAMES, wrapping);
export const decoderOf = (wrapping: Wrapping) =>
  wrappedFiles(['mask-decoder.onnx'], DECODER_NAMES, wrapping);

export const PLANAR: NonNullable<ValueSpec['shape']> = ['batch', 3, SIDE, SIDE];
export const FEATURES: NonNullable<ValueSpec['shape']> = [1, 88, 'eh', 'ew'];
export const real = (name: string, ...shape: NonNullable<ValueSpec['shape']>[number][]) => ({
  name,
  shape,
});
export const whole = (name: string, ...shape: NonNullable<ValueSpec['shape']>[number][]) => ({
  name,
  shape,
  dtype: 'int64' as const,
});
export const rows = (name: string, ...values: number[]): TensorSpec => ({
  name,
  dims: [values.length],
  values,
  dtype: 'int64',
});

/** What a decoder takes besides points, where its maker leaves it out. */
export const ABSENT: Record<'own/earlier' | 'own/has' | 'own/size', TensorSpec> = {
  'own/earlier': {
    name: 'own/earlier',
    dims: [1, 1, MASK_SIDE, MASK_SIDE],
    values: new Float32Array(MASK_SIDE ** 2),
  },
  'own/has': { name: 'own/has', dims: [1], values: [0] },
  'own/size': { name: 'own/size', dims: [2], values: [MASK_SIDE, MASK_SIDE] },
};
export const identity = (from: string, to: string) => node('Identity', [from], to);

/** Three tensors that give the embedding in one order alone: 4 a - 3 b + c. */
export const spread = (names: readonly [string, string, string]) => ({
  after: names.map((name, index) => node('Mul', [EMBEDDING, `times${index}`], name)),
  initializers: [1, 2, 3].map((times, index) => ({
    name: `times${index}`,
    dims: [],
    values: [times],
  })),
  outputs: names.map((name) => real(name, ...FEATURES)),
});
export const gathered = (names: readonly [string, string, string]) => ({
  before: [
    node('Mul', [names[0], 'four'], 'a'),
    node('Mul', [names[1], 'minus3'], 'b'),
    node('Add', ['a', 'b'], 'ab'),
    node('Add', ['ab', names[2]], EMBEDDING),
  ],
  initializers: [
    { name: 'four', dims: [], values: [4] },
    { name: 'minus3', dims: [], values: [-3] },
  ],
  inputs: names.map((name) => real(name, ...FEATURES)),
});

/** Points and labels with an axis of objects, labels as whole numbers. */
export const objectPoints = (
  coords: string,
  labels: string,
): { before: NodeSpec[]; initializers: TensorSpec[] } => ({
  before: [
    node('Squeeze', ['input_points', 'objects'], coords),
    node('Squeeze', ['input_labels', 'objects'], 'whole_labels'),
    node('Cast', ['whole_labels'], labels, { to: 1 }),
  ],
  initializers: [rows('objects', 1)],
});
export const OBJECT_INPUTS = [
  real('input_points', 'batch', 'objects', 'points', 2),
  whole('input_labels', 'batch', 'objects', 'points'),
];
export const objectOutputs = (extra: ValueSpec[] = []) => ({
  after: [
    node('Unsqueeze', ['own/iou', 'objects'], 'iou_scores'),
    node('Unsqueeze', ['own/low', 'objects'], 'pred_masks'),
    ...extra.map(({ name }) => node('Neg', ['own/iou'], name)),
  ],
  outputs: [
    real('iou_scores', 'batch', 'objects', 'n'),
    real('pred_masks', 'batch', 'objects', 'n', 'h', 'w'),
    ...extra,
  ],
});

/** Boxes as corners behind the points, and no padding point. */
export const withBoxes: { before: NodeSpec[]; initializers: TensorSpec[] } = {
  before: [
    node('Reshape', ['input_boxes', 'corners'], 'corner_coords'),
    node('Mul', ['input_boxes', 'none'], 'zeros'),
    node('Add', ['zeros', 'kinds'], 'kinds_of_boxes'),
    node('Reshape', ['kinds_of_boxes', 'corners'], 'doubled'),
    node('ReduceMean', ['doubled'], 'corner_labels', { axes: [2], keepdims: 0 }),
    node('Concat', ['c', 'corner_coords'], 'own/coords', { axis: 1 }),
    node('Concat', ['l', 'corner_labels'], 'own/labels', { axis: 1 }),
  ],
  initializers: [
    rows('corners', 1, -1, 2),
    { name: 'none', dims: [], values: [0] },
    { name: 'kinds', dims: [4], values: [2, 2, 3, 3] },
  ],
};
/** The padding point that follows points where there are no boxes. */
export const padded: { before: NodeSpec[]; initializers: TensorSpec[] } = {
  before: [
    node('Concat', ['c', 'pad_coords'], 'own/coords', { axis: 1 }),
    node('Concat', ['l', 'pad_labels'], 'own/labels', { axis: 1 }),
  ],
  initializers: [
    { name: 'pad_coords', dims: [1, 1, 2], values: [0, 0] },
    { name: 'pad_labels', dims: [1, 1], values: [-1] },
  ],
};

export const metaDecoder = () =>
  decoderOf({
    before: Object.entries(DECODER_NAMES)
      .slice(0, 6)
      .map(([theirs, ours]) => identity(theirs, ours)),
    inputs: [
      real('image_embeddings', ...FEATURES),
      real('point_coords', 1, 'num_points', 2),
      real('point_labels', 1, 'num_points'),
      real('mask_input', 1, 1, MASK_SIDE, MASK_SIDE),
      real('has_mask_input', 1),
      real('orig_im_size', 2),
    ],
    after: ['masks', 'iou_predictions', 'low_res_masks'].map((name) =>
      identity(DECODER_NAMES[name as 'masks'], name),
    ),
    outputs: ['masks', 'iou_predictions', 'low_res_masks'].map((name) => ({ name })),
  });
export const plainEncoder = (input: string, output = 'image_embeddings', more: ValueSpec[] = []) =>
  encoderOf({
    before: [identity(input, IMAGE)],
    inputs: [{ name: input, shape: PLANAR }],
    after: [identity(EMBEDDING, output), ...more.map(({ name }) => node('Neg', [EMBEDDING], name))],
    outputs: [real(output, ...FEATURES), ...more],
  });
const IMAGENET_MEAN = [0.485, 0.456, 0.406];
const IMAGENET_STD = [0.229, 0.224, 0.225];
const channel = (name: string, values: number[], scale: number): TensorSpec => ({
  name,
  dims: [1, 3, 1, 1],
  values: values.map((value) => value * scale),
});
export const normalised = (from: string, scale: 1 | 255) => ({
  before: [node('Sub', [from, 'mean'], 'n'), node('Div', ['n', 'std'], IMAGE)],
  initializers: [channel('mean', IMAGENET_MEAN, scale), channel('std', IMAGENET_STD, scale)],
});
export const LEVELS = ['image_embed', 'high_res_feats_1', 'high_res_feats_0'] as const;
export const NUMBERED = ['image_embeddings.0', 'image_embeddings.1', 'image_embeddings.2'] as const;
