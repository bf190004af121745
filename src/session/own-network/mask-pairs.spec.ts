import { expect, it } from 'vitest';
import { maskPairAmong } from './mask-pairs';

const files = (path: string) => ({ network: { path, file: new File([], path) }, beside: [] });
const paired = (...given: [path: string, role: 'classes' | 'encoder' | 'decoder' | null][]) => {
  const { pair, others } = maskPairAmong(
    given.map(([path]) => files(path)),
    given.map(([, role]) => role),
  );
  return {
    pair: pair && [pair.encoder.network.path, pair.decoder.network.path],
    others: others.map(({ network }) => network.path),
  };
};

it('a decoder goes with its encoder, and other networks go on', () => {
  expect(paired(['d.onnx', 'decoder'], ['net.onnx', 'classes'], ['e.onnx', 'encoder'])).toEqual({
    pair: ['e.onnx', 'd.onnx'],
    others: ['net.onnx'],
  });
});

it('an encoder whose outputs do not tell is the only other network', () => {
  expect(paired(['d.onnx', 'decoder'], ['e.onnx', null])).toMatchObject({
    pair: ['e.onnx', 'd.onnx'],
  });
  expect(
    paired(['d.onnx', 'decoder'], ['a.onnx', 'classes'], ['b.onnx', 'classes']).pair,
  ).toBeNull();
});

it('of variants the plain ones are meant', () => {
  const roles = [
    ['vision_encoder_fp16.onnx', 'encoder'],
    ['vision_encoder.onnx', 'encoder'],
    ['mask_decoder.onnx', 'decoder'],
    ['mask_decoder_int8.onnx', 'decoder'],
  ] as const;
  expect(paired(...roles.map(([path, role]) => [path, role] as [string, typeof role]))).toEqual({
    pair: ['vision_encoder.onnx', 'mask_decoder.onnx'],
    others: [],
  });
});

it('a half alone is left to say so', () => {
  expect(paired(['e.onnx', 'encoder'])).toEqual({ pair: null, others: ['e.onnx'] });
});
