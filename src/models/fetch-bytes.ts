import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/task-queue';

export type Fetch = (
  url: string,
  init: { signal?: AbortSignal; cache?: RequestCache },
) => Promise<Response>;

export interface FetchOptions {
  fetch: Fetch;
  signal?: AbortSignal;
  /** Bytes that have arrived. */
  onProgress?: (loaded: number) => void;
  /** Skip the browser's HTTP cache: it may be what holds a damaged copy. */
  reload?: boolean;
}

const RETRY_AFTER_MS = 300;

/**
 * Downloads a file whole. Server errors (5xx) are tried once more.
 * @throws AnomalensError `model-download` for network failures, bad statuses and a web page in
 * place of the file; `cancelled` when the signal is aborted.
 */
export async function fetchBytes(
  url: string,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let response = await request(url, options);
  if (response.status >= 500) {
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    response = await request(url, options);
  }
  const file = fileName(url);
  if (!response.ok) {
    throw new AnomalensError(
      'model-download',
      `${file} could not be downloaded: the server answered ${response.status}.`,
      response.status >= 500,
    );
  }
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    await response.body?.cancel();
    throw new AnomalensError(
      'model-download',
      `The server sent a web page in place of ${file}.`,
      true,
    );
  }
  return readBody(response, file, options);
}

async function request(url: string, { fetch, signal, reload }: FetchOptions): Promise<Response> {
  throwIfCancelled(signal);
  try {
    return await fetch(url, { signal, cache: reload ? 'reload' : 'default' });
  } catch (cause) {
    throwIfCancelled(signal);
    throw interrupted(fileName(url), cause);
  }
}

async function readBody(
  response: Response,
  file: string,
  { signal, onProgress }: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      loaded += part.value.length;
      onProgress?.(loaded);
    }
  } catch (cause) {
    throwIfCancelled(signal);
    throw interrupted(file, cause);
  }
  const bytes = new Uint8Array(loaded);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function interrupted(file: string, cause: unknown): AnomalensError {
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  const message = offline
    ? `${file} is not stored yet and there is no network connection.`
    : `The download of ${file} was interrupted.`;
  return new AnomalensError('model-download', message, true, { cause });
}

function fileName(url: string): string {
  return new URL(url).pathname.split('/').pop() ?? url;
}
