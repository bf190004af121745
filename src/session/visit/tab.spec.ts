import { beforeEach, expect, it, vi } from 'vitest';

/** Locks of one browser: all its tabs share them. */
const held = new Set<string>();
const stored = new Map<string, string>();

vi.stubGlobal('navigator', {
  locks: {
    request: async (name: string, _options: object, use: (lock: object | null) => unknown) => {
      if (held.has(name)) return use(null);
      held.add(name);
      return use({ name });
    },
    query: async () => ({ held: [...held, 'of somebody else'].map((name) => ({ name })) }),
  },
});
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
});

/** A page that is loaded. */
async function load() {
  vi.resetModules();
  return import('./tab');
}

beforeEach(() => {
  held.clear();
  stored.clear();
});

it('a tab has one name, also after a reload', async () => {
  const { tabName, livingTabs } = await load();
  const name = await tabName();
  expect(await tabName()).toBe(name);
  expect(await livingTabs()).toEqual([name]);
  held.clear(); // the page is gone
  expect(await (await load()).tabName()).toBe(name);
});

it('a tab that was made a copy of another one gets a name of its own', async () => {
  const name = await (await load()).tabName();
  const copy = await load();
  const other = await copy.tabName();
  expect(other).not.toBe(name);
  expect(await copy.livingTabs()).toEqual([name, other]);
  expect([...stored.values()]).toEqual([other]);
});
