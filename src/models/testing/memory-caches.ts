/**
 * Cache Storage in memory; `broken` makes every operation throw, as a full disk or a private window
 * does.
 */
export function memoryCaches(
  broken = false,
): CacheStorage & { entries: Map<string, Uint8Array<ArrayBuffer>> } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  const check = () => {
    if (broken) throw new DOMException('full', 'QuotaExceededError');
  };
  const cache = {
    match: async (key: string) => {
      check();
      const bytes = entries.get(key);
      return bytes && new Response(bytes);
    },
    put: async (key: string, response: Response) => {
      check();
      entries.set(key, new Uint8Array(await response.arrayBuffer()));
    },
    delete: async (key: string) => entries.delete(key),
  };
  const storage = { entries, open: async () => cache, delete: async () => entries.clear() };
  return storage as unknown as CacheStorage & { entries: Map<string, Uint8Array<ArrayBuffer>> };
}
