/** Networks that are joined to one file, in Node and in a browser alike. */
import {
  type ModelSpec,
  type NodeSpec,
  nodeMessage,
  tensorMessage,
  valueMessage,
} from '#src/core/onnx/testing/build-model';
import { bytesField, fieldsOf, joined, numberField, textOf } from '#src/core/onnx/wire';

/** What tensors of a file are called in the joined graph. */
export type Names = Readonly<Record<string, string>>;

export interface Wrapping extends Omit<ModelSpec, 'nodes'> {
  /** From the inputs to `image`, normalised as the project's networks want it. */
  before: readonly NodeSpec[];
  /** From `logits` to the outputs. */
  after: readonly NodeSpec[];
}

/** Fields of a graph without its inputs and outputs; two such graphs follow each other as one. */
function innerOf(model: Uint8Array, names: Names): Uint8Array {
  const graph = [...fieldsOf(model)].find(({ number }) => number === 7)?.bytes;
  return joined(
    [...fieldsOf(graph as Uint8Array)]
      .filter(({ number, wire }) => wire === 2 && [1, 5].includes(number))
      .map(({ number, bytes }) => bytesField(number, number === 1 ? renamed(bytes, names) : bytes)),
  );
}

/** A node with its inputs and outputs under their names in the joined graph. */
function renamed(node: Uint8Array, names: Names): Uint8Array {
  return joined(
    [...fieldsOf(node)].map(({ number, bytes }) => {
      const name = number <= 2 ? names[textOf(bytes)] : undefined;
      return bytesField(number, name ?? bytes);
    }),
  );
}

/** Some networks behind each other, as one file. @param models the files' bytes. */
export function joinedModel(
  models: readonly Uint8Array[],
  names: Names,
  wrapping: Wrapping,
): Uint8Array<ArrayBuffer> {
  const { before, after, inputs, outputs, initializers = [], metadata = {} } = wrapping;
  const { producer = 'pytorch', irVersion = 8, opsets = { '': 17 } } = wrapping;
  const nodes = (list: readonly NodeSpec[]) => list.map((node) => bytesField(1, nodeMessage(node)));
  return joined([
    numberField(1, irVersion),
    bytesField(2, producer),
    bytesField(
      7,
      joined([
        ...nodes(before),
        ...models.map((model) => innerOf(model, names)),
        ...nodes(after),
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
