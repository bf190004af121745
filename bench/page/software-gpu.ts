/** The WebGPU paths on a software adapter: costs for CI, not a promise about hardware. */
import { acquireDevice } from '#src/gpu/device';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { openChain } from '#src/models/testing/open-chain';
import { measure, type Row } from './measure';
import { COMPARED_KINDS, inputOf, loadPicture, type Network } from './scene';

const REPETITIONS = 3;
const LONG_SIDE = 160;
const PICTURE = { width: 160, height: 96 };

export async function softwareGpu(network: Network): Promise<Row[]> {
  const { device, adapter } = await acquireDevice();
  const { grid, data } = inputOf(network, await loadPicture(PICTURE), PICTURE, LONG_SIDE);
  const size = { width: grid.paddedWidth, height: grid.paddedHeight };
  const note = `${adapter.vendor} ${adapter.architecture}${adapter.software ? ', software' : ''}`;
  const started = performance.now();
  const chain = await openChain(network, size, 'webgpu', device);
  await chain.run(data);
  const first = {
    name: 'trunk and base head, WebGPU, first run with compilation',
    milliseconds: performance.now() - started,
    repetitions: 1,
    note,
  };
  const warm = await measure(
    'trunk and base head, WebGPU, warm',
    async () => {
      await chain.run(data);
      await device.queue.onSubmittedWorkDone();
    },
    REPETITIONS,
    `${size.width} x ${size.height}`,
  );
  const compute = await createGpuCompute(device, 'bgra8unorm');
  const { channels, stride } = network.entry.outputs.logits;
  const values = new Float32Array((channels * size.width * size.height) / stride ** 2).map(
    (_, index) => Math.sin(index),
  );
  const logits = {
    data: values,
    classes: channels,
    stride,
    grid,
    width: size.width / stride,
    height: size.height / stride,
  };
  const scores = await measure(
    'scores, WGSL: five methods and classes in one pass',
    async () => {
      const { scores: maps, classes } = await compute.scores(
        logits,
        PICTURE,
        COMPARED_KINDS.map((kind) => ({ kind, temperature: 1 })),
      );
      await device.queue.onSubmittedWorkDone();
      for (const map of [...maps, classes]) map.release();
    },
    REPETITIONS,
  );
  await chain.release();
  return [first, warm, scores];
}
