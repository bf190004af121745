/** Float32 data between the processor and a GPU storage buffer. */
import { AnomalensError } from '#src/core/errors';

/** Usage of every buffer that carries a tensor: onnxruntime and our kernels bind it, copies go both ways. */
export function tensorUsage(): GPUBufferUsageFlags {
  return GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
}

/** A new buffer with a copy of `data`. The caller destroys it. */
export function uploadFloats(device: GPUDevice, data: Float32Array, label: string): GPUBuffer {
  const buffer = device.createBuffer({ label, size: data.byteLength, usage: tensorUsage() });
  device.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer>);
  return buffer;
}

/** A new buffer with a copy of the first `count` floats. The caller destroys it. */
export function copyFloats(device: GPUDevice, source: GPUBuffer, count: number, label: string): GPUBuffer {
  const copy = device.createBuffer({ label, size: count * 4, usage: tensorUsage() });
  const encoder = device.createCommandEncoder({ label });
  encoder.copyBufferToBuffer(source, 0, copy, 0, count * 4);
  device.queue.submit([encoder.finish()]);
  return copy;
}

/** Waits for the GPU and reads the first `count` floats. @throws AnomalensError `device-lost` */
export async function readFloats(device: GPUDevice, source: GPUBuffer, count: number): Promise<Float32Array> {
  const staging = device.createBuffer({ label: 'readback', size: count * 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder({ label: 'readback' });
    encoder.copyBufferToBuffer(source, 0, staging, 0, count * 4);
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    return new Float32Array(staging.getMappedRange().slice(0));
  } catch (cause) {
    throw new AnomalensError('device-lost', 'The graphics device was lost while a result was read back.', true, { cause });
  } finally {
    staging.destroy();
  }
}
