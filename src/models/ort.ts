/**
 * The only importer of onnxruntime-web. Two overlapping calls of create, run or release hang the
 * worker or corrupt its memory, so all of them go through one queue.
 */
import deviceUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import processorUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { InferenceSession } from 'onnxruntime-web/webgpu';
import { AnomalensError } from '#src/core/errors';
import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { InferencePath, Size } from '#src/core/types';
import type { Fetch, FetchOptions } from '#src/models/fetch-bytes';
import { fromOrtError } from '#src/models/ort-errors';
import { diagnoseRuntime, downloadRuntime } from '#src/models/runtime';

export type Ort = typeof import('onnxruntime-web/webgpu');

/**
 * Builds of onnxruntime. That for WebGPU runs on the processor too, but is twice as large to fetch
 * and to compile.
 */
const BUILDS: Record<InferencePath, { url: string; load: () => Promise<Ort> }> = {
  wasm: { url: processorUrl, load: () => import('onnxruntime-web/wasm') },
  webgpu: { url: deviceUrl, load: () => import('onnxruntime-web/webgpu') },
};

const queue = new TaskQueue();
let build = BUILDS.webgpu;
let loading: Promise<Ort> | null = null;
let isAtHand = false;
let threads = 1;
let chooseThreads: () => Promise<number> = async () => 1;

/**
 * Longer than it takes on a busy machine: threads that never start say nothing. Of four such ends in a
 * row the last has to be within a minute of the first, or the engine is started again for ever.
 */
const LONGEST_START_MS = 15_000;

const fetchFile: Fetch = (url, init) => fetch(url, init);
const runtimeUrl = () => new URL(build.url, location.href).href;

/**
 * What onnxruntime is to run on, and how it gets its number of threads; both are fixed once it has
 * been loaded. Without this it is loaded for both paths, on one thread.
 */
export function planRuntime(path: InferencePath, choose: () => Promise<number>): void {
  build = BUILDS[path];
  chooseThreads = choose;
}

/** A policy may refuse the workers that try the cores. */
function onOneThread(cause: unknown): number {
  console.error('The cores could not be tried, so the network runs on one thread.', cause);
  return 1;
}

/** How many threads onnxruntime has; 1 before it is loaded. */
export function threadsOfRuntime(): number {
  return threads;
}

/**
 * Loads onnxruntime-web once. Dynamic, because its threads would re-run a worker that imports it
 * statically. @throws AnomalensError `runtime-download`.
 */
export function loadOrt(): Promise<Ort> {
  loading ??= build.load().then(
    async (ort) => {
      threads = await chooseThreads().catch(onOneThread);
      ort.env.wasm.numThreads = threads;
      if (threads > 1) ort.env.wasm.initTimeout = LONGEST_START_MS;
      ort.env.wasm.wasmPaths = { wasm: build.url };
      ort.env.logLevel = 'error';
      return ort;
    },
    (cause: unknown) => {
      loading = null;
      throw new AnomalensError(
        'runtime-download',
        'The inference engine could not be downloaded: its program did not arrive.',
        true,
        { cause },
      );
    },
  );
  return loading;
}

/**
 * Brings what onnxruntime will fetch into reach, once, with progress.
 * @throws AnomalensError `runtime-download`, `cancelled`.
 */
export async function prepareRuntime(
  options: Pick<FetchOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  if (isAtHand) return;
  await downloadRuntime(runtimeUrl(), { fetch: fetchFile, ...options });
  isAtHand = true;
}

/**
 * For WebGPU, graphs are built for one size of their dimensions: `height` and `width` of the
 * picture, `height4` and `width4` of an input at a quarter of it.
 */
export function optionsOnDevice(
  device: GPUDevice,
  { width, height }: Size,
  strides: readonly number[] = [1],
): InferenceSession.SessionOptions {
  const sides = strides.flatMap((stride) => {
    const suffix = stride === 1 ? '' : stride;
    return [
      [`height${suffix}`, height / stride],
      [`width${suffix}`, width / stride],
    ];
  });
  return {
    freeDimensionOverrides: Object.fromEntries(sides),
    executionProviders: [{ name: 'webgpu', device, preferredLayout: 'NCHW' }],
  };
}

export const ON_PROCESSOR: InferenceSession.SessionOptions = { executionProviders: ['wasm'] };

/**
 * A session, made in its turn, that `check` accepts.
 * @throws AnomalensError `model-invalid` when it cannot be loaded, `out-of-memory`, `webgpu-limit`,
 * `engine-crashed` and `runtime-download` (the worker must be replaced), and what `check` throws.
 */
export async function openSession(
  bytes: Uint8Array,
  options: InferenceSession.SessionOptions,
  check: (session: InferenceSession) => void,
): Promise<InferenceSession> {
  const ort = await loadOrt();
  const session = await inTurn('load', () => ort.InferenceSession.create(bytes, options)).catch(
    async (error: unknown) => {
      const isRuntime = error instanceof AnomalensError && error.code === 'runtime-download';
      throw isRuntime ? await diagnoseRuntime(runtimeUrl(), error, { fetch: fetchFile }) : error;
    },
  );
  try {
    check(session);
    return session;
  } catch (error) {
    await closeSession(session);
    throw error;
  }
}

export function closeSession(session: InferenceSession): Promise<void> {
  return queue.run(() => session.release());
}

/** Work with onnxruntime in its turn; its errors in our own words. */
export function inTurn<T>(doing: 'load' | 'run', work: () => Promise<T>): Promise<T> {
  return queue.run(async () => {
    try {
      return await work();
    } catch (error) {
      throw fromOrtError(error, doing);
    }
  });
}

/** A graph that is another one than the manifest says. */
export function differsFromManifest(title: string, name: string, expected: string): AnomalensError {
  return new AnomalensError(
    'model-invalid',
    `${title}: its "${name}" is not ${expected} that the manifest names.`,
  );
}
