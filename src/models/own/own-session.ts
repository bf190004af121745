/** A session of a person's own network: one picture in, named tensors out, all on the processor's side. */
import type { InferenceSession, Tensor as OnnxValue } from 'onnxruntime-web/webgpu';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { Feed } from '#src/core/own-masks/mask-feeds';
import type { CardInput } from '#src/core/own-network/card';
import { inputValues } from '#src/core/own-network/input-values';
import type { OutputTensor } from '#src/core/own-network/planes';
import { halfToNumber } from '#src/core/score-files/half-float';
import type { InferencePath, Size } from '#src/core/types';
import type { Ort } from '#src/models/ort';
import { ownNetworkError } from '#src/models/own/own-errors';

export interface OwnSessionRequest {
  /** The ONNX file with the outputs that were added. */
  bytes: Uint8Array;
  /** Files that hold its weights, by the paths in the file. */
  external: readonly { path: string; data: Uint8Array }[];
  path: InferencePath;
  /** Null for WebAssembly. */
  device: GPUDevice | null;
}

/** How sessions are made and run: in their turn, with errors in our words. */
export interface Runtime {
  load: () => Promise<Ort>;
  open: (bytes: Uint8Array, options: InferenceSession.SessionOptions) => Promise<InferenceSession>;
  run: <T>(work: () => Promise<T>) => Promise<T>;
  close: (session: InferenceSession) => Promise<void>;
}

export interface OwnSession {
  /**
   * One run. @param planes `[3, height, width]`, normalised, red first. @param names of the outputs.
   * @throws AnomalensError `network-unsupported`, `out-of-memory`, of the runtime.
   */
  run(
    planes: Float32Array,
    size: Size,
    input: Pick<CardInput, 'name' | 'layout' | 'dtype' | 'colour'>,
    names: readonly string[],
  ): Promise<Record<string, OutputTensor>>;
  /** One run on tensors by their names. @throws AnomalensError as `run`. */
  feed(
    feeds: Readonly<Record<string, Feed>>,
    names: readonly string[],
  ): Promise<Record<string, OutputTensor>>;
  release(): Promise<void>;
}

/** @throws AnomalensError `network-unreadable`, `network-unsupported`, `out-of-memory`. */
export async function openOwnSession(
  runtime: Runtime,
  { bytes, external, path, device }: OwnSessionRequest,
): Promise<OwnSession> {
  const ort = await runtime.load();
  const onDevice = path === 'webgpu' && device !== null;
  const session = await inOwnWords(() =>
    runtime.open(bytes, {
      executionProviders: onDevice
        ? [{ name: 'webgpu', device, preferredLayout: 'NCHW' }]
        : ['wasm'],
      ...(external.length > 0 ? { externalData: [...external] } : {}),
    }),
  );
  const results = async (feeds: Record<string, OnnxValue>, names: readonly string[]) => {
    const given = await session.run(feeds, [...names]);
    const outputs: Record<string, OutputTensor> = {};
    for (const name of names) outputs[name] = asFloats(name, given[name] as OnnxValue);
    return outputs;
  };
  return {
    run: (planes, size, input, names) =>
      inOwnWords(() =>
        runtime.run(() => {
          const { dtype, data, dims } = inputValues(input, planes, size);
          const tensor = new ort.Tensor(dtype, data as Float32Array, dims);
          return results({ [input.name]: tensor }, names);
        }),
      ),
    feed: (feeds, names) =>
      inOwnWords(() =>
        runtime.run(() => {
          const tensors = Object.entries(feeds).map(
            ([name, { dtype, data, dims }]) =>
              [name, new ort.Tensor(dtype, data as Float32Array, dims)] as const,
          );
          return results(Object.fromEntries(tensors), names);
        }),
      ),
    release: () => runtime.close(session),
  };
}

async function inOwnWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ownNetworkError(error);
  }
}

/** @throws AnomalensError `network-unsupported` for texts and other things that are no numbers. */
function asFloats(name: string, { type, data, dims }: OnnxValue): OutputTensor {
  if (data instanceof Float32Array) return { data, dims };
  // Where the browser has no half floats they come as their bits.
  if (type === 'float16' && data instanceof Uint16Array)
    return { data: Float32Array.from(data, halfToNumber), dims };
  if (typeof data[0] === 'bigint')
    return { data: Float32Array.from(data as BigInt64Array, Number), dims };
  if (typeof data[0] === 'string') throw unsupportedNetwork(`its output ${name} holds texts`);
  return { data: Float32Array.from(data as Float64Array), dims };
}
