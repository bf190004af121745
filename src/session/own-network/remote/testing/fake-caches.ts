/** Cache Storage in memory. */
export function fakeCaches(): CacheStorage & { entries: Map<string, Response> } {
  const entries = new Map<string, Response>();
  const cache = {
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    match: async (key: string | { url: string }) =>
      entries.get(typeof key === 'string' ? key : key.url)?.clone(),
    put: async (key: string, answer: Response) => {
      entries.set(key, answer);
    },
    delete: async (key: string) => entries.delete(key),
  };
  return { entries, open: async () => cache } as never;
}
