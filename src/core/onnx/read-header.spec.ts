import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesAsSource } from './byte-source';
import { externalFilesOf } from './header';
import { LATEST_IR, LATEST_OPSET, readHeader } from './read-header';
import { buildModel, type ModelSpec } from './testing/build-model';

const SMALL: ModelSpec = {
  nodes: [
    {
      op: 'Conv',
      inputs: ['image', 'w'],
      outputs: ['logits'],
      attributes: { group: 1, strides: [2, 2], auto_pad: 'SAME_UPPER' },
    },
  ],
  inputs: [
    { name: 'image', shape: ['batch', 3, 'height', 1024] },
    { name: 'w', shape: [19, 3, 1, 1] },
  ],
  outputs: [{ name: 'logits', shape: [1, 19, null, 512] }],
  initializers: [{ name: 'w', dims: [19, 3, 1, 1], values: new Float32Array(57).fill(0.5) }],
  producer: 'pytorch',
  metadata: { task: 'semantic', names: "{0: 'road'}" },
};
const read = (spec: ModelSpec) => readHeader(bytesAsSource(buildModel(spec)));
const refused = async (bytes: Uint8Array) => {
  const error = await readHeader(bytesAsSource(bytes)).catch((thrown: unknown) => thrown);
  return error as { code: string; message: string };
};

describe('the header of a network', () => {
  it('names what goes in and out, by what it was made, and what else it says', async () => {
    const header = await read(SMALL);
    expect(header).toMatchObject({
      irVersion: 8,
      opsets: { '': 17 },
      producer: 'pytorch',
      metadata: { task: 'semantic', names: "{0: 'road'}" },
      inputs: [{ name: 'image', dtype: 'float32', shape: ['batch', 3, 'height', 1024] }],
      outputs: [{ name: 'logits', dtype: 'float32', shape: [1, 19, null, 512] }],
    });
    expect(header.nodes).toMatchObject([
      {
        op: 'Conv',
        inputs: ['image', 'w'],
        outputs: ['logits'],
        attributes: { group: 1, strides: [2, 2], auto_pad: 'SAME_UPPER' },
      },
    ]);
    expect(header.initializers[0]).toMatchObject({
      name: 'w',
      dims: [19, 3, 1, 1],
      dtype: 'float32',
    });
    expect(header.initializers[0]?.values?.[0]).toBe(0.5);
  });

  it('takes the domain ai.onnx for the one without a name', async () => {
    const nodes = [{ ...SMALL.nodes[0]!, domain: 'ai.onnx' }];
    const header = await read({ ...SMALL, nodes, opsets: { 'ai.onnx': 12 } });
    expect(header.opsets).toEqual({ '': 12 });
    expect(header.nodes[0]?.domain).toBe('');
  });

  it.each([0, 1, 127, 128, 2 ** 31, 2 ** 52 + 1, -1, -2, -128, -(2 ** 31)])(
    'reads the whole number %i, alone and in a list',
    async (number) => {
      const attributes = { axis: number, axes: [1, number, 3] };
      const nodes = [{ op: 'Softmax', inputs: ['in'], outputs: ['out'], attributes }];
      const shape = { name: 's', dims: [2], values: [number, 5], dtype: 'int64' as const };
      const header = await read({ ...SMALL, nodes, initializers: [shape] });
      expect(header.nodes[0]?.attributes).toEqual(attributes);
      expect(header.initializers[0]?.values).toEqual([number, 5]);
    },
  );

  it('jumps over weights, in initializers and in constants alike', async () => {
    const large = new Float32Array(2_000_000);
    const tensor = { name: 'k', dims: [large.length], values: large };
    const bytes = buildModel({
      ...SMALL,
      nodes: [
        { op: 'Constant', inputs: [], outputs: ['k'], attributes: { value: tensor } },
        ...SMALL.nodes,
      ],
      initializers: [...SMALL.initializers!, { ...tensor, name: 'v' }],
    });
    let loaded = 0;
    const source: ByteSource = {
      size: bytes.length,
      read: async (start, end) => {
        loaded += end - start;
        return bytes.slice(start, end);
      },
    };
    const header = await readHeader(source);
    expect(header.nodes.map(({ op }) => op)).toEqual(['Constant', 'Conv']);
    expect(header.initializers.at(-1)).toMatchObject({
      name: 'v',
      dims: [2_000_000],
      values: null,
    });
    expect(loaded).toBeLessThan(bytes.length / 16);
  });

  it('names the files that hold weights beside it', async () => {
    const initializers = [
      { name: 'w', dims: [19, 3, 1, 1], values: [], external: 'model.onnx_data' },
    ];
    expect(externalFilesOf(await read({ ...SMALL, initializers }))).toEqual(['model.onnx_data']);
  });

  it('reads the class names of a long list', async () => {
    const names = `{${Array.from({ length: 400 }, (_, i) => `${i}: 'a class of the street ${i}'`).join(', ')}}`;
    expect((await read({ ...SMALL, metadata: { names } })).metadata.names).toBe(names);
  });
});

it('a length below nothing is damage, and does not hang', async () => {
  const bytes = buildModel(SMALL);
  const minusOne = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
  for (const tag of [0x3a, 0x0a]) {
    const damagedBytes = Uint8Array.from([...bytes, tag, ...minusOne]);
    const reading = readHeader(bytesAsSource(damagedBytes));
    await expect(reading).rejects.toMatchObject({ code: 'network-unreadable' });
  }
});

describe('what is no network', () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const whole = buildModel(SMALL);

  it.each([
    ['empty', new Uint8Array(0), 'the file is empty'],
    ['a web page', text('<!DOCTYPE html><html>'), 'a web page'],
    ['a page after spaces', text('\n  <html lang="en">'), 'a web page'],
    [
      'an LFS pointer',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:aa'),
      'git lfs pull',
    ],
    ['TensorFlow Lite', text('\x1c\0\0\0TFL3\x14\0'), 'TensorFlow Lite'],
    ['TorchScript', text('PK\x03\x04\0\0archive/data.pkl'), 'TorchScript'],
    ['safetensors', text('\x10\x01\0\0\0\0\0\0{"a":1}'), 'safetensors'],
    ['onnxruntime’s format', text('\x24\0\0\0ORTM'), 'onnxruntime’s own format'],
    ['JSON', text('{"anomalens": 1}'), 'JSON'],
    ['OpenVINO', text('<?xml version="1.0"?><net'), 'OpenVINO'],
    ['a part', whole.subarray(0, whole.length - 1), 'ends before'],
    ['half', whole.subarray(0, whole.length >> 1), 'ends before'],
    ['random', Uint8Array.from({ length: 300 }, (_, i) => (i * 97 + 7) & 255), ''],
    ['without a graph', buildModel({ ...SMALL, nodes: [] }), 'no graph'],
  ])('is refused: %s', async (_what, bytes, reason) => {
    const { code, message } = await refused(bytes);
    expect(code).toBe('network-unreadable');
    expect(message).toContain(reason);
  });

  it('every cut of a file is refused', async () => {
    for (let length = 0; length < whole.length; length += 3)
      expect((await refused(whole.subarray(0, length)))?.code, `${length} bytes`).toMatch(
        /^network-/,
      );
  });
});

describe('what onnxruntime is too old for', () => {
  it.each([
    [{ irVersion: LATEST_IR + 1 }, `at most ${LATEST_IR}`],
    [{ opsets: { '': LATEST_OPSET + 1 } }, 'opset_version=17'],
    [
      {
        nodes: [{ ...SMALL.nodes[0]!, domain: 'mmdeploy', op: 'grid_sampler' }],
        opsets: { '': 11, mmdeploy: 1 },
      },
      '"mmdeploy"',
    ],
  ])('is told before it is loaded: %o', async (change, reason) => {
    const { code, message } = await refused(buildModel({ ...SMALL, ...change }));
    expect(code).toBe('network-unsupported');
    expect(message).toContain(reason);
  });

  it('is not what is written for the latest', async () => {
    await expect(
      read({ ...SMALL, irVersion: LATEST_IR, opsets: { '': LATEST_OPSET } }),
    ).resolves.toBeDefined();
  });
});
