/**
 * The only importer of onnxruntime-web. Two overlapping calls of create, run or release hang the worker or corrupt its
 * memory, so all of them go through one queue.
 */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { AnomalensError } from '#src/core/errors';
import { TaskQueue } from '#src/core/task-queue';
import type { InferencePath, Size } from '#src/core/types';
import { readFloats, tensorUsage } from '#src/models/gpu-transfer';
import type { ModelEntry } from '#src/models/manifest';
import { fromOrtError } from '#src/models/ort-errors';

type Ort = typeof import('onnxruntime-web/webgpu');

export interface SessionRequest {
  entry: ModelEntry;
  /** The ONNX file. */
  bytes: Uint8Array;
  /** Size of the padded network input: the WebGPU path is built for one size, the WASM path takes any. */
  input: Size;
  path: InferencePath;
  /** Where the WebGPU path runs; null for WASM. */
  device: GPUDevice | null;
}

/** What one run leaves, `[channels, height, width]` at the output's stride. GPU buffers are valid until the next run. */
export type SessionOutputs = { logits: Float32Array; features: Float32Array } | { logits: GPUBuffer; features: GPUBuffer };

export interface Session {
  /** @param input `[1, 3, H, W]` of `size`, on the CPU or in a GPU buffer of the session's device. */
  run(input: Float32Array | GPUBuffer, size: Size): Promise<SessionOutputs>;
  release(): Promise<void>;
}

const queue = new TaskQueue();
let loading: Promise<Ort> | null = null;

/** Loads onnxruntime-web once. Dynamic, because its threads would re-run a worker that imports it statically. */
function loadOrt(): Promise<Ort> {
  loading ??= import('onnxruntime-web/webgpu').then(
    (ort) => {
      ort.env.wasm.numThreads = 1; // no cross-origin isolation needed
      ort.env.wasm.wasmPaths = { wasm: wasmUrl };
      ort.env.logLevel = 'error';
      return ort;
    },
    (cause: unknown) => {
      loading = null;
      throw new AnomalensError('model-download', 'The inference engine could not be downloaded.', true, { cause });
    },
  );
  return loading;
}

/**
 * A session of one model at one input size.
 * @throws AnomalensError `model-invalid` when it cannot be loaded or differs from the manifest, `out-of-memory`,
 * `webgpu-limit`, `engine-crashed` (the worker must be replaced).
 */
export async function createSession(request: SessionRequest): Promise<Session> {
  const ort = await loadOrt();
  const session = await queue.run(() => create(ort, request));
  try {
    checkMetadata(session, request.entry);
    return request.device && request.path === 'webgpu' ? onGpu(ort, session, request, request.device) : onCpu(ort, session, request);
  } catch (error) {
    await queue.run(() => session.release());
    throw error;
  }
}

async function create(ort: Ort, { entry, bytes, input, path, device }: SessionRequest): Promise<InferenceSession> {
  const onDevice: InferenceSession.SessionOptions = {
    freeDimensionOverrides: { height: input.height, width: input.width },
    executionProviders: [{ name: 'webgpu', device: device ?? undefined, preferredLayout: 'NCHW' }],
    preferredOutputLocation: 'gpu-buffer',
    enableGraphCapture: entry.allNodesOnGpu,
    extra: entry.allNodesOnGpu ? { session: { disable_cpu_ep_fallback: '1' } } : undefined,
  };
  try {
    return await ort.InferenceSession.create(bytes, path === 'webgpu' ? onDevice : { executionProviders: ['wasm'] });
  } catch (error) {
    throw fromOrtError(error, 'load');
  }
}

/** A file that passes its hash can still be another network than the manifest says. */
function checkMetadata(session: InferenceSession, { input, outputs, title }: ModelEntry): void {
  const wanted = [
    { name: input.name, channels: 3, found: session.inputMetadata },
    { name: outputs.logits.name, channels: outputs.logits.channels, found: session.outputMetadata },
    { name: outputs.features.name, channels: outputs.features.channels, found: session.outputMetadata },
  ];
  for (const { name, channels, found } of wanted) {
    const tensor = found.find((candidate) => candidate.name === name);
    const fits = tensor?.isTensor && tensor.type === 'float32' && tensor.shape.length === 4 && tensor.shape[1] === channels;
    if (!fits)
      throw new AnomalensError(
        'model-invalid',
        `${title}: its "${name}" is not the float32 tensor of ${channels} channels that the manifest names.`,
      );
  }
}

function onCpu(ort: Ort, session: InferenceSession, { entry }: SessionRequest): Session {
  return {
    run: (data, { width, height }) =>
      guarded(async () => {
        if (!(data instanceof Float32Array) || data.length !== 3 * height * width) throw wrongInput();
        const image = new ort.Tensor('float32', data, [1, 3, height, width]);
        const results = await session.run({ [entry.input.name]: image });
        const read = (name: string) => results[name].data as Float32Array;
        return { logits: read(entry.outputs.logits.name), features: read(entry.outputs.features.name) };
      }),
    release: () => queue.run(() => session.release()),
  };
}

/** Graph capture replays the first run's buffers, so all of them belong to the session and stay the same. */
function onGpu(ort: Ort, session: InferenceSession, { entry, input }: SessionRequest, device: GPUDevice): Session {
  const count = 3 * input.height * input.width;
  const buffers: GPUBuffer[] = [];
  const tensor = (label: string, dims: readonly number[]) => {
    const buffer = device.createBuffer({ label, size: dims.reduce((a, b) => a * b) * 4, usage: tensorUsage() });
    buffers.push(buffer);
    return { buffer, tensor: ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims }) };
  };
  const outputDims = ({ channels, stride }: { channels: number; stride: number }) => [
    1,
    channels,
    input.height / stride,
    input.width / stride,
  ];
  const image = tensor('network input', [1, 3, input.height, input.width]);
  const logits = tensor('logits', outputDims(entry.outputs.logits));
  const features = tensor('features', outputDims(entry.outputs.features));
  const feeds = { [entry.input.name]: image.tensor };
  const fetches = { [entry.outputs.logits.name]: logits.tensor, [entry.outputs.features.name]: features.tensor };
  return {
    run: (data, size) =>
      guarded(async () => {
        if (size.width !== input.width || size.height !== input.height) throw wrongInput();
        if (data instanceof Float32Array) {
          if (data.length !== count) throw wrongInput();
          device.queue.writeBuffer(image.buffer, 0, data as Float32Array<ArrayBuffer>);
        } else {
          if (data.size < count * 4) throw wrongInput(); // onnxruntime would compute garbage without an error
          const encoder = device.createCommandEncoder({ label: 'network input' });
          encoder.copyBufferToBuffer(data, 0, image.buffer, 0, count * 4);
          device.queue.submit([encoder.finish()]);
        }
        await session.run(feeds, fetches);
        return { logits: logits.buffer, features: features.buffer };
      }),
    release: async () => {
      await queue.run(() => session.release());
      for (const buffer of buffers) buffer.destroy();
    },
  };
}

function guarded<T>(run: () => Promise<T>): Promise<T> {
  return queue.run(async () => {
    try {
      return await run();
    } catch (error) {
      throw fromOrtError(error, 'run');
    }
  });
}

function wrongInput(): AnomalensError {
  return new AnomalensError('internal', 'The network input has another size than the session.');
}

/** An output on the CPU, wherever it is. */
export async function readOutput(device: GPUDevice | null, output: Float32Array | GPUBuffer, count: number): Promise<Float32Array> {
  if (output instanceof Float32Array) return output;
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  return readFloats(device, output, count);
}
