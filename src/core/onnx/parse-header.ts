import {
  dataTypeOf,
  type OnnxGraph,
  type OnnxHeader,
  type OnnxNode,
  type OnnxValue,
  type Side,
} from './header';
import { parseTensor } from './parse-tensor';
import { type Field, fieldsOf, readVarint, textOf, WIRE } from './wire';

/** Deeper than any exporter nests graphs. */
const DEEPEST = 32;

/**
 * A model whose large parts may have been left out (`readSkeleton`).
 * @param size bytes of the whole file.
 * @throws AnomalensError `network-unreadable`.
 */
export function parseHeader(model: Uint8Array, size: number): OnnxHeader {
  let graph: OnnxGraph = { nodes: [], initializers: [], inputs: [], outputs: [], inner: [] };
  const header = {
    size,
    irVersion: 0,
    opsets: {} as Record<string, number>,
    producer: '',
    metadata: {} as Record<string, string>,
    functionDomains: [] as string[],
  };
  let version = '';
  for (const { number, value, bytes } of fieldsOf(model)) {
    if (number === 1) header.irVersion = value;
    if (number === 2) header.producer = textOf(bytes);
    if (number === 3) version = textOf(bytes);
    if (number === 7) graph = merged(graph, parseGraph(bytes, 0)); // two messages are one, joined
    if (number === 8) {
      const fields = [...fieldsOf(bytes)];
      const domain = textIn(fields, 1);
      header.opsets[domain === 'ai.onnx' ? '' : domain] = numberIn(fields, 2);
    }
    if (number === 14) {
      const fields = [...fieldsOf(bytes)];
      header.metadata[textIn(fields, 1)] = textIn(fields, 2);
    }
    if (number === 25) header.functionDomains.push(textIn([...fieldsOf(bytes)], 10));
  }
  return { ...header, ...graph, producer: `${header.producer} ${version}`.trim() };
}

function merged(a: OnnxGraph, b: OnnxGraph): OnnxGraph {
  return {
    nodes: [...a.nodes, ...b.nodes],
    initializers: [...a.initializers, ...b.initializers],
    inputs: [...a.inputs, ...b.inputs],
    outputs: [...a.outputs, ...b.outputs],
    inner: [...a.inner, ...b.inner],
  };
}

function parseGraph(message: Uint8Array, depth: number): OnnxGraph {
  const graph: OnnxGraph = { nodes: [], initializers: [], inputs: [], outputs: [], inner: [] };
  for (const { number, bytes } of fieldsOf(message)) {
    if (number === 1) graph.nodes.push(parseNode(bytes, depth));
    if (number === 5) graph.initializers.push(parseTensor(bytes));
    if (number === 11) graph.inputs.push(parseValue(bytes));
    if (number === 12) graph.outputs.push(parseValue(bytes));
    if (number === 13) graph.inner.push(parseValue(bytes));
  }
  const given = new Set(graph.initializers.map(({ name }) => name));
  // Before IR version 4 every initializer was listed as an input.
  return { ...graph, inputs: graph.inputs.filter(({ name }) => !given.has(name)) };
}

function parseNode(message: Uint8Array, depth: number): OnnxNode {
  const node: OnnxNode = {
    op: '',
    domain: '',
    name: '',
    inputs: [],
    outputs: [],
    attributes: {},
    graphs: [],
  };
  for (const { number, bytes } of fieldsOf(message)) {
    if (number === 1) node.inputs.push(textOf(bytes));
    if (number === 2) node.outputs.push(textOf(bytes));
    if (number === 3) node.name = textOf(bytes);
    if (number === 4) node.op = textOf(bytes);
    if (number === 5) addAttribute(node, bytes, depth);
    if (number === 7) node.domain = textOf(bytes);
  }
  return node.domain === 'ai.onnx' ? { ...node, domain: '' } : node;
}

function addAttribute(node: OnnxNode, message: Uint8Array, depth: number): void {
  const fields = [...fieldsOf(message)];
  const name = textIn(fields, 1);
  const list: number[] = [];
  for (const { number, wire, value, bytes } of fields) {
    if (number === 2) node.attributes[name] = floatOf(bytes);
    if (number === 3) node.attributes[name] = value;
    if (number === 4) node.attributes[name] = textOf(bytes);
    if (number === 5) node.attributes[name] = parseTensor(bytes);
    if ((number === 6 || number === 11) && depth < DEEPEST)
      node.graphs.push(parseGraph(bytes, depth + 1));
    if (number === 8) list.push(...(wire === WIRE.bytes ? packed(bytes) : [value]));
  }
  if (list.length > 0) node.attributes[name] = list;
}

function parseValue(message: Uint8Array): OnnxValue {
  const fields = [...fieldsOf(message)];
  const type = fields.find(({ number }) => number === 2)?.bytes;
  const tensor = type && [...fieldsOf(type)].find(({ number }) => number === 1)?.bytes;
  if (!tensor) return { name: textIn(fields, 1), dtype: 'undefined', shape: null };
  const parts = [...fieldsOf(tensor)];
  const shape = parts.find(({ number }) => number === 2)?.bytes;
  return {
    name: textIn(fields, 1),
    dtype: dataTypeOf(numberIn(parts, 1)),
    shape: shape ? [...fieldsOf(shape)].filter(({ number }) => number === 1).map(sideOf) : null,
  };
}

/** Exporters write an unknown side as nothing, an empty name, 0 or -1. */
function sideOf({ bytes }: Field): Side {
  const [field] = fieldsOf(bytes);
  if (field?.number === 1) return field.value > 0 ? field.value : null;
  return field?.number === 2 ? textOf(field.bytes) || null : null;
}

function textIn(fields: readonly Field[], number: number): string {
  const field = fields.find((candidate) => candidate.number === number);
  return field ? textOf(field.bytes) : '';
}

function numberIn(fields: readonly Field[], number: number): number {
  return fields.find((candidate) => candidate.number === number)?.value ?? 0;
}

function floatOf(bytes: Uint8Array): number {
  return bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true);
}

/** Whole numbers, one after another. */
function packed(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let position = 0; position < bytes.length; ) {
    const { value, next } = readVarint((index) => bytes[index], position);
    numbers.push(value);
    position = next;
  }
  return numbers;
}
