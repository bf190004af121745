import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '#src/core/onnx/byte-source';
import { readHeader } from '#src/core/onnx/read-header';
import { buildModel, type NodeSpec } from '#src/core/onnx/testing/build-model';
import type { Card } from './card';
import { namedClasses } from './class-lists';
import { type DecidedCard, decideCard } from './decide-card';
import { settleCard } from './settle-card';

const SIZE = { width: 256, height: 128 };
const decided = (
  change: Partial<Card['output']> = {},
  more: Partial<DecidedCard> = {},
): DecidedCard => ({
  card: {
    anomalens: 1,
    title: 'net',
    input: {
      name: 'x',
      layout: 'NCHW',
      dtype: 'float32',
      colour: 'rgb',
      mean: [0, 0, 0],
      std: [1, 1, 1],
      size: { kind: 'free', multipleOf: 32, longSide: null },
    },
    output: { name: 'y', kind: 'logits', layout: 'NCHW', masks: null, ...change },
    features: null,
    classes: namedClasses(['a', 'b', 'c']),
    leftOut: [],
  },
  because: {},
  unclear: ['channels'],
  knowsKind: false,
  isGiven: false,
  ...more,
});
const tensor = (dims: number[], value: (i: number) => number) => ({
  dims,
  data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
});
const waves = (i: number) => 3 * Math.sin(i);

describe('a first run says', () => {
  it.each([
    [[1, 3, 16, 32], 'NCHW'],
    [[1, 16, 32, 3], 'NHWC'],
    [[3, 17, 33], 'NCHW'], // align_corners leaves an odd pixel
    [[1, 19, 8, 16], 'NCHW'],
  ])('where the channels lie: %j', (dims, layout) => {
    const { card, unclear } = settleCard(decided(), tensor(dims, waves), null, SIZE);
    expect(card.output.layout).toBe(layout);
    expect(card.classes).toHaveLength(layout === 'NHWC' ? 3 : dims.at(-3)!);
    expect(unclear).not.toContain('channels');
  });

  it('that sides of other proportions are no map of the picture', () => {
    const turned = tensor([1, 32, 16, 19], waves);
    expect(() => settleCard(decided(), turned, null, SIZE)).toThrow(
      expect.objectContaining({
        code: 'network-unsupported',
        message: expect.stringContaining('proportions'),
      }),
    );
  });

  const plane = 16 * 32;
  const shares = (i: number) => [0.5, 0.3, 0.2][Math.floor(i / plane)]!;
  it.each([
    ['probabilities', [1, 3, 16, 32], shares],
    ['log-probabilities', [1, 3, 16, 32], (i: number) => Math.log(shares(i))],
    ['logits', [1, 3, 16, 32], waves],
    ['sigmoids', [1, 1, 16, 32], (i: number) => (i % 10) / 10],
    ['sigmoids', [1, 3, 16, 32], (i: number) => (i % 10) / 10],
    ['classes', [1, 1, 16, 32], (i: number) => i % 5],
  ])('what the values are: %s', (kind, dims, value) => {
    const { card } = settleCard(decided(), tensor(dims, value), null, SIZE);
    expect(card.output.kind).toBe(kind);
  });

  it('nothing of values that stood before a sigmoid', () => {
    const known = decided({}, { knowsKind: true });
    const { card } = settleCard(
      known,
      tensor([1, 1, 16, 32], (i) => (i % 10) / 10),
      null,
      SIZE,
    );
    expect(card.output.kind).toBe('logits');
  });

  it.each([
    ['of one class: compared with 0, as everything else', 1, 'logits'],
    ['of each of several classes', 3, 'sigmoid-logits'],
  ])('what stood before a sigmoid: the logit %s', (_what, classes, kind) => {
    const known = decided({ kind: 'sigmoid-logits' }, { knowsKind: true });
    const { card } = settleCard(known, tensor([1, classes, 16, 32], waves), null, SIZE);
    expect(card.output.kind).toBe(kind);
  });

  it('that one number for each pixel is a question, unless its class has a name', () => {
    const depth = tensor([1, 1, 16, 32], (i) => 2 + (i % 90) / 7);
    const settled = (classes: string[]) => {
      const { card, ...rest } = decided();
      return settleCard(
        { ...rest, card: { ...card, classes: namedClasses(classes) } },
        depth,
        null,
        SIZE,
      );
    };
    for (const classes of [['a', 'b', 'c'], ['class 0']])
      expect(() => settled(classes)).toThrow(
        expect.objectContaining({
          code: 'network-unclear',
          message: expect.stringContaining('from 2 to 14.7 here'),
        }),
      );
    expect(settled(['road']).card.output.kind).toBe('logits');
  });

  it('nothing about a person’s own words, but that they fit', () => {
    const given = decided({ layout: 'NHWC' }, { isGiven: true });
    expect(settleCard(given, tensor([1, 16, 32, 3], shares), null, SIZE)).toBe(given);
    expect(() => settleCard(given, tensor([1, 16, 32, 4], waves), null, SIZE)).toThrow(
      'has 4 channels, and the card names 3 classes',
    );
  });
});

describe('what is read in place of an output', () => {
  const node = (op: string, input: string, output: string, attributes = {}): NodeSpec => ({
    op,
    inputs: [input],
    outputs: [output],
    attributes,
  });
  const outputOf = async (nodes: NodeSpec[]) => {
    const bytes = buildModel({
      nodes: [{ op: 'Conv', inputs: ['in', 'w'], outputs: ['conv'] }, ...nodes],
      inputs: [{ name: 'in', shape: [1, 3, 'h', 'w'] }],
      outputs: [{ name: 'out', shape: [1, 19, 'h', 'w'] }],
      initializers: [{ name: 'w', dims: [19, 3, 1, 1], values: new Float32Array(57) }],
    });
    const { card, knowsKind } = decideCard(await readHeader(bytesAsSource(bytes)), [], 'net');
    return { ...card.output, knowsKind };
  };

  it('lies before the axes are turned for a softmax over the last one', async () => {
    const swap = { perm: [0, 3, 2, 1] };
    const nodes = [
      node('Transpose', 'conv', 't', swap),
      node('LogSoftmax', 't', 's', { axis: 3 }),
      node('Transpose', 's', 'out', swap),
    ];
    expect(await outputOf(nodes)).toMatchObject({ name: 'conv', layout: 'NCHW', knowsKind: true });
  });

  it.each([
    [{ mode: 'linear', coordinate_transformation_mode: 'half_pixel' }, 'conv'],
    [{ mode: 'linear', coordinate_transformation_mode: 'pytorch_half_pixel' }, 'conv'],
    [{ mode: 'linear' }, 'conv'],
    [{ mode: 'linear', coordinate_transformation_mode: 'align_corners' }, 'large'],
    [{ mode: 'linear', coordinate_transformation_mode: 'asymmetric' }, 'large'],
    [{ mode: 'cubic' }, 'large'],
    [{}, 'large'], // nearest
  ])('lies before an enlargement that scores would do alike: %j', async (attributes, name) => {
    const nodes = [
      node('Resize', 'conv', 'large', attributes),
      node('ArgMax', 'large', 'out', { axis: 1 }),
    ];
    expect(await outputOf(nodes)).toMatchObject({ name });
    expect(await outputOf([node('Resize', 'conv', 'out', attributes)])).toMatchObject({
      name: name === 'large' ? 'out' : 'conv',
    });
  });

  it('is a logit of each class on its own before a sigmoid, and what softmax reads before that', async () => {
    const each = [node('Sigmoid', 'conv', 'p'), node('ArgMax', 'p', 'out', { axis: 1 })];
    expect(await outputOf(each)).toMatchObject({ name: 'conv', kind: 'sigmoid-logits' });
    const gate = [node('Sigmoid', 'conv', 'g'), node('Softmax', 'g', 'out', { axis: 1 })];
    expect(await outputOf(gate)).toMatchObject({ name: 'g', kind: 'logits', knowsKind: true });
  });

  it('may be probabilities before a winner, and is logits before a softmax', async () => {
    const won = [node('ArgMax', 'conv', 'out', { axis: 1 })];
    expect(await outputOf(won)).toMatchObject({ name: 'conv', knowsKind: false });
    const soft = [node('Softmax', 'conv', 'p', { axis: 1 }), node('ArgMax', 'p', 'out')];
    expect(await outputOf(soft)).toMatchObject({ name: 'conv', knowsKind: true });
  });
});
