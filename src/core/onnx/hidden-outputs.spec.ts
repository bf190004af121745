import { describe, expect, it } from 'vitest';
import { bytesAsSource } from './byte-source';
import { featuresBefore, outputsTail, tailOf } from './hidden-outputs';
import { readHeader } from './read-header';
import { buildModel, type NodeSpec } from './testing/build-model';
import { joined } from './wire';

const node = (op: string, inputs: string[], output: string): NodeSpec => ({
  op,
  inputs,
  outputs: [output],
});
const model = (nodes: NodeSpec[]) =>
  buildModel({
    nodes,
    inputs: [{ name: 'in', shape: [1, 3, 'h', 'w'] }],
    outputs: [{ name: 'out' }],
    initializers: ['w', 'b', 'scales'].map((name) => ({ name, dims: [1], values: [1] })),
  });
const header = (nodes: NodeSpec[]) => readHeader(bytesAsSource(model(nodes)));

describe('the end of a graph', () => {
  it('is walked back through what reduces logits and what passes them on', async () => {
    const steps = tailOf(
      await header([
        node('Conv', ['in', 'w'], 'logits'),
        node('Resize', ['logits', '', 'scales'], 'large'),
        node('Softmax', ['large'], 'p'),
        node('ArgMax', ['p'], 'won'),
        node('Cast', ['won'], 'out'),
      ]),
      'out',
    );
    expect(steps.map(({ node: { op }, reduction, input }) => [op, reduction, input])).toEqual([
      ['Cast', null, 'won'],
      ['ArgMax', 'ArgMax', 'p'],
      ['Softmax', 'Softmax', 'large'],
      ['Resize', 'Resize', 'logits'],
    ]);
  });

  it('reaches the logit of one class before its comparison', async () => {
    const nodes = [
      node('Conv', ['in', 'w'], 'z'),
      node('Greater', ['z', 'b'], 'is'),
      node('Cast', ['is'], 'out'),
    ];
    expect(tailOf(await header(nodes), 'out').at(-1)).toMatchObject({
      reduction: 'Greater',
      input: 'z',
    });
  });

  it('stops where numbers are made', async () => {
    const nodes = [node('Conv', ['in', 'w'], 'a'), node('Add', ['a', 'b'], 'out')];
    expect(tailOf(await header(nodes), 'out')).toEqual([]);
  });
});

describe('what the classifier reads', () => {
  it.each([
    ['of a convolution', [node('Relu', ['in'], 'f'), node('Conv', ['f', 'w'], 'out')], 'f'],
    [
      'of a product with a sum behind it',
      [node('Relu', ['in'], 'f'), node('MatMul', ['f', 'w'], 'm'), node('Add', ['m', 'b'], 'out')],
      'f',
    ],
    ['is nothing where that is the picture', [node('Conv', ['in', 'w'], 'out')], null],
    [
      'is nothing where no classifier is',
      [node('Relu', ['in'], 'f'), node('Exp', ['f'], 'out')],
      null,
    ],
  ])('%s', async (_what, nodes, features) => {
    expect(featuresBefore(await header(nodes), 'out')).toBe(features);
  });
});

it('bytes behind the file make a tensor an output, and change nothing else', async () => {
  const nodes = [node('Conv', ['in', 'w'], 'logits'), node('ArgMax', ['logits'], 'out')];
  const bytes = model(nodes);
  const tail = outputsTail(['logits']);
  expect(tail.length).toBeLessThan(24);
  const before = await readHeader(bytesAsSource(bytes));
  const after = await readHeader(bytesAsSource(joined([bytes, tail])));
  expect(after.outputs.map(({ name }) => name)).toEqual(['out', 'logits']);
  expect({ ...after, outputs: before.outputs, size: before.size }).toEqual(before);
});
