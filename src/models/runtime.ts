/**
 * The download of onnxruntime's WebAssembly file. onnxruntime fetches it by itself, tells nothing of
 * it, cannot be cancelled, and never recovers from a failure; so the file is brought into the
 * browser's cache first, by a download that can do all that.
 */
import { AnomalensError } from '#src/core/errors';
import { type FetchOptions, fetchBytes } from '#src/models/fetch-bytes';

/** A look into the cache asks no server, unless something stands between that does. */
const LONGEST_LOOK_MS = 2_000;

type RuntimeOptions = Omit<FetchOptions, 'what'>;

/**
 * Sees to it that the browser has the file at hand.
 * @throws AnomalensError `runtime-download`, `cancelled`.
 */
export async function downloadRuntime(url: string, options: RuntimeOptions): Promise<void> {
  if (!options.reload && (await isCached(url, options))) return;
  options.onProgress?.(0, 0);
  try {
    await fetchBytes(url, { ...options, what: 'The inference engine' });
  } catch (error) {
    throw error instanceof AnomalensError && error.code === 'model-download'
      ? new AnomalensError('runtime-download', error.message, true, { cause: error })
      : error;
  }
}

async function isCached(url: string, { fetch, signal }: RuntimeOptions): Promise<boolean> {
  const limit = AbortSignal.timeout(LONGEST_LOOK_MS);
  const looking = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    const options = { signal: looking, cache: 'only-if-cached', mode: 'same-origin' } as const;
    const stored = await fetch(url, options);
    await stored.body?.cancel();
    return stored.ok;
  } catch {
    return false;
  }
}

/**
 * What a runtime that could not be set up died of, with the stored copy replaced: the next worker may
 * find a sound one. Never rejects.
 */
export async function diagnoseRuntime(
  url: string,
  failure: AnomalensError,
  options: RuntimeOptions,
): Promise<AnomalensError> {
  try {
    await downloadRuntime(url, { ...options, reload: true });
    return failure;
  } catch (error) {
    return error instanceof AnomalensError ? error : failure;
  }
}
