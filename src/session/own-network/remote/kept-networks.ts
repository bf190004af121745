/** Networks from addresses, kept in the browser by their hash until a person removes them. */
import type { KeptNetwork } from '#src/store/state';

const CACHE = 'anomalens-own-networks-1';
/** What is told of a file stands beside it, as text that headers take. */
const ABOUT = 'x-anomalens-about';

type About = Pick<KeptNetwork, 'name' | 'url'>;

/**
 * Storage is optional: where a browser gives none, nothing is kept, and networks are loaded each time.
 */
export class KeptNetworks {
  constructor(private readonly storage: CacheStorage | null = globalThis.caches ?? null) {}

  /** The last that was kept first. */
  async list(): Promise<KeptNetwork[]> {
    const cache = await this.#open();
    if (!cache) return [];
    const kept: KeptNetwork[] = [];
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const about = answer && aboutOf(answer);
      const sha256 = request.url.split('/').at(-1) as string;
      if (answer && about)
        kept.push({ sha256, bytes: Number(answer.headers.get('content-length')), ...about });
    }
    return kept.reverse();
  }

  /** The file of an address, or null; one that has changed on the disk goes. */
  async fileOf(url: string): Promise<File | null> {
    const kept = (await this.list()).find((own) => own.url === url);
    const answer = kept && (await (await this.#open())?.match(keyOf(kept.sha256)));
    if (!kept || !answer) return null;
    const blob = await answer.blob();
    if ((await sha256Of(blob)) === kept.sha256) return new File([blob], kept.name);
    await this.remove(kept.sha256);
    return null;
  }

  /** @returns whether it is kept: a full disk keeps nothing. */
  async keep(blob: Blob, about: About): Promise<boolean> {
    const cache = await this.#open();
    if (!cache) return false;
    try {
      const sha256 = await sha256Of(blob);
      const headers = {
        'content-length': String(blob.size),
        [ABOUT]: encodeURIComponent(JSON.stringify(about)),
      };
      await cache.put(keyOf(sha256), new Response(blob, { headers }));
      return true;
    } catch (error) {
      console.warn('The network is not kept in this browser.', error);
      return false;
    }
  }

  async remove(sha256: string): Promise<void> {
    await (await this.#open())?.delete(keyOf(sha256));
  }

  /** Null in windows that have no storage. */
  async #open(): Promise<Cache | null> {
    return (await this.storage?.open(CACHE).catch(() => null)) ?? null;
  }
}

/** An address that nothing is ever asked at. */
const keyOf = (sha256: string) => `https://kept.invalid/${sha256}`;

function aboutOf({ headers }: Response): About | null {
  try {
    const { name, url } = JSON.parse(decodeURIComponent(headers.get(ABOUT) ?? ''));
    return typeof name === 'string' && typeof url === 'string' ? { name, url } : null;
  } catch {
    return null; // of another version of this page
  }
}

async function sha256Of(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
