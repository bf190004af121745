import { AnomalensError } from '#src/core/errors';

/**
 * Limits that onnxruntime or our kernels may need more of than WebGPU's defaults: the adapter's own
 * are asked for.
 */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxStorageBuffersPerShaderStage',
] as const;

export interface AdapterDescription {
  vendor: string;
  architecture: string;
  description: string;
  /** A software adapter: our TypeScript and the WebAssembly path are faster. */
  software: boolean;
}

export interface AcquiredDevice {
  device: GPUDevice;
  adapter: AdapterDescription;
}

/** Asks for an adapter and says what it is, or null without WebGPU. */
async function requestAdapter(): Promise<GPUAdapter | null> {
  return (await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;
}

function describe({ info }: GPUAdapter): AdapterDescription {
  const { vendor, architecture, description, isFallbackAdapter } = info;
  return {
    vendor,
    architecture,
    description,
    software: isFallbackAdapter || architecture === 'swiftshader',
  };
}

/**
 * What the machine offers, without creating a device; null when there is no WebGPU or no adapter.
 */
export async function describeAdapter(): Promise<AdapterDescription | null> {
  const adapter = await requestAdapter();
  return adapter && describe(adapter);
}

/**
 * The engine's only device, with the adapter's full limits. Subgroups are not asked for: a
 * contributed attention kernel of onnxruntime returned wrong numbers with them.
 * @throws AnomalensError `webgpu-unavailable`, `webgpu-limit`
 */
export async function acquireDevice(): Promise<AcquiredDevice> {
  const adapter = await requestAdapter();
  if (!adapter) {
    throw new AnomalensError(
      'webgpu-unavailable',
      'This browser offers no WebGPU adapter. Use a current Chrome, or the WebAssembly path.',
    );
  }
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  try {
    const device = await adapter.requestDevice({ label: 'anomalens engine', requiredLimits });
    return { device, adapter: describe(adapter) };
  } catch (cause) {
    throw new AnomalensError(
      'webgpu-limit',
      'The graphics adapter refused a device with its own limits.',
      true,
      { cause },
    );
  }
}
