import type { InferenceSession, Tensor as OnnxValue } from 'onnxruntime-web/webgpu';
import { AnomalensError } from '#src/core/errors';
import type { InferencePath, Size } from '#src/core/types';
import { createStorage, destroyStorage } from '#src/gpu/buffers';
import { readFloats } from '#src/models/gpu-transfer';
import type { NetworkEntry } from '#src/models/manifest';
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
  entry: NetworkEntry;
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
/** By the inputs' names in the file, on the CPU or in GPU buffers of the session's device. */
type SessionFeeds = Readonly<Record<string, Float32Array | GPUBuffer>>;

export interface Session {
  /**
   * @param feeds `[1, channels, H / stride, W / stride]` for each input of the manifest.
   * @param size of the padded picture, H and W.
   * @param scalars by the manifest's names; those left out take its defaults.
   */
  run(
    feeds: SessionFeeds,
    size: Size,
    scalars?: Readonly<Record<string, number>>,
  ): Promise<SessionOutputs>;
  release(): Promise<void>;
}

/**
 * A session of one network at one size of the picture.
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
  { allNodesOnGpu, inputs }: NetworkEntry,
): InferenceSession.SessionOptions {
  const strides = [...new Set(inputs.map(({ stride }) => stride))];
  return {
    ...optionsOnDevice(device, input, strides),
    preferredOutputLocation: 'gpu-buffer',
    extra: allNodesOnGpu ? { session: { disable_cpu_ep_fallback: '1' } } : undefined,
  };
}

/** A file that passes its hash can still be another network than the manifest says. */
function checkMetadata(session: InferenceSession, entry: NetworkEntry): void {
  const { inputs, outputs, title } = entry;
  const { inputMetadata, outputMetadata } = session;
  const wanted = [
    ...inputs.map((port) => ({ ...port, listed: inputMetadata })),
    ...Object.values(outputs).map((port) => ({ ...port, listed: outputMetadata })),
  ];
  for (const { name, channels, listed } of wanted) {
    const tensor = listed.find((candidate) => candidate.name === name);
    const fits =
      tensor?.isTensor &&
      tensor.type === 'float32' &&
      tensor.shape.length === 4 &&
      tensor.shape[1] === channels;
    if (!fits) throw differsFromManifest(title, name, `the float32 tensor of ${channels} channels`);
  }
  for (const scalar of Object.values(scalarInputsOf(entry))) {
    const tensor = session.inputMetadata.find((candidate) => candidate.name === scalar.input);
    const fits =
      tensor?.isTensor &&
      tensor.type === 'float32' &&
      tensor.shape.length === 1 &&
      tensor.shape[0] === 1;
    if (!fits) throw differsFromManifest(title, scalar.input, 'the single float32');
  }
}

function scalarInputsOf(entry: NetworkEntry) {
  return entry.kind === 'segmenter' ? entry.scalarInputs : {};
}

/**
 * Every scalar input by its name in the file. @throws AnomalensError `option-invalid` outside the
 * manifest's limits.
 */
function scalarValues(
  entry: NetworkEntry,
  chosen: Readonly<Record<string, number>>,
): [input: string, value: number][] {
  return Object.entries(scalarInputsOf(entry)).map(([id, { input, default: usual, min, max }]) => {
    const value = chosen[id] ?? usual;
    if (value >= min && value <= max) return [input, value];
    throw new AnomalensError(
      'option-invalid',
      `${id} must be from ${min} to ${max}, not ${value}.`,
    );
  });
}

/** Floats of one input or output for a picture of `size`. */
function shapeOf(port: { channels: number; stride: number }, { width, height }: Size): number[] {
  return [1, port.channels, height / port.stride, width / port.stride];
}

const lengthOf = (dims: readonly number[]) => dims.reduce((a, b) => a * b, 1);

function onCpu(ort: Ort, session: InferenceSession, { entry }: SessionRequest): Session {
  return {
    run: (given, size, scalars = {}) =>
      inTurn('run', async () => {
        const feeds: Record<string, OnnxValue> = {};
        for (const input of entry.inputs) {
          const [data, dims] = [given[input.name], shapeOf(input, size)];
          if (!(data instanceof Float32Array) || data.length !== lengthOf(dims)) throw wrongInput();
          feeds[input.name] = new ort.Tensor('float32', data, dims);
        }
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

/** Kernels of onnxruntime bind a single number as a vector of four. */
const LEAST_BYTES = 16;

/** Inputs and outputs are buffers of the session, overwritten by its next run. */
function onGpu(
  ort: Ort,
  session: InferenceSession,
  { entry, input: size }: SessionRequest,
  device: GPUDevice,
): Session {
  const buffers: GPUBuffer[] = [];
  const tensor = (label: string, dims: readonly number[]) => {
    // Checked against the limits: onnxruntime would compute garbage without an error.
    const buffer = createStorage(device, label, Math.max(LEAST_BYTES, 4 * lengthOf(dims)));
    buffers.push(buffer);
    return { buffer, tensor: ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims }) };
  };
  const inputs = entry.inputs.map((input) => {
    const dims = shapeOf(input, size);
    return { name: input.name, count: lengthOf(dims), ...tensor(input.name, dims) };
  });
  const scalars = new Map(
    Object.values(scalarInputsOf(entry)).map(({ input }) => [input, tensor(input, [1])]),
  );
  const outputs = Object.entries(entry.outputs).map(([id, output]) => ({
    id,
    name: output.name,
    ...tensor(output.name, shapeOf(output, size)),
  }));
  const feeds = Object.fromEntries(inputs.map(({ name, tensor }) => [name, tensor]));
  for (const [name, scalar] of scalars) feeds[name] = scalar.tensor;
  const fetches = Object.fromEntries(outputs.map(({ name, tensor }) => [name, tensor]));
  return {
    run: (given, { width, height }, chosen = {}) =>
      inTurn('run', async () => {
        if (width !== size.width || height !== size.height) throw wrongInput();
        for (const [name, value] of scalarValues(entry, chosen)) {
          const scalar = scalars.get(name);
          if (scalar) device.queue.writeBuffer(scalar.buffer, 0, Float32Array.of(value));
        }
        for (const { name, buffer, count } of inputs) fill(device, buffer, given[name], count);
        await session.run(feeds, fetches);
        return Object.fromEntries(outputs.map(({ id, buffer }) => [id, buffer]));
      }),
    release: async () => {
      await closeSession(session);
      for (const buffer of buffers) destroyStorage(buffer);
    },
  };
}

/** Brings `count` floats into a buffer of the session. */
function fill(
  device: GPUDevice,
  target: GPUBuffer,
  data: Float32Array | GPUBuffer | undefined,
  count: number,
): void {
  if (!data) throw wrongInput();
  if (data instanceof Float32Array) {
    if (data.length !== count) throw wrongInput();
    device.queue.writeBuffer(target, 0, data as Float32Array<ArrayBuffer>);
    return;
  }
  if (data.size < count * 4) throw wrongInput(); // onnxruntime would compute garbage without an error
  const encoder = device.createCommandEncoder({ label: 'network input' });
  encoder.copyBufferToBuffer(data, 0, target, 0, count * 4);
  device.queue.submit([encoder.finish()]);
}

function wrongInput(): AnomalensError {
  return new AnomalensError(
    'internal',
    'An input of the network has another size than the session.',
  );
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
