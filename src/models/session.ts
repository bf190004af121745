import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { AnomalensError } from '#src/core/errors';
import type { InferencePath, Size } from '#src/core/types';
import { createStorage, destroyStorage } from '#src/gpu/buffers';
import { readFloats } from '#src/models/gpu-transfer';
import type { SegmenterEntry } from '#src/models/manifest';
import {
  closeSession,
  differsFromManifest,
  inTurn,
  loadOrt,
  ON_PROCESSOR,
  type Ort,
  openSession,
  optionsOnDevice,
} from '#src/models/ort';

export interface SessionRequest {
  entry: SegmenterEntry;
  /** The ONNX file. */
  bytes: Uint8Array;
  /**
   * Size of the padded network input: the WebGPU path is built for one size, the WASM path takes
   * any.
   */
  input: Size;
  path: InferencePath;
  /** Where the WebGPU path runs; null for WASM. */
  device: GPUDevice | null;
}

/**
 * What one run leaves, by the manifest's names, `[channels, height, width]` each. GPU buffers are
 * valid until the next run.
 */
type SessionOutputs = Readonly<Record<string, SessionOutput>>;
export type SessionOutput = Float32Array | GPUBuffer;

export interface Session {
  /**
   * @param image `[1, 3, H, W]` of `size`, on the CPU or in a GPU buffer of the session's device.
   * @param scalars by the manifest's names; those left out take its defaults.
   */
  run(
    image: Float32Array | GPUBuffer,
    size: Size,
    scalars?: Readonly<Record<string, number>>,
  ): Promise<SessionOutputs>;
  release(): Promise<void>;
}

/**
 * A session of one segmenter at one input size.
 * @throws AnomalensError as `openSession`; `model-invalid` also when it differs from the manifest.
 */
export async function createSession(request: SessionRequest): Promise<Session> {
  const { entry, bytes, input, path, device } = request;
  const onDevice = device && path === 'webgpu' ? device : null;
  const ort = await loadOrt();
  const session = await openSession(
    bytes,
    onDevice ? onThisDevice(onDevice, input, entry) : ON_PROCESSOR,
    (made) => checkMetadata(made, entry),
  );
  return onDevice ? onGpu(ort, session, request, onDevice) : onCpu(ort, session, request);
}

/**
 * Outputs stay on the device. No graph is captured: onnxruntime-web tells the pre-allocated outputs
 * of a replayed run by addresses that no longer hold once another session was made or released, and
 * the next run then ends the engine with a TypeError.
 */
function onThisDevice(
  device: GPUDevice,
  input: Size,
  { allNodesOnGpu }: SegmenterEntry,
): InferenceSession.SessionOptions {
  return {
    ...optionsOnDevice(device, input),
    preferredOutputLocation: 'gpu-buffer',
    extra: allNodesOnGpu ? { session: { disable_cpu_ep_fallback: '1' } } : undefined,
  };
}

/** A file that passes its hash can still be another network than the manifest says. */
function checkMetadata(
  session: InferenceSession,
  { input, outputs, scalarInputs, title }: SegmenterEntry,
): void {
  const wanted = [
    { name: input.name, channels: 3, found: session.inputMetadata },
    ...Object.values(outputs).map(({ name, channels }) => ({
      name,
      channels,
      found: session.outputMetadata,
    })),
  ];
  for (const { name, channels, found } of wanted) {
    const tensor = found.find((candidate) => candidate.name === name);
    const fits =
      tensor?.isTensor &&
      tensor.type === 'float32' &&
      tensor.shape.length === 4 &&
      tensor.shape[1] === channels;
    if (!fits) throw differsFromManifest(title, name, `the float32 tensor of ${channels} channels`);
  }
  for (const scalar of Object.values(scalarInputs)) {
    const tensor = session.inputMetadata.find((candidate) => candidate.name === scalar.input);
    const fits =
      tensor?.isTensor &&
      tensor.type === 'float32' &&
      tensor.shape.length === 1 &&
      tensor.shape[0] === 1;
    if (!fits) throw differsFromManifest(title, scalar.input, 'the single float32');
  }
}

/**
 * Every scalar input by its name in the file. @throws AnomalensError `option-invalid` outside the
 * manifest's limits.
 */
function scalarValues(
  { scalarInputs }: SegmenterEntry,
  chosen: Readonly<Record<string, number>>,
): [input: string, value: number][] {
  return Object.entries(scalarInputs).map(([id, { input, default: usual, min, max }]) => {
    const value = chosen[id] ?? usual;
    if (value >= min && value <= max) return [input, value];
    throw new AnomalensError(
      'option-invalid',
      `${id} must be from ${min} to ${max}, not ${value}.`,
    );
  });
}

function onCpu(ort: Ort, session: InferenceSession, { entry }: SessionRequest): Session {
  return {
    run: (data, { width, height }, scalars = {}) =>
      inTurn('run', async () => {
        if (!(data instanceof Float32Array) || data.length !== 3 * height * width)
          throw wrongInput();
        const feeds = {
          [entry.input.name]: new ort.Tensor('float32', data, [1, 3, height, width]),
        };
        for (const [input, value] of scalarValues(entry, scalars))
          feeds[input] = new ort.Tensor('float32', Float32Array.of(value), [1]);
        const results = await session.run(feeds);
        return Object.fromEntries(
          Object.entries(entry.outputs).map(([id, { name }]) => [
            id,
            results[name]?.data as Float32Array,
          ]),
        );
      }),
    release: () => closeSession(session),
  };
}

/** Input and outputs are buffers of the session, overwritten by its next run. */
function onGpu(
  ort: Ort,
  session: InferenceSession,
  { entry, input }: SessionRequest,
  device: GPUDevice,
): Session {
  const count = 3 * input.height * input.width;
  const buffers: GPUBuffer[] = [];
  const tensor = (label: string, dims: readonly number[]) => {
    // Checked against the limits: onnxruntime would compute garbage without an error.
    const buffer = createStorage(device, label, 4 * dims.reduce((a, b) => a * b));
    buffers.push(buffer);
    return { buffer, tensor: ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims }) };
  };
  const image = tensor('network input', [1, 3, input.height, input.width]);
  const scalars = new Map(
    Object.values(entry.scalarInputs).map((scalar) => [scalar.input, tensor(scalar.input, [1])]),
  );
  const outputs = Object.entries(entry.outputs).map(([id, { name, channels, stride }]) => ({
    id,
    name,
    ...tensor(name, [1, channels, input.height / stride, input.width / stride]),
  }));
  const feeds = { [entry.input.name]: image.tensor };
  for (const [name, scalar] of scalars) feeds[name] = scalar.tensor;
  const fetches = Object.fromEntries(outputs.map(({ name, tensor }) => [name, tensor]));
  return {
    run: (data, size, chosen = {}) =>
      inTurn('run', async () => {
        if (size.width !== input.width || size.height !== input.height) throw wrongInput();
        for (const [name, value] of scalarValues(entry, chosen)) {
          const scalar = scalars.get(name);
          if (scalar) device.queue.writeBuffer(scalar.buffer, 0, Float32Array.of(value));
        }
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
        return Object.fromEntries(outputs.map(({ id, buffer }) => [id, buffer]));
      }),
    release: async () => {
      await closeSession(session);
      for (const buffer of buffers) destroyStorage(buffer);
    },
  };
}

function wrongInput(): AnomalensError {
  return new AnomalensError('internal', 'The network input has another size than the session.');
}

/** An output on the CPU, wherever it is. */
export async function readOutput(
  device: GPUDevice | null,
  output: SessionOutput,
  count: number,
): Promise<Float32Array> {
  if (output instanceof Float32Array) return output;
  if (!device) throw new AnomalensError('internal', 'A GPU buffer without a device.');
  return readFloats(device, output, count);
}
