/** Float32 data between the processor and a GPU storage buffer. */
import { AnomalensError } from '#src/core/errors';

/**
 * A buffer of `count` floats that carries a tensor: onnxruntime and our kernels bind it, copies go
 * both ways. The caller destroys it.
 * @throws AnomalensError `webgpu-limit` when it exceeds the device's limits: onnxruntime would
 * compute garbage without an error.
 */
export function createTensorBuffer(device: GPUDevice, label: string, count: number): GPUBuffer {
  const size = count * 4;
  const limit = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  if (size > limit)
    throw new AnomalensError(
      'webgpu-limit',
      `${label} needs ${size} bytes; this adapter allows ${limit}.`,
    );
  return device.createBuffer({
    label,
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
}

/** A new buffer with a copy of `data`. The caller destroys it. */
export function uploadFloats(device: GPUDevice, data: Float32Array, label: string): GPUBuffer {
  const buffer = createTensorBuffer(device, label, data.length);
  device.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer>);
  return buffer;
}

/** A new buffer with a copy of the first `count` floats. The caller destroys it. */
export function copyFloats(
  device: GPUDevice,
  source: GPUBuffer,
  count: number,
  label: string,
): GPUBuffer {
  const copy = createTensorBuffer(device, label, count);
  const encoder = device.createCommandEncoder({ label });
  encoder.copyBufferToBuffer(source, 0, copy, 0, count * 4);
  device.queue.submit([encoder.finish()]);
  return copy;
}

/** Waits for the GPU and reads the first `count` floats. @throws AnomalensError `device-lost` */
export async function readFloats(
  device: GPUDevice,
  source: GPUBuffer,
  count: number,
): Promise<Float32Array> {
  const staging = device.createBuffer({
    label: 'readback',
    size: count * 4,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const encoder = device.createCommandEncoder({ label: 'readback' });
    encoder.copyBufferToBuffer(source, 0, staging, 0, count * 4);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return new Float32Array(staging.getMappedRange().slice(0));
  } catch (cause) {
    throw new AnomalensError(
      'device-lost',
      'The graphics device was lost while a result was read back.',
      true,
      { cause },
    );
  } finally {
    staging.destroy();
  }
}
