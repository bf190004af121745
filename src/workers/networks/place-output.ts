/** Outputs of networks where our operations need them. */
import { AnomalensError } from '#src/core/errors';
import { destroyStorage, uploadStorage } from '#src/gpu/buffers';
import type { Logits } from '#src/gpu/compute';
import { readFloats } from '#src/models/gpu-transfer';
import type { NetworkTensor } from '#src/models/picture-network';
import type { EngineContext } from '#src/workers/state/context';
import type { PlacedOutput } from '#src/workers/state/network-result';

function shapeOf({ classes, stride, grid, width, height }: Logits) {
  return { classes, stride, grid, width, height };
}

/** An output where our operations need it, and on the CPU for the checks. */
export async function place(
  { compute, device }: EngineContext,
  output: NetworkTensor,
): Promise<PlacedOutput> {
  if ('data' in output) {
    if (compute.path === 'cpu' || !device) return { tensor: output, values: output.data };
    const buffer = uploadStorage(
      device,
      'network output of a picture',
      output.data as Float32Array<ArrayBuffer>,
    );
    return { tensor: { ...shapeOf(output), buffer }, values: output.data };
  }
  const values = await readOnProcessor({ device }, output, { stays: true });
  if (compute.path === 'webgpu') return { tensor: output, values };
  destroyStorage(output.buffer);
  return { tensor: { ...shapeOf(output), data: values }, values };
}

/** Numbers of an output on the processor; a buffer is given back with it, unless it `stays`. */
export async function readOnProcessor(
  { device }: Pick<EngineContext, 'device'>,
  output: Logits,
  { stays } = { stays: false },
): Promise<Float32Array> {
  if ('data' in output) return output.data;
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  const { buffer, classes, width, height } = output;
  try {
    return await readFloats(device, buffer, classes * width * height);
  } finally {
    if (!stays) destroyStorage(buffer);
  }
}
