/** Whether a graph normalises its picture itself, by the arithmetic that it begins with. */
import type { OnnxHeader, OnnxNode, OnnxTensor } from '#src/core/onnx/header';
import { BYTES, type Normalisation, UNIT } from './families';

interface Affine {
  scale: number[];
  shift: number[];
}

/** What leaves a picture's numbers as they are. */
const PASSING = ['Cast', 'Transpose', 'Identity', 'Unsqueeze', 'Squeeze', 'Resize', 'Pad', 'Clip'];
const LONGEST_WALK = 12;

/** Mean and spread of street pictures, as the candidates have them. */
const CANDIDATES: readonly { normalisation: Normalisation | null; mean: number; std: number }[] = [
  { normalisation: UNIT, mean: 0.43, std: 0.27 },
  { normalisation: BYTES, mean: 110, std: 69 },
  // Normalised already, by whichever numbers: the graph says nothing of them.
  { normalisation: null, mean: 0, std: 1.1 },
  { normalisation: null, mean: -0.14, std: 0.54 },
];

/**
 * The numbers that are left to do outside, where the graph's first nodes normalise: values from 0 to 1
 * or bytes. Null where it does not, or takes a picture that is normalised already.
 */
export function innerNormalisation(header: OnnxHeader, input: string): Normalisation | null {
  const affine = affineFrom(header, input);
  if (!affine) return null;
  const [scale, shift] = [mean(affine.scale), mean(affine.shift)];
  const distances = CANDIDATES.map((candidate) => {
    const spread = Math.abs(scale) * candidate.std;
    return Math.abs(scale * candidate.mean + shift) + Math.abs(Math.log(spread));
  });
  const nearest = distances.indexOf(Math.min(...distances));
  return CANDIDATES[nearest]?.normalisation ?? null;
}

/** Scale and shift of each channel after the graph's first nodes; null where there are none. */
function affineFrom({ nodes, initializers }: OnnxHeader, input: string): Affine | null {
  const constants = constantsOf(nodes, initializers);
  const affine: Affine = { scale: [1, 1, 1], shift: [0, 0, 0] };
  let isThere = false;
  let name = input;
  for (let step = 0; step < LONGEST_WALK; step++) {
    const readers = nodes.filter(({ op, inputs }) => op !== 'Shape' && inputs.includes(name));
    const [node] = readers;
    if (!node || readers.length > 1) break;
    if (!PASSING.includes(node.op)) {
      if (!applied(affine, node, name, constants)) break;
      isThere = true;
    }
    name = node.outputs[0] as string;
  }
  return isThere ? affine : null;
}

function constantsOf(nodes: readonly OnnxNode[], initializers: readonly OnnxTensor[]) {
  const constants = new Map<string, number[]>();
  const add = (name: string, { values }: OnnxTensor) =>
    values && (values.length === 1 || values.length === 3) && constants.set(name, values);
  for (const tensor of initializers) add(tensor.name, tensor);
  for (const { op, outputs, attributes } of nodes) {
    if (op !== 'Constant') continue;
    const { value, value_float: float } = attributes;
    if (typeof value === 'object' && 'dims' in value) add(outputs[0] as string, value);
    if (typeof float === 'number') constants.set(outputs[0] as string, [float]);
  }
  return constants;
}

/** Whether a node is arithmetic with a number for each channel, or one for all; then it is applied. */
function applied(
  affine: Affine,
  node: OnnxNode,
  name: string,
  constants: ReadonlyMap<string, number[]>,
): boolean {
  const isFirst = node.inputs[0] === name;
  const other = constants.get(node.inputs[isFirst ? 1 : 0] ?? '');
  if (!other) return false;
  const by = (channel: number) => other[other.length === 3 ? channel : 0] as number;
  for (let channel = 0; channel < 3; channel++) {
    const [scale, shift] = [affine.scale[channel] as number, affine.shift[channel] as number];
    const value = by(channel);
    const next = arithmetic(node.op, isFirst, value, scale, shift);
    if (!next) return false;
    [affine.scale[channel], affine.shift[channel]] = next;
  }
  return true;
}

function arithmetic(
  op: string,
  isFirst: boolean,
  value: number,
  scale: number,
  shift: number,
): [number, number] | null {
  if (op === 'Add') return [scale, shift + value];
  if (op === 'Sub') return isFirst ? [scale, shift - value] : [-scale, value - shift];
  if (op === 'Mul') return [scale * value, shift * value];
  if (op === 'Div' && isFirst && value !== 0) return [scale / value, shift / value];
  return null;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
