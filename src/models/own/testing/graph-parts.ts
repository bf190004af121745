/** Pieces of graphs: what goes before and after the project's own network. */
import type { NodeSpec, TensorSpec, ValueSpec } from '#src/core/onnx/testing/build-model';
import type { Wrapping } from './joined-model';
import { IMAGE, LOGITS, OWN_MEAN, OWN_STD } from './wrapped-model';

type Triple = readonly [number, number, number];

const channel = (name: string, values: readonly number[]): TensorSpec => ({
  name,
  dims: [1, values.length, 1, 1],
  values,
});
export const node = (op: string, inputs: string[], output: string, attributes = {}): NodeSpec => ({
  op,
  inputs,
  outputs: [output],
  attributes,
});

/** From a picture that was normalised outside to what the project's network reads. */
export function undone(from: string, mean: Triple, std: Triple) {
  const initializers = [
    channel('their_std', std),
    channel('their_mean', mean),
    channel('own_mean', [OWN_MEAN, OWN_MEAN, OWN_MEAN]),
    channel('own_std', [OWN_STD, OWN_STD, OWN_STD]),
  ];
  const before = [
    node('Mul', [from, 'their_std'], 'n1'),
    node('Add', ['n1', 'their_mean'], 'n2'),
    node('Sub', ['n2', 'own_mean'], 'n3'),
    node('Div', ['n3', 'own_std'], IMAGE),
  ];
  return { before, initializers };
}

/** From values of 0 to 1, or bytes with `scale` 255, normalised inside. */
export function inside(from: string, scale = 1) {
  const initializers = [
    channel('own_mean', [OWN_MEAN * scale, OWN_MEAN * scale, OWN_MEAN * scale]),
    channel('own_std', [OWN_STD * scale, OWN_STD * scale, OWN_STD * scale]),
  ];
  const before = [node('Sub', [from, 'own_mean'], 'n1'), node('Div', ['n1', 'own_std'], IMAGE)];
  return { before, initializers };
}

export const IMAGENET = {
  mean: [0.485, 0.456, 0.406] as const,
  std: [0.229, 0.224, 0.225] as const,
};
export const UNIT = { mean: [0, 0, 0] as const, std: [1, 1, 1] as const };
export const HALF = { mean: [0.5, 0.5, 0.5] as const, std: [0.5, 0.5, 0.5] as const };
export const BISENET = {
  mean: [0.3257, 0.369, 0.3223] as const,
  std: [0.2112, 0.2148, 0.2115] as const,
};

export const FREE: ValueSpec['shape'] = ['batch', 3, 'height', 'width'];
export const identity = (output: string) => [node('Identity', [LOGITS], output)];
export const scales: TensorSpec = { name: 'scales', dims: [4], values: [1, 1, 4, 4] };
export const enlarged = (output: string) =>
  node('Resize', [LOGITS, '', 'scales'], output, {
    mode: 'linear',
    coordinate_transformation_mode: 'half_pixel',
  });
export const won = (from: string, output: string, keepdims: number) =>
  node('ArgMax', [from], output, { axis: 1, keepdims });
const CAST = { int32: 6, uint8: 2, float32: 1, float16: 10 } as const;
export const cast = (from: string, output: string, type: keyof typeof CAST) =>
  node('Cast', [from], output, { to: CAST[type] });

export const behind = (
  part: { before: NodeSpec[]; initializers: TensorSpec[] },
  rest: Omit<Wrapping, 'before'>,
): Wrapping => ({
  ...rest,
  before: part.before,
  initializers: [...part.initializers, ...(rest.initializers ?? [])],
});
