import { describe, expect, it } from 'vitest';
import type { DataType, OnnxHeader, OnnxValue, Side } from '#src/core/onnx/header';
import { decideMaskModel, maskRoleOf } from './mask-signature';

const value = (name: string, shape: Side[], dtype: DataType = 'float32'): OnnxValue => ({
  name,
  shape,
  dtype,
});
const file = (inputs: OnnxValue[], outputs: OnnxValue[]): OnnxHeader => ({
  inputs,
  outputs,
  nodes: [],
  initializers: [],
  inner: [],
  size: 1,
  irVersion: 8,
  opsets: { '': 17 },
  producer: '',
  metadata: {},
  functionDomains: [],
});
const PICTURE = value('images', [1, 3, 1024, 1024]);
const EMBEDDINGS = value('image_embeddings', [1, 256, 64, 64]);
const POINTS = value('point_coords', [1, 'n', 2]);
const LABELS = value('point_labels', [1, 'n']);
const OUTPUTS = [value('masks', [1, 4, 256, 256]), value('iou_predictions', [1, 4])];
const META = {
  encoder: file([PICTURE], [EMBEDDINGS]),
  decoder: file(
    [
      EMBEDDINGS,
      POINTS,
      LABELS,
      value('mask_input', [1, 1, 256, 128]),
      value('has_mask_input', [1]),
      value('orig_im_size', [2]),
    ],
    [...OUTPUTS, value('low_res_masks', [1, 4, 256, 256])],
  ),
};
const decide = (encoder: OnnxHeader, decoder: OnnxHeader) => decideMaskModel(encoder, decoder);
const decoderOf = (inputs: OnnxValue[], outputs = OUTPUTS) =>
  decide(META.encoder, file([EMBEDDINGS, ...inputs], outputs)).decoder;
const refused = (words: RegExp) =>
  expect.objectContaining({ code: 'network-unsupported', message: expect.stringMatching(words) });

describe('which half a file is', () => {
  it('is told by points with labels, and by embeddings', () => {
    expect(maskRoleOf(META.decoder)).toBe('decoder');
    expect(maskRoleOf(META.encoder)).toBe('encoder');
    expect(maskRoleOf(file([POINTS], []))).toBeNull();
    expect(maskRoleOf(file([LABELS], []))).toBeNull();
    expect(maskRoleOf(file([PICTURE], [value('logits', [1, 19, 64, 64])]))).toBeNull();
  });

  it.each(['image_embed', 'image_embedding', 'image_embeddings.2', 'high_res_feats_0'])(
    '%s is what an encoder gives',
    (name) => {
      expect(maskRoleOf(file([PICTURE], [value(name, [1])]))).toBe('encoder');
      expect(maskRoleOf(file([PICTURE], [value(`my_${name}`, [1])]))).toBeNull();
      expect(maskRoleOf(file([PICTURE], [value(`${name}_x`, [1])]))).toBeNull();
    },
  );

  it.each(['input_points', 'batched_point_coords'])('%s is what a decoder takes', (name) => {
    const labels = value(name === 'input_points' ? 'input_labels' : 'batched_point_labels', [1]);
    expect(maskRoleOf(file([value(name, [1]), labels], []))).toBe('decoder');
  });
});

describe('a decoder', () => {
  it('of the first makers takes an earlier mask and the size that is wanted', () => {
    expect(decide(META.encoder, META.decoder).decoder).toEqual({
      embeddings: { image_embeddings: 'image_embeddings' },
      points: { name: 'point_coords', rank: 3, of: 'frame' },
      labels: { name: 'point_labels', rank: 2, dtype: 'float32' },
      boxes: { kind: 'corners' },
      earlierMask: { name: 'mask_input', size: { width: 128, height: 256 } },
      hasEarlierMask: 'has_mask_input',
      maskSize: { name: 'orig_im_size', dtype: 'float32' },
      masks: 'low_res_masks',
      quality: 'iou_predictions',
    });
  });

  it('without more than points has none of it', () => {
    expect(decoderOf([POINTS, LABELS])).toMatchObject({
      earlierMask: null,
      hasEarlierMask: null,
      maskSize: null,
      masks: 'masks',
    });
    const free = value('mask_input', [1, 1, 'h', 'w']);
    expect(decoderOf([POINTS, LABELS, free]).earlierMask).toEqual({
      name: 'mask_input',
      size: null,
    });
    const shapeless = { ...free, shape: null };
    expect(decoderOf([POINTS, LABELS, shapeless]).earlierMask?.size).toBeNull();
  });

  it('of transformers takes points of four axes, whole labels, and boxes where it has an input', () => {
    const points = value('input_points', ['b', 1, 'n', 2]);
    const labels = value('input_labels', ['b', 1, 'n'], 'int64');
    const outputs = [value('iou_scores', [1]), value('pred_masks', [1])];
    expect(decoderOf([points, labels], outputs)).toMatchObject({
      points: { name: 'input_points', rank: 4 },
      labels: { name: 'input_labels', rank: 3, dtype: 'int64' },
      boxes: { kind: 'centre' },
      masks: 'pred_masks',
      quality: 'iou_scores',
    });
    const boxes = value('input_boxes', ['b', 'n', 4]);
    expect(decoderOf([points, labels, boxes], outputs).boxes).toEqual({
      kind: 'input',
      name: 'input_boxes',
    });
    const shapeless = [
      { ...points, shape: null },
      { ...labels, shape: null },
    ];
    expect(decoderOf(shapeless, outputs)).toMatchObject({
      points: { rank: 4 },
      labels: { rank: 3 },
    });
  });

  it('of EfficientSAM counts in the size of the mask, in whole numbers', () => {
    const decided = decoderOf([
      value('batched_point_coords', [1, 1, 'n', 2]),
      value('batched_point_labels', [1, 1, 'n']),
      value('orig_im_size', [2], 'int64'),
    ]);
    expect(decided).toMatchObject({
      points: { rank: 4, of: 'mask' },
      labels: { rank: 3 },
      boxes: { kind: 'corners' },
      maskSize: { name: 'orig_im_size', dtype: 'int64' },
    });
  });

  it('may call its scores and masks otherwise', () => {
    const outputs = [value('scores', [1]), value('output_masks', [1])];
    expect(decoderOf([POINTS, LABELS], outputs)).toMatchObject({
      masks: 'output_masks',
      quality: 'scores',
    });
    const others = [value('my_iou', [1]), value('my_masks', [1])];
    expect(decoderOf([POINTS, LABELS], others)).toMatchObject({
      masks: 'my_masks',
      quality: 'my_iou',
    });
  });

  it('without masks, or without what they are worth, is refused', () => {
    const [masks, quality] = OUTPUTS as [OnnxValue, OnnxValue];
    expect(() => decoderOf([POINTS, LABELS], [masks])).toThrow(refused(/what they are worth/));
    expect(() => decoderOf([POINTS, LABELS], [quality])).toThrow(refused(/iou_predictions/));
  });

  it('that takes no points is refused', () => {
    expect(() => decide(META.encoder, META.encoder)).toThrow(refused(/takes no points/));
  });
});

describe('what the encoder gives', () => {
  const several = ['image_embed', 'high_res_feats_0', 'high_res_feats_1'].map((name) =>
    value(name, [1]),
  );

  it('goes to the inputs of the same names', () => {
    const decoder = file([...several, POINTS, LABELS], OUTPUTS);
    expect(decide(file([PICTURE], several), decoder).decoder.embeddings).toEqual({
      image_embed: 'image_embed',
      high_res_feats_0: 'high_res_feats_0',
      high_res_feats_1: 'high_res_feats_1',
    });
  });

  it('goes to the one input where there is one of each, whatever they are called', () => {
    const decoder = file([value('embedding', [1]), POINTS, LABELS], OUTPUTS);
    expect(decide(META.encoder, decoder).decoder.embeddings).toEqual({
      embedding: 'image_embeddings',
    });
    expect(() => decide(file([PICTURE], several), decoder)).toThrow(
      refused(
        /embedding \[1\] float32 is none of .*high_res_feats_0 \[1\].*do not belong together/,
      ),
    );
  });

  it('is wanted', () => {
    expect(() => decide(META.encoder, file([POINTS, LABELS], OUTPUTS))).toThrow(
      refused(/reads nothing of an encoder/),
    );
  });
});

describe('an encoder', () => {
  const encoderOf = (input: OnnxValue, decoder = META.decoder) =>
    decide(file([input], [EMBEDDINGS]), decoder).encoder;

  it('of a fixed size is filled up, with ImageNet’s numbers', () => {
    expect(encoderOf(PICTURE)).toEqual({
      input: {
        name: 'images',
        layout: 'NCHW',
        dtype: 'float32',
        colour: 'rgb',
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
      },
      frame: { width: 1024, height: 1024 },
      fit: 'letterbox',
    });
    expect(encoderOf(value('images', [1, 3, 684, 512])).frame).toEqual({ width: 512, height: 684 });
  });

  it('of any size gets the usual one', () => {
    const { frame, fit } = encoderOf(value('images', [1, 3, 'h', 'w']));
    expect([frame, fit]).toEqual([{ width: 1024, height: 1024 }, 'letterbox']);
  });

  it('that takes bytes, height first, fills them up itself', () => {
    const bytes = encoderOf(value('input_image', ['h', 'w', 3]));
    expect(bytes).toMatchObject({ fit: 'shrink', input: { layout: 'HWC', mean: [0, 0, 0] } });
    expect(bytes.input.std[0]).toBeCloseTo(1 / 255, 12);
    expect(encoderOf(value('images', [1, 3, 'h', 'w'], 'uint8')).input.std[0]).toBeCloseTo(1 / 255);
    expect(encoderOf(value('input_image', [1024, 1024, 3])).fit).toBe('letterbox');
  });

  it('of EfficientSAM takes values from 0 to 1', () => {
    const { input } = encoderOf(value('batched_images', [1, 3, 'h', 'w']));
    expect(input).toMatchObject({ mean: [0, 0, 0], std: [1, 1, 1] });
  });

  it('whose decoder reads finer features gets its picture stretched', () => {
    const fine = value('high_res_feats_0', [1]);
    const both = file([PICTURE], [EMBEDDINGS, fine]);
    const decoder = file([EMBEDDINGS, fine, POINTS, LABELS], OUTPUTS);
    expect(decide(both, decoder).encoder.fit).toBe('stretch');
  });
});
