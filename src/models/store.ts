import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { type Fetch, fetchBytes } from '#src/models/fetch-bytes';
import { type Manifest, parseManifest } from '#src/models/manifest';

/** A file whose content is known before it is downloaded. */
export interface PinnedFile {
  file: string;
  sha256: string;
  /** Absent when only the hash is known. */
  bytes?: number;
}

export interface StoreProgress {
  phase: 'download' | 'verify';
  loaded: number;
  total: number;
  cached: boolean;
}

export interface LoadOptions {
  signal?: AbortSignal;
  onProgress?: (progress: StoreProgress) => void;
}

export interface LoadedFile {
  bytes: Uint8Array<ArrayBuffer>;
  source: 'network' | 'cache';
}

const CACHE_NAME = 'anomalens-models-1';

/**
 * Downloads models, checks length and SHA-256 before anything uses them, and keeps a copy in Cache
 * Storage, which is checked again on every read. Storage is optional: without it (private windows,
 * a full disk) everything still works.
 */
export class ModelStore {
  /** @param baseUrl absolute URL of the folder with `manifest.json`, ending in a slash. */
  constructor(
    private readonly baseUrl: string,
    private readonly fetch: Fetch = (url, init) => globalThis.fetch(url, init),
    private readonly storage: CacheStorage | null = globalThis.caches ?? null,
  ) {}

  /**
   * The list of models; the last one that was seen when the network is gone.
   * @throws AnomalensError `model-download`, `manifest-invalid`, `cancelled`.
   */
  async manifest(signal?: AbortSignal): Promise<Manifest> {
    const url = this.#url('manifest.json');
    const cache = await this.#openCache();
    try {
      const bytes = await fetchBytes(url, { fetch: this.fetch, signal });
      const manifest = parseManifest(parseJson(bytes));
      await attempt(async () => cache?.put(url, new Response(bytes)));
      return manifest;
    } catch (error) {
      const stored =
        error instanceof AnomalensError && error.code === 'model-download'
          ? await attempt(async () => cache?.match(url))
          : null;
      if (!stored) throw error;
      return parseManifest(parseJson(new Uint8Array(await stored.arrayBuffer())));
    }
  }

  /**
   * The file's verified bytes, from the cache when a sound copy is there.
   * @throws AnomalensError `model-download`, `model-damaged` (after a second try), `cancelled`.
   */
  async load(file: PinnedFile, options: LoadOptions = {}): Promise<LoadedFile> {
    const cache = await this.#openCache();
    const stored = await this.#fromCache(cache, file, options);
    if (stored) return { bytes: stored, source: 'cache' };
    let damage = '';
    for (const reload of [false, true]) {
      const bytes = await this.#download(file, reload, options);
      const problem = await findDamage(bytes, file);
      if (problem === null) {
        await this.#keep(cache, file, bytes);
        return { bytes, source: 'network' };
      }
      damage = problem;
    }
    throw new AnomalensError(
      'model-damaged',
      `${file.file} arrived damaged, twice: ${damage}.`,
      true,
    );
  }

  /** Deletes all stored copies. Storage that cannot be reached holds none. */
  async clear(): Promise<void> {
    await attempt(async () => this.storage?.delete(CACHE_NAME));
  }

  async #download(
    file: PinnedFile,
    reload: boolean,
    { signal, onProgress }: LoadOptions,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const total = file.bytes ?? 0;
    const report = (loaded: number) =>
      onProgress?.({ phase: 'download', loaded, total: Math.max(total, loaded), cached: false });
    report(0);
    const bytes = await fetchBytes(this.#url(file.file), {
      fetch: this.fetch,
      signal,
      reload,
      onProgress: report,
    });
    onProgress?.({ phase: 'verify', loaded: bytes.length, total: bytes.length, cached: false });
    throwIfCancelled(signal);
    return bytes;
  }

  async #fromCache(
    cache: Cache | null,
    file: PinnedFile,
    { signal, onProgress }: LoadOptions,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    throwIfCancelled(signal);
    const bytes = await attempt(async () => {
      const response = await cache?.match(this.#key(file));
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    });
    if (!bytes) return null;
    onProgress?.({ phase: 'verify', loaded: bytes.length, total: bytes.length, cached: true });
    if ((await findDamage(bytes, file)) === null) return bytes;
    await attempt(async () => cache?.delete(this.#key(file)));
    return null;
  }

  async #keep(
    cache: Cache | null,
    file: PinnedFile,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    await attempt(async () => cache?.put(this.#key(file), new Response(bytes)));
  }

  async #openCache(): Promise<Cache | null> {
    return (await attempt(async () => this.storage?.open(CACHE_NAME))) ?? null;
  }

  #url(file: string): string {
    return new URL(file, this.baseUrl).href;
  }

  /** The hash is part of the key, so that a new release never finds an old file. */
  #key(file: PinnedFile): string {
    return `${this.#url(file.file)}?sha256=${file.sha256}`;
  }
}

/** JSON of a downloaded file. @throws AnomalensError `manifest-invalid`. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AnomalensError(
      'manifest-invalid',
      'A description file of the models is not JSON.',
      true,
      { cause },
    );
  }
}

/** Storage failures (quota, private mode) count as "not there": the file is used from memory. */
async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch {
    return null;
  }
}

/** What is wrong with the bytes, for a person, or null. */
async function findDamage(
  bytes: Uint8Array<ArrayBuffer>,
  file: PinnedFile,
): Promise<string | null> {
  if (file.bytes !== undefined && bytes.length !== file.bytes)
    return `it has ${bytes.length} bytes, not ${file.bytes}`;
  return (await sha256Hex(bytes)) === file.sha256
    ? null
    : 'its SHA-256 differs from the expected one';
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
