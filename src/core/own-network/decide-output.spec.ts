import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '#src/core/onnx/byte-source';
import type { DataType, Side } from '#src/core/onnx/header';
import { readHeader } from '#src/core/onnx/read-header';
import { buildModel, type ModelSpec, type NodeSpec } from '#src/core/onnx/testing/build-model';
import { decideOutput } from './decide-output';

const node = (op: string, inputs: string[], outputs: string[], attributes = {}): NodeSpec => ({
  op,
  inputs,
  outputs,
  attributes,
});
const value = (name: string, shape?: Side[], dtype: DataType = 'float32') => ({
  name,
  dtype,
  ...(shape && { shape }),
});
const W = { name: 'w', dims: [19, 3, 1, 1], values: new Float32Array(57) };
const CONV = node('Conv', ['in', 'w'], ['deep']);

/** A convolution `deep`, and what follows it. */
const decided = async (
  outputs: ModelSpec['outputs'],
  nodes: NodeSpec[] = [],
  change: Partial<ModelSpec> = {},
) =>
  decideOutput(
    await readHeader(
      bytesAsSource(
        buildModel({
          nodes: [CONV, ...nodes],
          inputs: [value('in', [1, 3, 'h', 'w'])],
          outputs,
          initializers: [W],
          ...change,
        }),
      ),
    ),
  );
const failing = (...asked: Parameters<typeof decided>) =>
  decided(...asked).then(
    () => expect.unreachable('It was not refused.'),
    (error: { code: string; message: string }) => error,
  );
const MAP: Side[] = [1, 19, 'h', 'w'];

describe('which output is meant', () => {
  it.each([
    ['logits', ['aux', 'logits'], ['aux']],
    ['out', ['edge_out', 'out'], ['edge_out']],
    ['seg_head', ['x', 'seg_head'], ['x']],
    ['first', ['first', 'second'], ['second']],
    ['x', ['features', 'x', 'embedding'], ['features', 'embedding']],
    ['x', ['depth', 'x'], ['depth']],
    ['preds', ['boundary', 'feat', 'preds'], ['boundary', 'feat']],
  ])('%s of %j', async (wanted, names, others) => {
    const nodes = names.map((name) => node('Identity', ['deep'], [name]));
    const { output, others: left } = await decided(
      names.map((name) => value(name, MAP)),
      nodes,
    );
    expect(output.name).toBe(wanted);
    expect(left).toEqual(others);
  });

  it('has several channels rather than one, and numbers rather than winners', async () => {
    const single = await decided([value('a', [1, 1, 'h', 'w']), value('b', MAP)]);
    expect(single.output.name).toBe('b');
    const winner = await decided([value('a', MAP, 'int64'), value('b', MAP)]);
    expect(winner.output.name).toBe('b');
  });

  it('is a map: of three or four axes, or of unknown ones', async () => {
    const { output, others } = await decided([
      value('scores_of_all', [1, 19]),
      value('volume', [1, 2, 3, 4, 5]),
      value('text', [1, 2, 3], 'string'),
      value('unknown'),
    ]);
    expect(output.name).toBe('unknown');
    expect(others).toEqual([]);
    expect((await decided([value('flat', ['h', 'w', 19])])).output.layout).toBe('NHWC');
  });

  it('is none where no output is a map, which names them', async () => {
    const { code, message } = await failing([value('scores', [1, 19])]);
    expect(code).toBe('network-unsupported');
    expect(message).toContain('scores [1, 19] float32');
  });

  it.each(['depth', 'disparity', 'disp_0', 'inverse_disp', 'normals', 'optical_flow'])(
    'is asked for where the only map is called %s',
    async (name) => {
      const { code, message } = await failing([value(name, MAP)]);
      expect(code).toBe('network-unclear');
      expect(message).toContain(`Its output ${name} is called like a measurement`);
    },
  );

  it('is no measurement because of a part of its name', async () => {
    expect((await decided([value('display', MAP)])).output.name).toBe('display');
  });
});

describe('what is no semantic segmentation', () => {
  it.each(['segment', 'detect', 'pose', 'obb'])('is refused by its task: %s', async (task) => {
    const { code, message } = await failing([value('out', MAP)], [], { metadata: { task } });
    expect(code).toBe('network-unsupported');
    expect(message).toContain('finds instances');
  });

  it('is refused where it classifies whole pictures', async () => {
    const { message } = await failing([value('out', MAP)], [], { metadata: { task: 'classify' } });
    expect(message).toContain('classifies whole pictures');
  });

  it('is refused by the outputs of YOLO', async () => {
    const yolo = [value('output0', [1, 116, 8400]), value('output1', [1, 32, 160, 160])];
    expect((await failing(yolo)).message).toContain('finds instances');
    expect((await decided([yolo[1]!])).output.name).toBe('output1');
    expect((await decided([value('output0', MAP), yolo[1]!])).output.name).toBe('output0');
    expect((await decided([...yolo, value('logits', MAP)])).output.name).toBe('logits');
  });

  it('is not any other task', async () => {
    const { output } = await decided([value('out', MAP)], [], { metadata: { task: 'semantic' } });
    expect(output.kind).toBe('logits');
  });
});

describe('queries', () => {
  const CLASSES = value('class_queries_logits', [1, 100, 20]);
  const MASKS = value('masks_queries_logits', [1, 100, 'h', 'w']);

  it('are classes and masks; the last class is none', async () => {
    expect(await decided([MASKS, CLASSES])).toMatchObject({
      output: { name: 'class_queries_logits', kind: 'queries', masks: 'masks_queries_logits' },
      channels: 19,
      features: null,
      others: [],
      areLogits: false,
    });
    const free = await decided([MASKS, value('class_queries_logits', [1, 100, 'classes'])]);
    expect(free.channels).toBeNull();
  });

  it('are none without either', async () => {
    expect((await decided([MASKS])).output.kind).toBe('logits');
  });
});

describe('an output as it is', () => {
  it('holds logits where it is real, with what the classifier reads', async () => {
    expect(await decided([value('deep', MAP)])).toMatchObject({
      output: { name: 'deep', kind: 'logits', layout: 'NCHW', masks: null },
      channels: 19,
      areLogits: false,
      features: null, // the picture is no features
    });
    const behind = [node('Relu', ['deep'], ['f']), node('Conv', ['f', 'w'], ['out'])];
    expect((await decided([value('out', MAP)], behind)).features).toBe('f');
  });

  it('holds winners where it is whole', async () => {
    const { output, features, because } = await decided([value('deep', [1, 'h', 'w'], 'int64')]);
    expect(output.kind).toBe('classes');
    expect(features).toBeNull();
    expect(because).toContain('only the winning class');
  });

  it.each<[Side[] | undefined, string, number | null]>([
    [[1, 19, 'h', 'w'], 'NCHW', 19],
    [[1, 'h', 'w', 19], 'NHWC', 19],
    [[1, 512, 1024, 19], 'NHWC', 19],
    [[1, 19, 512, 1024], 'NCHW', 19],
    [[1, 19, 8, 8], 'NCHW', 19],
    [[1, 8, 19, 8], 'NCHW', 8],
    [[1, 512, 1024, 300], 'NCHW', 512],
    [['c', 'h', 'w'], 'NCHW', null],
    [['h', 'w', 7], 'NHWC', 7],
    [undefined, 'NCHW', null],
  ])('of shape %j lies as %s', async (shape, layout, channels) => {
    const { output, channels: told } = await decided([value('deep', shape)]);
    expect(output.layout).toBe(layout);
    expect(told).toBe(channels);
  });
});

describe('what takes logits away', () => {
  const OUT = value('out', MAP);

  it.each([
    ['Softmax', 'logits', true],
    ['LogSoftmax', 'logits', true],
    ['Sigmoid', 'sigmoid-logits', true],
  ])('%s is left out: %s', async (op, kind, areLogits) => {
    const told = await decided([OUT], [node(op, ['deep'], ['out'], { axis: 1 })]);
    expect(told).toMatchObject({ output: { name: 'deep', kind, layout: 'NCHW' }, areLogits });
    expect(told.channels).toBe(19);
    expect(told.because).toContain(`Its output out comes after ${op}: the tensor deep before it`);
    expect(told.because).toContain(
      kind === 'logits' ? 'holds the logits' : 'each class on its own',
    );
  });

  it('a winner is left out, and says nothing of the number of classes', async () => {
    const told = await decided(
      [value('out', [1, 'h', 'w'], 'int64')],
      [node('ArgMax', ['deep'], ['out'], { axis: 1 })],
    );
    expect(told).toMatchObject({
      output: { name: 'deep', kind: 'logits' },
      channels: null,
      areLogits: false,
    });
  });

  it('the axis says where the channels lie', async () => {
    for (const [axis, layout] of [
      [1, 'NCHW'],
      [3, 'NHWC'],
      [-1, 'NHWC'],
      [2, 'NCHW'],
    ] as const) {
      const softmax = node('Softmax', ['deep'], ['out'], { axis });
      const { output } = await decided([value('out', [1, 'a', 'b', 'c'])], [softmax]);
      expect(output.layout, `${axis}`).toBe(layout);
    }
  });

  it('several steps are left out, told from the first on', async () => {
    const nodes = [
      node('Softmax', ['deep'], ['p'], { axis: 1 }),
      node('ArgMax', ['p'], ['out'], { axis: 1 }),
    ];
    const told = await decided([value('out', [1, 1, 'h', 'w'], 'int64')], nodes);
    expect(told.output).toMatchObject({ name: 'deep', kind: 'logits' });
    expect(told.areLogits).toBe(true);
    expect(told.because).toContain('after Softmax and ArgMax: the tensor deep before them');
  });

  it('a sigmoid before a softmax is part of the network', async () => {
    const nodes = [node('Sigmoid', ['deep'], ['s']), node('Softmax', ['s'], ['out'], { axis: 1 })];
    const { output } = await decided([OUT], nodes);
    expect(output).toMatchObject({ name: 's', kind: 'logits' });
  });

  it('channels are turned back before a softmax over the last axis', async () => {
    const nodes = [
      node('Transpose', ['deep'], ['t'], { perm: [0, 2, 3, 1] }),
      node('Softmax', ['t'], ['out'], { axis: 3 }),
    ];
    const { output } = await decided([value('out', [1, 'h', 'w', 19])], nodes);
    expect(output).toMatchObject({ name: 'deep', layout: 'NCHW' });
  });

  it('an enlargement is left out where it is bilinear at pixel centres', async () => {
    const enlarged = (attributes: object, opset = 17) =>
      decided([OUT], [node('Resize', ['deep', '', 's'], ['out'], attributes)], {
        opsets: { '': opset },
        initializers: [W, { name: 's', dims: [4], values: [1, 1, 4, 4] }],
      });
    expect((await enlarged({ mode: 'linear' })).output.name).toBe('deep');
    const torch = { mode: 'linear', coordinate_transformation_mode: 'pytorch_half_pixel' };
    expect((await enlarged(torch)).output.name).toBe('deep');
    expect((await enlarged({ mode: 'nearest' })).output.name).toBe('out');
    expect((await enlarged({ mode: 'linear' }, 10)).output.name).toBe('out');
    const aligned = { mode: 'linear', coordinate_transformation_mode: 'align_corners' };
    expect((await enlarged(aligned)).output.name).toBe('out');
  });
});
