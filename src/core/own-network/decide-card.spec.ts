import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '#src/core/onnx/byte-source';
import { readHeader } from '#src/core/onnx/read-header';
import { buildModel, type ModelSpec, type NodeSpec } from '#src/core/onnx/testing/build-model';
import { namedClasses, trainIdsOf } from './class-lists';
import { decideCard, type SideFile } from './decide-card';

const node = (op: string, inputs: string[], outputs: string[], attributes = {}): NodeSpec => ({
  op,
  inputs,
  outputs,
  attributes,
});
/** Any network from an input to an output. */
const model = (change: Partial<ModelSpec> = {}): ModelSpec => ({
  nodes: [node('Conv', ['in', 'w'], ['out'])],
  inputs: [{ name: 'in', shape: [1, 3, 'h', 'w'] }],
  outputs: [{ name: 'out', shape: [1, 19, 'h', 'w'] }],
  initializers: [{ name: 'w', dims: [19, 3, 1, 1], values: new Float32Array(57) }],
  ...change,
});
const named = (input: string, output = 'out', change: Partial<ModelSpec> = {}) =>
  model({
    nodes: [node('Conv', [input, 'w'], [output])],
    inputs: [{ name: input, shape: [1, 3, 'h', 'w'] }],
    outputs: [{ name: output, shape: [1, 19, 'h', 'w'] }],
    ...change,
  });
const decided = async (spec: ModelSpec, files: SideFile[] = []) =>
  decideCard(await readHeader(bytesAsSource(buildModel(spec))), files, 'net');
const refused = async (spec: ModelSpec, files: SideFile[] = []) =>
  (await decided(spec, files).catch((error: unknown) => error)) as {
    code: string;
    message: string;
  };

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };

describe('mean and standard deviation', () => {
  it.each([
    ['pixel_values', 'logits', IMAGENET],
    ['input', 'output', IMAGENET],
    ['input_image', 'preds', { mean: [0.3257, 0.369, 0.3223] }],
    ['images', 'output0', { mean: [0, 0, 0], std: [1, 1, 1] }],
    ['image', 'class_logits', { mean: [0, 0, 0], std: [1, 1, 1] }],
  ])(
    'begin with those of an exporter by the names %s and %s, which are no evidence',
    async (input, output, numbers) => {
      const { card, unclear } = await decided(named(input, output));
      expect(card.input).toMatchObject(numbers);
      expect(unclear).toContain('normalisation');
    },
  );

  it('follow from the producer', async () => {
    const { card, unclear } = await decided(named('input', 'output', { producer: 'PaddlePaddle' }));
    expect(card.input).toMatchObject({ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
    expect(unclear).not.toContain('normalisation');
  });

  it('are a guess where nothing says them', async () => {
    const { card, unclear, because } = await decided(model());
    expect(card.input).toMatchObject(IMAGENET);
    expect(unclear).toContain('normalisation');
    expect(because.normalisation).toContain('Nothing says');
  });

  const mean = { name: 'm', dims: [1, 3, 1, 1], values: [0.485, 0.456, 0.406] };
  const std = { name: 's', dims: [1, 3, 1, 1], values: [0.229, 0.224, 0.225] };
  const times = (values: readonly number[]) => values.map((value) => value * 255);
  const inside = (factor: 1 | 255) =>
    named('pixel_values', 'out', {
      nodes: [
        node('Cast', ['pixel_values'], ['a'], { to: 1 }),
        node('Sub', ['a', 'm'], ['b']),
        node('Div', ['b', 's'], ['c']),
        node('Conv', ['c', 'w'], ['out']),
      ],
      initializers:
        factor === 1
          ? [mean, std]
          : [mean, std].map((tensor) => ({ ...tensor, values: times(tensor.values) })),
    });

  it.each([
    [1 as const, [1, 1, 1]],
    [255 as const, [1 / 255, 1 / 255, 1 / 255]],
  ])(
    'are in the graph, whose first nodes win over its names: of values up to %d',
    async (factor, std) => {
      const { card } = await decided(inside(factor));
      expect(card.input).toMatchObject({ mean: [0, 0, 0], std });
    },
  );

  it('of a graph that undoes a normalisation are those of its exporter', async () => {
    const spec = inside(1);
    const nodes = spec.nodes.map((one) => ({
      ...one,
      op: { Sub: 'Add', Div: 'Mul' }[one.op] ?? one.op,
    }));
    expect((await decided({ ...spec, nodes })).card.input).toMatchObject(IMAGENET);
  });

  it('are not asked for by bytes', async () => {
    const spec = model({ inputs: [{ name: 'in', dtype: 'uint8', shape: [1, 'h', 'w', 3] }] });
    const { card, unclear } = await decided(spec);
    expect(card.input).toMatchObject({ dtype: 'uint8', layout: 'NHWC', mean: [0, 0, 0] });
    expect(card.input.std[0]).toBeCloseTo(1 / 255);
    expect(unclear).not.toContain('normalisation');
  });
});

describe('files beside a network', () => {
  it('of Hugging Face say how it is fed and what its classes are called', async () => {
    const { card, because } = await decided(
      named('pixel_values', 'logits', {
        outputs: [{ name: 'logits', shape: ['b', 2, 'h', 'w'] }],
      }),
      [
        { path: 'hub/config.json', text: '{"id2label": {"0": "road", "1": "not road"}}' },
        {
          path: 'hub/preprocessor_config.json',
          text: '{"do_normalize": true, "image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 0.6], "size": {"height": 512, "width": 1024}}',
        },
      ],
    );
    expect(card.input).toMatchObject({ mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6] });
    expect(card.input.size).toMatchObject({ kind: 'free', longSide: 1024 });
    expect(card.classes.map(({ name }) => name)).toEqual(['road', 'not road']);
    expect(because.normalisation).toContain('preprocessor_config.json');
  });

  it('that do not rescale feed bytes', async () => {
    const text =
      '{"do_rescale": false, "image_mean": [123.675, 116.28, 103.53], "image_std": [58.395, 57.12, 57.375]}';
    const { card } = await decided(model(), [{ path: 'preprocessor_config.json', text }]);
    expect(card.input.mean[0]).toBeCloseTo(0.485, 5);
    expect(card.input.std[0]).toBeCloseTo(0.229, 5);
  });

  it.each([
    ['transforms:\n- type: Normalize\n', [0.5, 0.5, 0.5]],
    [
      'transforms:\n- mean: [0.1, 0.2, 0.3]\n  std: [0.4, 0.4, 0.4]\n  type: Normalize\n',
      [0.1, 0.2, 0.3],
    ],
    ['transforms:\n- mean:\n  - 0.1\n  - 0.2\n  - 0.3\n  type: Normalize\n', [0.1, 0.2, 0.3]],
  ])('of PaddleSeg do: %j', async (transforms, mean) => {
    const { card } = await decided(model(), [
      { path: 'deploy.yaml', text: `Deploy:\n  ${transforms}` },
    ]);
    expect(card.input.mean).toEqual(mean);
  });

  it('of ours win over everything', async () => {
    const { card } = await decided(named('pixel_values'));
    const text = JSON.stringify({
      ...card,
      title: 'mine',
      input: { ...card.input, colour: 'bgr' },
    });
    const again = await decided(named('pixel_values'), [{ path: 'a/anomalens.json', text }]);
    expect(again.card).toMatchObject({ title: 'mine', input: { colour: 'bgr' } });
    expect(again.unclear).toEqual([]);
    const inFile = await decided(named('pixel_values', 'out', { metadata: { anomalens: text } }));
    expect(inFile.card.title).toBe('mine');
  });

  it('that are wrong are named', async () => {
    const { code, message } = await refused(model(), [
      { path: 'anomalens.json', text: '{"anomalens": 1}' },
    ]);
    expect(code).toBe('network-unclear');
    expect(message).toContain('title');
  });
});

describe('the size', () => {
  it('is fixed where the graph says so, wide pictures keep their proportions in it', async () => {
    const spec = model({ inputs: [{ name: 'in', shape: [1, 3, 512, 512] }] });
    const { card, unclear } = await decided(spec);
    expect(card.input.size).toEqual({ kind: 'fixed', width: 512, height: 512, fit: 'letterbox' });
    expect(unclear).toContain('fit');
  });

  it('comes from Ultralytics’ metadata', async () => {
    const metadata = {
      task: 'semantic',
      imgsz: '[1024, 2048]',
      stride: '64',
      names: "{0: 'road', 1: \"driver's seat\"}",
    };
    const { card } = await decided(
      named('images', 'out', { metadata, outputs: [{ name: 'out', shape: [1, 2, 'h', 'w'] }] }),
    );
    expect(card.input.size).toEqual({ kind: 'free', multipleOf: 64, longSide: 2048 });
    expect(card.classes.map(({ name }) => name)).toEqual(['road', "driver's seat"]);
  });
});

describe('the classes', () => {
  it('have the colours of Cityscapes and its train ids however their names are written', () => {
    const [road, light] = namedClasses(['Road', 'Traffic_Light']);
    expect(road?.colour).toBe('#804080');
    expect(trainIdsOf([road!, light!, { name: 'Pavement' }, { name: 'road' }])).toEqual([
      0, 6, 1, 0,
    ]);
  });

  it.each([
    [19, 'bicycle', []],
    [20, 'void', [19]],
    [12, 'void', [11]],
    [66, 'unlabelled', [65]],
    [150, 'class 149', []],
    [7, 'class 6', []],
  ])('of %d channels end with %s', async (channels, last, leftOut) => {
    const { card } = await decided(
      model({ outputs: [{ name: 'out', shape: [1, channels, 'h', 'w'] }] }),
    );
    expect(card.classes).toHaveLength(channels);
    expect(card.classes.at(-1)?.name).toBe(last);
    expect(card.leftOut).toEqual(leftOut);
    expect(new Set(card.classes.map(({ colour }) => colour)).size).toBeGreaterThan(channels * 0.9);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'instances by their outputs',
      {
        outputs: [
          { name: 'output0', shape: [1, 116, 8400] },
          { name: 'output1', shape: [1, 32, 160, 160] },
        ],
      },
      'instances',
    ],
    ['instances by their task', { metadata: { task: 'segment' } }, 'instances'],
    [
      'a classifier',
      { outputs: [{ name: 'out', shape: [1, 1000] }] },
      'no map of classes|map of classes',
    ],
    [
      'prompts',
      {
        inputs: [
          { name: 'image_embeddings', shape: [1, 256, 64, 64] },
          { name: 'point_coords', shape: [1, 'n', 2] },
        ],
      },
      'prompts',
    ],
    [
      'a second input',
      {
        inputs: [
          { name: 'in', shape: [1, 3, 'h', 'w'] },
          { name: 'task', shape: [1, 77] },
        ],
      },
      '2 inputs',
    ],
    ['no picture', { inputs: [{ name: 'text', shape: [1, 77] }] }, 'three colours'],
    ['a batch', { inputs: [{ name: 'in', shape: [4, 3, 'h', 'w'] }] }, '4 pictures'],
    [
      'whole numbers',
      { inputs: [{ name: 'in', dtype: 'int64' as const, shape: [1, 3, 'h', 'w'] }] },
      'int64',
    ],
  ])('%s', async (_what, change, reason) => {
    const { code, message } = await refused(model(change));
    expect(code).toBe('network-unsupported');
    expect(message).toMatch(new RegExp(reason));
  });

  it.each(['predicted_depth', 'disp_0', 'Disparity', 'normals'])(
    'nothing of a map called %s, which is asked about',
    async (name) => {
      const spec = named('in', name);
      expect((await refused(spec)).code).toBe('network-unclear');
      const { card } = await decided(model());
      const said = JSON.stringify({ ...card, output: { ...card.output, name } });
      const given = await decided(spec, [{ path: 'anomalens.json', text: said }]);
      expect(given.card.output.name).toBe(name);
    },
  );
});
