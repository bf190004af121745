import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';

export type Fetch = (
  url: string,
  init: { signal?: AbortSignal; cache?: RequestCache; mode?: RequestMode },
) => Promise<Response>;

export interface FetchOptions {
  fetch: Fetch;
  signal?: AbortSignal;
  /** Bytes that have arrived, and how many the server has announced; 0 when it did not say. */
  onProgress?: (loaded: number, announced: number) => void;
  /** Skip the browser's HTTP cache: it may be what holds a damaged copy. */
  reload?: boolean;
  /** What it is called in messages; the name of the file by default. */
  what?: string;
}

/** A server from which nothing more comes for this long has gone, or the connection to it. */
const LONGEST_SILENCE_MS = 30_000;

const RETRY_AFTER_MS = 300;

/**
 * Downloads a file whole. Server errors (5xx) are tried once more.
 * @throws AnomalensError `model-download` for network failures, bad statuses, a web page in place of
 * the file, and a server that falls silent; `cancelled` when the signal is aborted.
 */
export async function fetchBytes(
  url: string,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const silence = new AbortController();
  const signals = [silence.signal, ...(options.signal ? [options.signal] : [])];
  const download: Download = {
    ...options,
    file: options.what ?? fileName(url),
    connection: AbortSignal.any(signals),
    silence,
  };
  let response = await request(url, download);
  if (response.status >= 500) {
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    response = await request(url, download);
  }
  const { file } = download;
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
  return readBody(response, download);
}

interface Download extends FetchOptions {
  /** What is being downloaded, for a person. */
  file: string;
  /** Ends when nobody waits any more, and when the server is given up. */
  connection: AbortSignal;
  silence: AbortController;
}

async function request(url: string, download: Download): Promise<Response> {
  const { fetch, signal, reload, connection } = download;
  throwIfCancelled(signal);
  const cache = reload ? 'reload' : 'default';
  try {
    return await unlessSilent(fetch(url, { signal: connection, cache }), download);
  } catch (cause) {
    throwIfCancelled(signal);
    throw interrupted(download.file, cause);
  }
}

/** What the server answers next. @throws AnomalensError `model-download` when nothing comes. */
async function unlessSilent<T>(answer: Promise<T>, { file, silence }: Download): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const text = `${file} could not be downloaded: nothing has arrived for ${LONGEST_SILENCE_MS / 1000} seconds.`;
      reject(new AnomalensError('model-download', text, true));
      silence.abort();
    }, LONGEST_SILENCE_MS);
  });
  try {
    return await Promise.race([answer, silent]);
  } finally {
    clearTimeout(timer);
  }
}

async function readBody(response: Response, download: Download): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, onProgress } = download;
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  // The length of a compressed answer is not that of the file.
  const isPlain = !response.headers.has('content-encoding');
  const announced = isPlain ? Number(response.headers.get('content-length') ?? 0) : 0;
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  try {
    const next = () => unlessSilent(reader.read(), download);
    for (let part = await next(); !part.done; part = await next()) {
      chunks.push(part.value);
      loaded += part.value.length;
      onProgress?.(loaded, announced);
    }
  } catch (cause) {
    throwIfCancelled(signal);
    throw interrupted(download.file, cause);
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
  if (cause instanceof AnomalensError) return cause;
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  const message = offline
    ? `${file} is not stored yet and there is no network connection.`
    : `The download of ${file} was interrupted.`;
  return new AnomalensError('model-download', message, true, { cause });
}

function fileName(url: string): string {
  return new URL(url).pathname.split('/').pop() ?? url;
}
