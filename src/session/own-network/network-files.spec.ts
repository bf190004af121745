import { describe, expect, it } from 'vitest';
import { networksAmong } from './network-files';

const sorted = (...paths: string[]) => {
  const { networks, others } = networksAmong(
    paths.map((path) => ({ path, file: new File([], path) })),
  );
  return {
    networks: networks.map(({ network, beside }) => [
      network.path,
      ...beside.map(({ path }) => path),
    ]),
    others: others.map(({ path }) => path),
  };
};

describe('a network among opened files', () => {
  it('takes along what lies beside it, and leaves pictures and scores', () => {
    expect(sorted('net.onnx', 'net.onnx.data', 'anomalens.json', 'road.jpg', 'road.npy')).toEqual({
      networks: [['net.onnx', 'net.onnx.data', 'anomalens.json']],
      others: ['road.jpg', 'road.npy'],
    });
  });

  it('of Hugging Face is the one with the usual name, with the folder above', () => {
    expect(
      sorted(
        'hub/README.md',
        'hub/config.json',
        'hub/onnx/model.onnx',
        'hub/onnx/model_fp16.onnx',
        'set/a.json',
        'set/a.png',
      ),
    ).toEqual({
      networks: [
        ['hub/onnx/model.onnx', 'hub/README.md', 'hub/config.json', 'hub/onnx/model_fp16.onnx'],
      ],
      others: ['set/a.json', 'set/a.png'],
    });
  });

  it('may be one of several', () => {
    expect(
      sorted('a.onnx', 'b.onnx', 'runs/1.onnx', 'runs/2.onnx').networks.map(([path]) => path),
    ).toEqual(['a.onnx', 'b.onnx', 'runs/1.onnx', 'runs/2.onnx']);
  });

  it('is what people take for one too, so that it is told what it is', () => {
    expect(sorted('net.tflite').networks).toEqual([['net.tflite']]);
  });

  it('is not there without one', () => {
    const paths = ['road.jpg', 'config.json', 'labels/road.png'];
    expect(sorted(...paths)).toEqual({ networks: [], others: paths });
  });
});
