/** What an ONNX file says of itself, without a runtime and without its weights. */

/** A side of a shape: fixed, named, or unknown. */
export type Side = number | string | null;

export interface OnnxValue {
  name: string;
  dtype: DataType;
  /** Null where the file does not say how many axes there are. */
  shape: Side[] | null;
}

/** A tensor in the file: its shape, and its numbers where they are few. */
export interface OnnxTensor {
  name: string;
  dtype: DataType;
  dims: number[];
  /** The numbers of a short tensor of floats or whole numbers; null otherwise. */
  values: number[] | null;
  /** The file that holds it, where that is another one. */
  externalFile: string | null;
}

export interface OnnxNode {
  op: string;
  domain: string;
  name: string;
  inputs: string[];
  outputs: string[];
  /** Single numbers, lists of whole numbers, texts and short tensors. */
  attributes: Record<string, number | number[] | string | OnnxTensor>;
  /** Other graphs within it, as of If and Loop. */
  graphs: OnnxGraph[];
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  initializers: OnnxTensor[];
  /** Without those that are initializers too. */
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Shapes of inner tensors, where the exporter wrote them. */
  inner: OnnxValue[];
}

export interface OnnxHeader extends OnnxGraph {
  /** Bytes of the file. */
  size: number;
  irVersion: number;
  /** By domain; that of ONNX itself is empty. */
  opsets: Record<string, number>;
  producer: string;
  metadata: Record<string, string>;
  /** Domains of functions that the file defines itself. */
  functionDomains: string[];
}

/** By their numbers in the format. */
export const DATA_TYPES = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
] as const;
export type DataType = (typeof DATA_TYPES)[number];

export function dataTypeOf(number: number): DataType {
  return DATA_TYPES[number] ?? 'undefined';
}

/** Files beside the model that hold its weights, each once. */
export function externalFilesOf(graph: OnnxGraph): string[] {
  const tensors = [
    ...graph.initializers,
    ...graph.nodes.flatMap(({ attributes }) =>
      Object.values(attributes).filter((value) => typeof value === 'object' && 'dims' in value),
    ),
  ] as OnnxTensor[];
  const inner = graph.nodes.flatMap(({ graphs }) => graphs.flatMap(externalFilesOf));
  return [...new Set([...tensors.flatMap(({ externalFile }) => externalFile ?? []), ...inner])];
}
