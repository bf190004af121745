import { beforeEach, expect, it, vi } from 'vitest';
import { forgetAll, keptHere } from './kept-here';

const stored: Record<string, string> = {};
const gone: string[] = [];
let usageDetails: object | undefined = { indexedDB: 7, caches: 9 };
let quota: number | undefined = 100;

vi.stubGlobal(
  'localStorage',
  new Proxy(stored, {
    get: (target, key) =>
      key === 'getItem'
        ? (name: string) => target[name] ?? null
        : key === 'removeItem'
          ? (name: string) => delete target[name]
          : Reflect.get(target, key),
  }),
);
vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota, usageDetails }) } });
vi.stubGlobal('caches', {
  keys: async () => ['anomalens-models', 'page'],
  delete: async (name: string) => void gone.push(`cache ${name}`),
});
vi.stubGlobal('indexedDB', {
  databases: async () => [
    { name: 'anomalens-set' },
    { name: 'other' },
    {},
    { name: 'anomalens-x' },
  ],
  deleteDatabase: (name: string) => {
    const request: Record<string, () => void> = {};
    queueMicrotask(() => request[name.endsWith('x') ? 'onblocked' : 'onsuccess']?.());
    gone.push(name);
    return request;
  },
});

beforeEach(() => {
  for (const key of Object.keys(stored)) delete stored[key];
  gone.length = 0;
  Object.assign(stored, { 'anomalens.a': 'xyz', anomalens: '', other: 'xxxxxxxx' });
  usageDetails = { indexedDB: 7, caches: 9 };
  quota = 100;
});

it('what is kept is told, of the page alone', async () => {
  const settings = 2 * ('anomalens.a'.length + 3 + 'anomalens'.length);
  expect(await keptHere()).toEqual({ settings, results: 7, files: 9, quota: 100 });
});

it('what the browser does not tell is not known; what it leaves out is nothing', async () => {
  usageDetails = {};
  expect(await keptHere()).toMatchObject({ results: 0, files: 0 });
  usageDetails = undefined;
  quota = undefined;
  expect(await keptHere()).toMatchObject({ results: null, files: null, quota: null });
});

it('everything of the page is forgotten, and nothing of others', async () => {
  await forgetAll();
  expect(Object.keys(stored)).toEqual(['other']);
  expect(gone).toEqual(['anomalens-set', 'anomalens-x', 'cache anomalens-models', 'cache page']);
});
