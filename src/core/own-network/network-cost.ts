/** What a run of a network takes, by its graph alone: before anything of it is loaded. */
import type { OnnxGraph, OnnxNode, OnnxTensor } from '#src/core/onnx/header';

/** For each pixel of the input, the rest that fills it included. */
export interface NetworkCost {
  /** Multiplications with an addition each. */
  multiplications: number;
  /** Largest sum of the tensors that are alive at once, in bytes. */
  tensorBytes: number;
}

/** What is followed through a graph: channels, and sides as a share of the input's. */
interface Extent {
  channels: number;
  scale: number;
}

const FLOAT_BYTES = 4;

/**
 * An estimate: shapes are followed roughly (strides, channels of weights), attention counts as the products
 * with its weights alone, and a size that nothing tells is that of what it is joined with.
 * @param input the name of what takes the picture.
 */
export function networkCost(
  { nodes, initializers }: Pick<OnnxGraph, 'nodes' | 'initializers'>,
  input: string,
): NetworkCost {
  const weights = weightsOf(nodes, initializers);
  const extents = new Map<string, Extent>([[input, { channels: 3, scale: 1 }]]);
  const lastReader = new Map<string, number>();
  for (const [index, node] of nodes.entries())
    for (const name of node.inputs) lastReader.set(name, index);
  let multiplications = 0;
  let [alive, most] = [0, 0];
  const bytesOf = ({ channels, scale }: Extent) => FLOAT_BYTES * channels * scale * scale;
  alive += bytesOf(extents.get(input) as Extent);
  for (const [index, node] of nodes.entries()) {
    const step = stepOf(node, extents, weights);
    if (!step) continue;
    multiplications += step.perPixel;
    for (const name of node.outputs) {
      if (name === '' || extents.has(name)) continue;
      extents.set(name, step.extent);
      alive += bytesOf(step.extent);
    }
    most = Math.max(most, alive);
    for (const name of new Set(node.inputs)) {
      const extent = extents.get(name);
      if (extent && lastReader.get(name) === index) alive -= bytesOf(extent);
    }
  }
  return { multiplications, tensorBytes: most };
}

/** Tensors that no picture changes, under the names that they have behind a cast or a scaling too. */
function weightsOf(nodes: readonly OnnxNode[], initializers: readonly OnnxTensor[]) {
  const weights = new Map(initializers.map((tensor) => [tensor.name, tensor]));
  for (const { op, inputs, outputs, attributes } of nodes) {
    const { value } = attributes;
    const [output = ''] = outputs;
    const source = weights.get(inputs[0] ?? '');
    if (op === 'Constant' && typeof value === 'object' && 'dims' in value)
      weights.set(output, value);
    else if (source && KEEP_WEIGHTS.includes(op)) weights.set(output, source);
  }
  return weights;
}

const KEEP_WEIGHTS = ['DequantizeLinear', 'Cast', 'Identity', 'Transpose'];

interface Step {
  extent: Extent;
  /** Multiplications for each pixel of the network's input. */
  perPixel: number;
}

/** What a node makes of what it reads; null where it reads nothing of the picture. */
function stepOf(
  node: OnnxNode,
  extents: ReadonlyMap<string, Extent>,
  weights: ReadonlyMap<string, OnnxTensor>,
): Step | null {
  const read = node.inputs.flatMap((name) => extents.get(name) ?? []);
  const [first] = read;
  if (!first || node.op === 'Shape') return null;
  const weight = node.inputs
    .map((name) => weights.get(name))
    .find((own) => own && own.dims.length > 1);
  const dims = weight?.dims ?? [];
  const product = dims.reduce((a, b) => a * b, 1);
  switch (node.op) {
    case 'Conv':
    case 'ConvInteger':
    case 'QLinearConv': {
      const scale = first.scale / strideOf(node);
      return {
        extent: { channels: dims[0] ?? first.channels, scale },
        perPixel: product * scale ** 2,
      };
    }
    case 'ConvTranspose': {
      const group = numberOf(node.attributes.group, 1);
      const channels = (dims[1] ?? first.channels) * group;
      const scale = first.scale * strideOf(node);
      return { extent: { channels, scale }, perPixel: product * first.scale ** 2 };
    }
    case 'MatMul':
    case 'Gemm':
    case 'MatMulInteger': {
      if (!weight) return { extent: largest(read), perPixel: 0 };
      const isTurned = node.op === 'Gemm' && node.attributes.transB === 1;
      const channels = dims.at(isTurned ? -2 : -1) as number;
      return { extent: { channels, scale: first.scale }, perPixel: product * first.scale ** 2 };
    }
    case 'MaxPool':
    case 'AveragePool':
      return { extent: { ...first, scale: first.scale / strideOf(node) }, perPixel: 0 };
    case 'GlobalAveragePool':
    case 'GlobalMaxPool':
    case 'ReduceMean':
      return { extent: { ...first, scale: 0 }, perPixel: 0 };
    case 'Resize':
    case 'Upsample':
      return { extent: { ...first, scale: first.scale * growthOf(node, weights) }, perPixel: 0 };
    case 'Concat':
      return {
        extent: {
          channels: read.reduce((sum, { channels }) => sum + channels, 0),
          scale: largest(read).scale,
        },
        perPixel: 0,
      };
    case 'ArgMax':
      return { extent: { ...first, channels: 1 }, perPixel: 0 };
    default:
      return { extent: largest(read), perPixel: 0 };
  }
}

/** Sums and products have the finer of two sides, and the more of two channels. */
function largest(read: readonly Extent[]): Extent {
  return {
    channels: Math.max(...read.map(({ channels }) => channels)),
    scale: Math.max(...read.map(({ scale }) => scale)),
  };
}

function strideOf({ attributes }: OnnxNode): number {
  const { strides } = attributes;
  return Array.isArray(strides) ? Math.max(1, strides.at(-1) as number) : 1;
}

const numberOf = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual);

/** How much larger a side becomes, where constants say it; else 2, as in most decoders. */
function growthOf({ inputs, attributes }: OnnxNode, weights: ReadonlyMap<string, OnnxTensor>) {
  const scales = weights.get(inputs[2] ?? '') ?? weights.get(inputs[1] ?? '');
  const growth = scales?.dims[0] === 4 ? scales.values?.at(-1) : undefined;
  return growth && growth > 0 && growth < 64 ? growth : numberOf(attributes.scale, 2);
}
