/** The project's own network with outputs that are no logits. */
import { behind, FREE, HALF, IMAGENET, node, undone } from './graph-parts';
import { LOGITS, wrappedModel } from './wrapped-model';

/** MaskFormer: a query for each class, whose mask is that class's probability. */
export function queriesModel(): Uint8Array<ArrayBuffer> {
  const classes = Float32Array.from({ length: 19 * 20 }, (_, i) =>
    i % 20 === Math.floor(i / 20) ? 40 : 0,
  );
  return wrappedModel({
    ...behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      initializers: [
        { name: 'queries', dims: [1, 19, 20], values: classes },
        { name: 'one', dims: [], values: [1] },
      ],
      after: [
        node('Identity', ['queries'], 'class_queries_logits'),
        node('Softmax', [LOGITS], 'p', { axis: 1 }),
        node('Sub', ['one', 'p'], 'rest'),
        node('Div', ['p', 'rest'], 'odds'),
        node('Log', ['odds'], 'masks_queries_logits'),
      ],
      outputs: [
        { name: 'class_queries_logits', shape: ['batch', 19, 20] },
        { name: 'masks_queries_logits', shape: ['batch', 19, 'h', 'w'] },
      ],
    }),
  });
}

/** Probabilities that no softmax node gave, so that nothing can be opened. */
export function probabilitiesModel(): Uint8Array<ArrayBuffer> {
  return wrappedModel(
    behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      after: [
        node('Exp', [LOGITS], 'e'),
        node('ReduceSum', ['e', 'axis'], 'sum', { keepdims: 1 }),
        node('Div', ['e', 'sum'], 'p'),
      ],
      initializers: [{ name: 'axis', dims: [1], values: [1], dtype: 'int64' }],
      outputs: [{ name: 'p', shape: ['batch', 19, 'h', 'w'] }],
    }),
  );
}

/** Whole numbers that nothing known has made: whether the first class is likelier than the second. */
export function classesModel(): Uint8Array<ArrayBuffer> {
  return wrappedModel(
    behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      after: [
        node('Split', [LOGITS, 'parts'], 'first', { axis: 1 }),
        node('Sign', ['first'], 'sign'),
        node('Relu', ['sign'], 'one'),
        node('Cast', ['one'], 'won', { to: 7 }),
      ].map((step) => (step.op === 'Split' ? { ...step, outputs: ['first', 'rest'] } : step)),
      initializers: [{ name: 'parts', dims: [2], values: [1, 18], dtype: 'int64' }],
      outputs: [{ name: 'won', dtype: 'int64', shape: ['batch', 1, 'h', 'w'] }],
    }),
  );
}

/** The winning class as TopK gives it. */
export function topModel(): Uint8Array<ArrayBuffer> {
  return wrappedModel(
    behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      after: [
        { op: 'TopK', inputs: [LOGITS, 'k'], outputs: ['best', 'won'], attributes: { axis: 1 } },
      ],
      initializers: [{ name: 'k', dims: [1], values: [1], dtype: 'int64' }],
      outputs: [{ name: 'won', dtype: 'int64', shape: ['batch', 1, 'h', 'w'] }],
    }),
  );
}

/** A sigmoid for each of the classes, as losses of one class against all others want it. */
export function eachSigmoidModel(): Uint8Array<ArrayBuffer> {
  return wrappedModel(
    behind(undone('pixel_values', IMAGENET.mean, IMAGENET.std), {
      inputs: [{ name: 'pixel_values', shape: FREE }],
      after: [node('Sigmoid', [LOGITS], 'p')],
      outputs: [{ name: 'p', shape: ['batch', 19, 'h', 'w'] }],
    }),
  );
}

/** ISNet: six maps of one class after a sigmoid, and six of features. */
export function sigmoidsModel(): Uint8Array<ArrayBuffer> {
  const maps = ['output', '1890', '1891', '1892', '1893', '1894'];
  const features = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'];
  return wrappedModel(
    behind(undone('input', HALF.mean, HALF.std), {
      inputs: [{ name: 'input', shape: [1, 3, 128, 256] }],
      initializers: [
        { name: 'first', dims: [1], values: [13], dtype: 'int64' },
        { name: 'second', dims: [1], values: [14], dtype: 'int64' },
        { name: 'axis', dims: [1], values: [1], dtype: 'int64' },
      ],
      after: [
        node('Slice', [LOGITS, 'first', 'second', 'axis'], 'car'),
        node('Add', ['car', 'car'], 'twice'),
        ...maps.map((name) => node('Sigmoid', ['twice'], name)),
        ...features.map((name) => node('Relu', [LOGITS], name)),
      ],
      outputs: [...maps, ...features].map((name) => ({ name, shape: [1, null, null, null] })),
    }),
  );
}
