/** How other people's exporters write a network: names, types, layout, what they leave out. */
import type { ValueSpec } from '#src/core/onnx/testing/build-model';
import {
  BISENET,
  behind,
  cast,
  enlarged,
  FREE,
  HALF,
  IMAGENET,
  identity,
  inside,
  node,
  scales,
  UNIT,
  undone,
  won,
} from './graph-parts';
import type { Wrapping } from './joined-model';
import { IMAGE, LOGITS, wrappedModel } from './wrapped-model';

interface Signature {
  /** What the outputs are called, to say what was read. */
  reads: string;
  kind: string;
  wrapping: Wrapping;
}

const PADDLE_DIMS: ValueSpec['shape'] = [
  'p2o.DynamicDimension.0',
  3,
  'p2o.DynamicDimension.1',
  'p2o.DynamicDimension.2',
];

/** By the exporter. The project's own scores must come out of each. */
export const SIGNATURES: Readonly<Record<string, Signature>> = {
  'SegFormer of optimum': {
    reads: 'logits',
    kind: 'logits',
    wrapping: behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      after: identity('logits'),
      outputs: [{ name: 'logits', shape: ['batch', 19, 'h', 'w'] }],
    }),
  },
  'YOLO semantic with logits': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('images', UNIT.mean, UNIT.std), {
      inputs: [{ name: 'images', shape: FREE }],
      initializers: [scales],
      after: [enlarged('output0')],
      outputs: [{ name: 'output0', shape: ['batch', 19, 'height', 'width'] }],
      metadata: { author: 'Ultralytics', task: 'semantic', imgsz: '[256, 256]', stride: '32' },
    }),
  },
  'YOLO semantic with classes': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('images', UNIT.mean, UNIT.std), {
      inputs: [{ name: 'images', shape: FREE }],
      initializers: [scales],
      after: [enlarged('large'), won('large', 'won', 0), cast('won', 'output0', 'uint8')],
      outputs: [{ name: 'output0', dtype: 'uint8', shape: ['batch', 'height', 'width'] }],
      metadata: { author: 'Ultralytics', task: 'semantic', imgsz: '[256, 256]', stride: '32' },
    }),
  },
  mmsegmentation: {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('input', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'input', shape: [1, 3, 'height', 'width'] }],
      initializers: [scales],
      after: [enlarged('large'), won('large', 'output', 1)],
      outputs: [{ name: 'output', dtype: 'int64', shape: [1, 1, 'height', 'width'] }],
    }),
  },
  'PaddleSeg with argmax': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('x', HALF.mean, HALF.std), {
      producer: 'PaddlePaddle',
      inputs: [{ name: 'x', shape: PADDLE_DIMS }],
      initializers: [scales],
      after: [enlarged('large'), won('large', 'won', 0), cast('won', 'argmax_0.tmp_0', 'int32')],
      outputs: [{ name: 'argmax_0.tmp_0', dtype: 'int32', shape: [null, null, null] }],
    }),
  },
  'PaddleSeg with softmax': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('x', HALF.mean, HALF.std), {
      inputs: [{ name: 'x', shape: PADDLE_DIMS }],
      initializers: [scales],
      after: [enlarged('large'), node('Softmax', ['large'], 'softmax_0.tmp_0', { axis: 1 })],
      outputs: [{ name: 'softmax_0.tmp_0', shape: [null, 19, null, null] }],
    }),
  },
  'BiSeNet of CoinCheung': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(undone('input_image', BISENET.mean, BISENET.std), {
      inputs: [{ name: 'input_image', shape: [1, 3, 128, 256] }],
      after: [won(LOGITS, 'won', 0), cast('won', 'preds', 'int32')],
      outputs: [{ name: 'preds', dtype: 'int32', shape: [1, 32, 64] }],
    }),
  },
  PIDNet: {
    reads: 'final',
    kind: 'logits',
    wrapping: behind(undone('net_in', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'net_in', shape: FREE }],
      after: identity('final'),
      outputs: [{ name: 'final', shape: ['batch', 19, null, null] }],
    }),
  },
  'AI Hub': {
    reads: 'mask',
    kind: 'logits',
    wrapping: behind(inside('image'), {
      inputs: [{ name: 'image', shape: [1, 3, 128, 256] }],
      after: identity('mask'),
      outputs: [{ name: 'mask', shape: [1, 19, 32, 64] }],
    }),
  },
  'AI Hub, channels last': {
    reads: 'mask',
    kind: 'logits',
    wrapping: behind(
      {
        before: [
          node('Transpose', ['image'], 'turned', { perm: [0, 3, 1, 2] }),
          ...inside('turned').before,
        ],
        initializers: inside('turned').initializers,
      },
      {
        inputs: [{ name: 'image', shape: [1, 128, 256, 3] }],
        after: [node('Transpose', [LOGITS], 'mask', { perm: [0, 2, 3, 1] })],
        outputs: [{ name: 'mask', shape: [1, 32, 64, 19] }],
      },
    ),
  },
  'DeepLab of AI Hub': {
    reads: LOGITS,
    kind: 'logits',
    wrapping: behind(inside('image'), {
      inputs: [{ name: 'image', shape: [1, 3, 128, 256] }],
      initializers: [scales],
      after: [enlarged('large'), won('large', 'won', 0), cast('won', 'mask', 'uint8')],
      outputs: [{ name: 'mask', dtype: 'uint8', shape: [1, 128, 256] }],
    }),
  },
  torchvision: {
    reads: 'out',
    kind: 'logits',
    wrapping: behind(undone('input', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'input', shape: FREE }],
      after: [...identity('out'), node('Neg', [LOGITS], 'aux')],
      outputs: [
        { name: 'aux', shape: ['batch', 19, 'height', 'width'] },
        { name: 'out', shape: ['batch', 19, 'height', 'width'] },
      ],
    }),
  },
  'ERFNet with void': {
    reads: 'output',
    kind: 'logits',
    wrapping: behind(
      {
        before: [node('Mul', ['pixels', 'byte'], 'b'), ...inside('b', 255).before],
        initializers: [...inside('b', 255).initializers, { name: 'byte', dims: [], values: [255] }],
      },
      {
        inputs: [{ name: 'pixels', shape: [1, 3, 128, 256] }],
        initializers: [
          { name: 'first', dims: [1], values: [0], dtype: 'int64' },
          { name: 'second', dims: [1], values: [1], dtype: 'int64' },
        ],
        after: [
          node('Slice', [LOGITS, 'first', 'second', 'second'], 'void'),
          node('Concat', [LOGITS, 'void'], 'output', { axis: 1 }),
        ],
        outputs: [{ name: 'output', shape: [1, 20, 32, 64] }],
      },
    ),
  },
  'half floats': {
    reads: 'logits',
    kind: 'logits',
    wrapping: behind(
      {
        before: [
          cast('pixel_values', 'single', 'float32'),
          ...undone('single', IMAGENET.mean, IMAGENET.std).before,
        ],
        initializers: undone('single', IMAGENET.mean, IMAGENET.std).initializers,
      },
      {
        inputs: [{ name: 'pixel_values', dtype: 'float16', shape: FREE }],
        after: [cast(LOGITS, 'logits', 'float16')],
        outputs: [{ name: 'logits', dtype: 'float16', shape: ['batch', 19, 'h', 'w'] }],
      },
    ),
  },
  'bytes, height first': {
    reads: 'scores',
    kind: 'logits',
    wrapping: behind(
      {
        before: [
          cast('input_image', 'f', 'float32'),
          node('Transpose', ['f'], 't', { perm: [2, 0, 1] }),
          node('Unsqueeze', ['t', 'axis'], 'u'),
          ...inside('u', 255).before,
        ],
        initializers: [
          ...inside('u', 255).initializers,
          { name: 'axis', dims: [1], values: [0], dtype: 'int64' },
        ],
      },
      {
        inputs: [{ name: 'input_image', dtype: 'uint8', shape: ['height', 'width', 3] }],
        after: identity('scores'),
        outputs: [{ name: 'scores', shape: [1, 19, null, null] }],
      },
    ),
  },
};

/** The file of a signature. */
export function signedModel(name: keyof typeof SIGNATURES): Uint8Array<ArrayBuffer> {
  return wrappedModel((SIGNATURES[name] as Signature).wrapping);
}

/** The network with nothing changed. */
export function plainModel(): Uint8Array<ArrayBuffer> {
  return wrappedModel({
    before: [],
    after: [],
    inputs: [{ name: IMAGE, shape: [1, 3, 'height', 'width'] }],
    outputs: [{ name: LOGITS, shape: [1, 19, 'h', 'w'] }],
  });
}
