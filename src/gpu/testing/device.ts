import { acquireDevice } from '#src/gpu/device';

let shared: Promise<GPUDevice> | null = null;

/**
 * One device for all parity tests of a file. Throws without an adapter: GPU tests fail, they never
 * skip.
 */
export function testDevice(): Promise<GPUDevice> {
  shared ??= acquireDevice().then(({ device }) => device);
  return shared;
}

/** Runs `use` and throws when the device reported a validation or memory error meanwhile. */
export async function withoutGpuErrors<T>(device: GPUDevice, use: () => Promise<T>): Promise<T> {
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const [outcome] = await Promise.allSettled([use()]);
  const errors = [await device.popErrorScope(), await device.popErrorScope()].filter(
    (error) => error !== null,
  );
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
