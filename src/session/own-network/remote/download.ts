/** A network from an address: asked for, its size known, and only then loaded. */
import { AnomalensError } from '#src/core/errors';
import { HEAD_BYTES, otherFile } from '#src/core/onnx/other-files';
import { unreadableNetwork } from '#src/core/onnx/unreadable';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';

export type RemoteFetch = (url: string, init: RequestInit) => Promise<Response>;

/** No tab takes more. */
const MOST_BYTES = 2 ** 31 - 1;

/** Nothing of the person goes along: no referrer, no cookies, no body. */
const INIT: RequestInit = {
  method: 'GET',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  mode: 'cors',
  cache: 'no-store',
};

/**
 * A file on another host. `ask` sends the one request; `load` takes the body of it, and where it breaks off the
 * next `load` asks for the rest alone.
 */
export class RemoteNetwork {
  #answer: Response | null = null;
  /** Ends the present request, which outlives the wait for its answer. */
  #connection = new AbortController();
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #loaded = 0;
  /** When the host changed the file last, by its own words. */
  #changed: string | null = null;
  /** Bytes; null before it was asked and where the host does not say. */
  size: number | null = null;

  constructor(
    readonly url: URL,
    private readonly fetch: RemoteFetch = (url, init) => globalThis.fetch(url, init),
  ) {}

  get host(): string {
    return this.url.host;
  }

  /** The last part of the address. */
  get name(): string {
    return decodeURIComponent(this.url.pathname.split('/').at(-1) || 'network.onnx');
  }

  /**
   * Asks for the file, and looks at what is answered, not at the file.
   * @throws AnomalensError `model-download`, `out-of-memory`, `cancelled`.
   */
  async ask(signal?: AbortSignal): Promise<void> {
    const isRest = this.#loaded > 0;
    const headers = isRest ? { headers: { Range: `bytes=${this.#loaded}-` } } : {};
    this.#connection = new AbortController();
    const init = { ...INIT, ...headers, signal: this.#connection.signal };
    const answer = await this.#whileWaited(signal, () => this.#answered(init, signal));
    const changed = answer.headers.get('last-modified');
    if (isRest && (answer.status !== 206 || changed !== this.#changed)) this.#restart();
    if (answer.status === 206 && this.#loaded === 0) {
      // What is left of another file is of no use: that one is asked for whole.
      await answer.body?.cancel();
      return this.ask(signal);
    }
    this.#changed = changed;
    this.#answer = answer;
    const announced = Number(answer.headers.get('content-length') ?? 0);
    this.size = announced > 0 ? this.#loaded + announced : null;
    if ((this.size ?? 0) > MOST_BYTES) {
      await this.leave();
      throw new AnomalensError(
        'out-of-memory',
        `${this.name} has ${((this.size ?? 0) / 1e9).toFixed(1)} GB, and a tab takes at most 2 GB.`,
      );
    }
  }

  async #answered(init: RequestInit, signal?: AbortSignal): Promise<Response> {
    let answer: Response;
    try {
      answer = await this.fetch(this.url.href, init);
    } catch (cause) {
      throwIfCancelled(signal);
      throw failed(
        `${this.host} cannot be reached, or does not let pages of other sites read its files (CORS). Download ${this.name} and drop it here`,
        cause,
      );
    }
    const type = answer.headers.get('content-type') ?? '';
    if (answer.ok && !type.startsWith('text/html')) return answer;
    await answer.body?.cancel();
    throw failed(
      answer.ok
        ? `${this.host} sent a web page in place of ${this.name}: the address is that of a page about the file (of Hugging Face "resolve" in place of "blob" is the file itself)`
        : `${this.host} answered ${answer.status} for ${this.name}`,
    );
  }

  /** Whoever waits may end the request, and nobody may who waited before. */
  async #whileWaited<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const stop = () => this.#connection.abort();
    throwIfCancelled(signal);
    signal?.addEventListener('abort', stop);
    try {
      return await work();
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * The file. Its first bytes tell whether it is one, before the rest comes.
   * @param onProgress takes the bytes that are here, those of an earlier call included.
   * @throws AnomalensError `model-download`, which the next call goes on from, `network-unreadable`, `cancelled`.
   */
  async load(onProgress: (loaded: number) => void, signal?: AbortSignal): Promise<Blob> {
    if (!this.#answer) await this.ask(signal);
    return this.#whileWaited(signal, () => this.#body(onProgress, signal));
  }

  async #body(onProgress: (loaded: number) => void, signal?: AbortSignal): Promise<Blob> {
    const answer = this.#answer;
    this.#answer = null;
    const reader = answer?.body?.getReader();
    let isKnown = this.#loaded >= HEAD_BYTES;
    try {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        throwIfCancelled(signal);
        this.#parts.push(part.value);
        this.#loaded += part.value.length;
        if (!isKnown && this.#loaded >= HEAD_BYTES) {
          await this.#checkHead();
          isKnown = true;
        }
        onProgress(this.#loaded);
      }
    } catch (cause) {
      await reader?.cancel().catch(() => undefined);
      throwIfCancelled(signal);
      if (cause instanceof AnomalensError) throw cause;
      throw this.#brokenOff(cause);
    }
    if (this.size !== null && this.#loaded < this.size) throw this.#brokenOff();
    await this.#checkHead();
    return new Blob(this.#parts);
  }

  /** Ends the answer that nobody wants to read. */
  async leave(): Promise<void> {
    const answer = this.#answer;
    this.#answer = null;
    await answer?.body?.cancel();
  }

  async #checkHead(): Promise<void> {
    const head = new Uint8Array(await new Blob(this.#parts).slice(0, HEAD_BYTES).arrayBuffer());
    const other = otherFile(head);
    if (!other) return;
    this.#restart();
    throw unreadableNetwork(other);
  }

  #restart(): void {
    this.#parts = [];
    this.#loaded = 0;
  }

  #brokenOff(cause?: unknown): AnomalensError {
    const share = this.size === null ? '' : ` of ${(this.size / 1e6).toFixed(1)}`;
    return failed(
      `${this.name} broke off after ${(this.#loaded / 1e6).toFixed(1)}${share} MB. What is here is kept`,
      cause,
    );
  }
}

/** @param reason without full stop. */
function failed(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError('model-download', `${reason}.`, true, { cause });
}
