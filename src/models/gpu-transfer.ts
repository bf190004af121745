/** Float32 data between the processor and a GPU storage buffer. */
import { createStorage, readBack } from '#src/gpu/buffers';

/**
 * A new storage buffer with a copy of the first `count` floats. The caller destroys it.
 * @throws AnomalensError `webgpu-limit`.
 */
export function copyFloats(
  device: GPUDevice,
  source: GPUBuffer,
  count: number,
  label: string,
): GPUBuffer {
  const copy = createStorage(device, label, count * 4);
  const encoder = device.createCommandEncoder({ label });
  encoder.copyBufferToBuffer(source, 0, copy, 0, count * 4);
  device.queue.submit([encoder.finish()]);
  return copy;
}

/** Waits for the GPU and reads the first `count` floats. @throws AnomalensError as `readBack`. */
export async function readFloats(
  device: GPUDevice,
  source: GPUBuffer,
  count: number,
): Promise<Float32Array> {
  return new Float32Array(await readBack(device, source, count * 4));
}
