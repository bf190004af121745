import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '#src/core/onnx/byte-source';
import { readHeader } from '#src/core/onnx/read-header';
import { buildModel, type NodeSpec } from '#src/core/onnx/testing/build-model';
import { wrappedModel } from '#src/models/own/testing/wrapped-model';
import { networkCost } from './network-cost';

const node = (op: string, inputs: string[], output: string, attributes = {}): NodeSpec => ({
  op,
  inputs,
  outputs: [output],
  attributes,
});
const costOf = async (nodes: NodeSpec[]) => {
  const weights = { w: [8, 3, 3, 3], v: [16, 8, 1, 1], t: [16, 4, 2, 2], m: [16, 32] };
  const bytes = buildModel({
    nodes,
    inputs: [{ name: 'x', shape: [1, 3, 'h', 'w'] }],
    outputs: [{ name: 'y' }],
    initializers: Object.entries(weights).map(([name, dims]) => ({
      name,
      dims,
      values: new Float32Array(dims.reduce((a, b) => a * b, 1)),
    })),
  });
  return networkCost(await readHeader(bytesAsSource(bytes)), 'x');
};
const half = { strides: [2, 2] };

describe('what a run takes for each pixel', () => {
  it.each([
    ['a convolution', [node('Conv', ['x', 'w'], 'y')], 216],
    ['one that halves the sides', [node('Conv', ['x', 'w'], 'y', half)], 54],
    [
      'one behind that',
      [node('Conv', ['x', 'w'], 'a', half), node('Conv', ['a', 'v'], 'y')],
      54 + 32,
    ],
    [
      'one that doubles them again',
      [
        node('Conv', ['x', 'w'], 'a', half),
        node('Conv', ['a', 'v'], 'b'),
        node('ConvTranspose', ['b', 't'], 'y', half),
      ],
      54 + 32 + 64,
    ],
    [
      'products with weights',
      [
        node('Conv', ['x', 'w'], 'a', half),
        node('Transpose', ['a'], 'b'),
        node('MatMul', ['b', 'm'], 'y'),
      ],
      54 + 128,
    ],
    [
      'weights behind a scaling',
      [node('DequantizeLinear', ['w', 's'], 'q'), node('Conv', ['x', 'q'], 'y')],
      216,
    ],
    [
      'a mean over all pixels',
      [node('GlobalAveragePool', ['x'], 'a'), node('Conv', ['a', 'w'], 'y')],
      0,
    ],
  ])('%s', async (_what, nodes, multiplications) => {
    expect((await costOf(nodes)).multiplications).toBe(multiplications);
  });

  it('holds what is read later, and nothing that is not', async () => {
    const chain = [
      node('Conv', ['x', 'w'], 'a'),
      node('Relu', ['a'], 'b'),
      node('Relu', ['b'], 'y'),
    ];
    expect((await costOf(chain)).tensorBytes).toBe(4 * (8 + 8));
    const skip = [...chain.slice(0, 2), node('Add', ['b', 'x'], 'y')];
    expect((await costOf(skip)).tensorBytes).toBe(4 * (3 + 8 + 8));
  });

  it('of the project’s own network is what its training counts: docs/results.md', async () => {
    const bytes = wrappedModel({
      before: [],
      after: [],
      inputs: [{ name: 'own/image' }],
      outputs: [{ name: 'own/logits' }],
    });
    const { multiplications } = networkCost(await readHeader(bytesAsSource(bytes)), 'own/image');
    expect((multiplications * 768 * 448) / 1e9).toBeCloseTo(3.3 + 1.31, 1);
  });
});
