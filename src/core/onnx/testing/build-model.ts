/** ONNX files for specs, written field by field. */
import { DATA_TYPES, type DataType, type Side } from '#src/core/onnx/header';
import { bytesField, joined, numberField } from '#src/core/onnx/wire';

export interface ValueSpec {
  name: string;
  dtype?: DataType;
  shape?: readonly Side[];
}

export interface TensorSpec {
  name: string;
  dims: readonly number[];
  /** Floats, or whole numbers with `dtype` int64. */
  values: readonly number[] | Float32Array;
  dtype?: 'float32' | 'int64' | 'uint8';
  external?: string;
}

type Attribute =
  | number
  | string
  | readonly number[]
  | { floats: readonly number[] }
  | { float: number }
  | TensorSpec;

export interface NodeSpec {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  domain?: string;
  attributes?: Readonly<Record<string, Attribute>>;
}

export interface ModelSpec {
  nodes: readonly NodeSpec[];
  inputs: readonly ValueSpec[];
  outputs: readonly ValueSpec[];
  initializers?: readonly TensorSpec[];
  irVersion?: number;
  opsets?: Readonly<Record<string, number>>;
  producer?: string;
  metadata?: Readonly<Record<string, string>>;
}

/** A model file. */
export function buildModel(spec: ModelSpec): Uint8Array<ArrayBuffer> {
  const { nodes, inputs, outputs, initializers = [], irVersion = 8, producer = 'spec' } = spec;
  const { opsets = { '': 17 }, metadata = {} } = spec;
  return joined([
    numberField(1, irVersion),
    bytesField(2, producer),
    bytesField(
      7,
      joined([
        ...nodes.map((node) => bytesField(1, nodeMessage(node))),
        bytesField(2, 'graph'),
        ...initializers.map((tensor) => bytesField(5, tensorMessage(tensor))),
        ...inputs.map((value) => bytesField(11, valueMessage(value))),
        ...outputs.map((value) => bytesField(12, valueMessage(value))),
      ]),
    ),
    ...Object.entries(opsets).map(([domain, version]) =>
      bytesField(8, joined([bytesField(1, domain), numberField(2, version)])),
    ),
    ...Object.entries(metadata).map(([key, value]) =>
      bytesField(14, joined([bytesField(1, key), bytesField(2, value)])),
    ),
  ]);
}

export function nodeMessage(node: NodeSpec): Uint8Array {
  const { op, inputs, outputs, domain, attributes = {} } = node;
  return joined([
    ...inputs.map((name) => bytesField(1, name)),
    ...outputs.map((name) => bytesField(2, name)),
    bytesField(4, op),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, attributeMessage(name, value)),
    ),
    ...(domain ? [bytesField(7, domain)] : []),
  ]);
}

const FLOAT_TAG = 5;

function floatField(number: number, value: number): Uint8Array {
  const bytes = new Uint8Array(5);
  bytes[0] = number * 8 + FLOAT_TAG;
  new DataView(bytes.buffer).setFloat32(1, value, true);
  return bytes;
}

function attributeMessage(name: string, value: Attribute): Uint8Array {
  const type = (number: number) => numberField(20, number);
  const body = () => {
    if (typeof value === 'number') return [numberField(3, value), type(2)];
    if (typeof value === 'string') return [bytesField(4, value), type(3)];
    if ('dims' in value) return [bytesField(5, tensorMessage(value)), type(4)];
    if ('float' in value) return [floatField(2, value.float), type(1)];
    if ('floats' in value) return [...value.floats.map((item) => floatField(7, item)), type(6)];
    return [...value.map((item) => numberField(8, item)), type(7)];
  };
  return joined([bytesField(1, name), ...body()]);
}

export function tensorMessage(tensor: TensorSpec): Uint8Array {
  const { name, dims, values, dtype = 'float32', external } = tensor;
  const entry = (key: string, value: string) =>
    bytesField(13, joined([bytesField(1, key), bytesField(2, value)]));
  return joined([
    ...dims.map((side) => numberField(1, side)),
    numberField(2, DATA_TYPES.indexOf(dtype)),
    bytesField(8, name),
    ...(external === undefined
      ? [bytesField(9, rawBytes(values, dtype))]
      : [entry('location', external), numberField(14, 1)]),
  ]);
}

function rawBytes(values: TensorSpec['values'], dtype: string): Uint8Array {
  if (dtype === 'int64') return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  if (dtype === 'uint8') return Uint8Array.from(values);
  return new Uint8Array(Float32Array.from(values).buffer);
}

export function valueMessage({ name, dtype = 'float32', shape }: ValueSpec): Uint8Array {
  const side = (value: Side) =>
    value === null
      ? new Uint8Array(0)
      : typeof value === 'number'
        ? numberField(1, value)
        : bytesField(2, value);
  const tensor = joined([
    numberField(1, DATA_TYPES.indexOf(dtype)),
    ...(shape ? [bytesField(2, joined(shape.map((value) => bytesField(1, side(value)))))] : []),
  ]);
  return joined([bytesField(1, name), bytesField(2, bytesField(1, tensor))]);
}
