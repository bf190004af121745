/** Tensors inside a graph that are worth more than its outputs, and how they are made outputs. */
import type { OnnxHeader, OnnxNode } from './header';
import { bytesField, joined } from './wire';

const GRAPH_FIELD = 7;
const OUTPUT_FIELD = 12;
const NAME_FIELD = 1;

/**
 * What has to follow a model file so that inner tensors are outputs too: protobuf joins messages that
 * follow each other, and onnxruntime infers type and shape.
 * @param names of tensors of the main graph.
 */
export function outputsTail(names: readonly string[]): Uint8Array<ArrayBuffer> {
  return joined(
    names.map((name) =>
      bytesField(GRAPH_FIELD, bytesField(OUTPUT_FIELD, bytesField(NAME_FIELD, name))),
    ),
  );
}

/** What takes away from logits, in the order in which a graph usually has it. */
type Reduction = 'ArgMax' | 'TopK' | 'Softmax' | 'LogSoftmax' | 'Sigmoid' | 'Greater' | 'Resize';
const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  ArgMax: 'ArgMax',
  TopK: 'TopK',
  Greater: 'Greater',
  GreaterOrEqual: 'Greater',
  Softmax: 'Softmax',
  LogSoftmax: 'LogSoftmax',
  Sigmoid: 'Sigmoid',
  HardSigmoid: 'Sigmoid',
  Resize: 'Resize',
  Upsample: 'Resize',
};
/** What leaves the numbers as they are, or nearly. */
const PASSING = [
  'Identity',
  'Cast',
  'Squeeze',
  'Unsqueeze',
  'Transpose',
  'Reshape',
  'Flatten',
  'Slice',
  'Gather',
  'Clip',
  'QuantizeLinear',
  'DequantizeLinear',
];

export interface TailStep {
  node: OnnxNode;
  /** Null for a node that leaves the numbers as they are. */
  reduction: Reduction | null;
  /** The tensor that it reads. */
  input: string;
}

/**
 * The end of the chain that leads to an output, its last node first, as far as it consists of nodes
 * that reduce logits or pass them on.
 */
export function tailOf({ nodes }: Pick<OnnxHeader, 'nodes'>, output: string): TailStep[] {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const steps: TailStep[] = [];
  for (let name = output; ; ) {
    const node = makers.get(name);
    const input = node?.inputs[0];
    if (!node || input === undefined || steps.length > nodes.length) return steps;
    const reduction = REDUCTIONS[node.op] ?? null;
    if (!reduction && !PASSING.includes(node.op)) return steps;
    steps.push({ node, reduction, input });
    name = input;
  }
}

/** The last convolution or product of matrices before a tensor, whose input are features. */
const CLASSIFIERS = ['Conv', 'MatMul', 'Gemm', 'QLinearConv', 'ConvInteger'];
/** What may stand between the classifier and its logits. */
const BETWEEN = ['Add', 'Mul', ...PASSING];
const LONGEST_WALK = 8;

/** The tensor that the classifier before some logits reads; null where none is found. */
export function featuresBefore(
  { nodes, initializers }: Pick<OnnxHeader, 'nodes' | 'initializers'>,
  logits: string,
): string | null {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const weights = new Set(initializers.map(({ name }) => name));
  let name = logits;
  for (let steps = 0; steps < LONGEST_WALK; steps++) {
    const node = makers.get(name);
    if (!node) return null;
    const input = node.inputs.find((candidate) => candidate !== '' && !weights.has(candidate));
    if (input === undefined) return null;
    // A classifier of colours reads no tensor of the graph, but its input.
    if (CLASSIFIERS.includes(node.op)) return makers.has(input) ? input : null;
    if (!BETWEEN.includes(node.op) && !REDUCTIONS[node.op]) return null;
    name = input;
  }
  return null;
}
