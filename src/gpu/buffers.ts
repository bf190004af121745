import { AnomalensError } from '#src/core/errors';

/** GPU buffers that are alive, for the leak tests. */
let liveBuffers = 0;
const counted = new WeakSet<GPUBuffer>();

export function liveBufferCount(): number {
  return liveBuffers;
}

/** Bytes rounded up to the multiple of four that copies and bindings need. */
function alignedBytes(bytes: number): number {
  return Math.max(4, Math.ceil(bytes / 4) * 4);
}

/**
 * A labelled storage buffer that can be copied from and to.
 * @throws AnomalensError `webgpu-limit` when it exceeds the device's limits
 */
export function createStorage(device: GPUDevice, label: string, bytes: number): GPUBuffer {
  const size = alignedBytes(bytes);
  const limit = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  if (size > limit)
    throw new AnomalensError(
      'webgpu-limit',
      `${label} needs ${size} bytes; this adapter allows ${limit}.`,
    );
  const buffer = device.createBuffer({
    label,
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  liveBuffers++;
  counted.add(buffer);
  return buffer;
}

/** A storage buffer filled with `data`. */
export function uploadStorage(
  device: GPUDevice,
  label: string,
  data: ArrayBufferView<ArrayBuffer>,
): GPUBuffer {
  const buffer = createStorage(device, label, data.byteLength);
  const padded = data.byteLength % 4 === 0 ? data : pad(data);
  device.queue.writeBuffer(buffer, 0, padded.buffer, padded.byteOffset, padded.byteLength);
  return buffer;
}

function pad(data: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(alignedBytes(data.byteLength));
  padded.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return padded;
}

/**
 * Destroys a buffer of `createStorage`; a second call does nothing. Safe after the last submit that
 * uses it.
 */
export function destroyStorage(buffer: GPUBuffer): void {
  if (!counted.delete(buffer)) return;
  liveBuffers--;
  buffer.destroy();
}

/**
 * Copies the first `bytes` of a buffer back.
 * @throws AnomalensError `device-lost` when the device is lost meanwhile, `internal` for more bytes
 * than there are.
 */
export async function readBack(
  device: GPUDevice,
  buffer: GPUBuffer,
  bytes: number,
): Promise<ArrayBuffer> {
  const size = alignedBytes(bytes);
  if (size > buffer.size)
    throw new AnomalensError(
      'internal',
      `${buffer.label} holds ${buffer.size} bytes, ${size} were asked for.`,
    );
  const staging = device.createBuffer({
    label: `${buffer.label} read-back`,
    size,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const encoder = device.createCommandEncoder({ label: staging.label });
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(GPUMapMode.READ);
    return staging.getMappedRange().slice(0, bytes);
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
