import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** Whether the system prefers dark colours; who listens for a change of that. */
const system = { matches: false, listeners: new Set<() => void>() };
const dataset: Record<string, string> = {};
let stage: string;
let stop = () => {};

beforeEach(() => {
  vi.resetModules(); // the query is made as the module loads, and the store is new with it
  system.matches = false;
  system.listeners.clear();
  stage = ' #1a2B3c ';
  vi.stubGlobal('matchMedia', (query: string) => ({
    get matches() {
      return query === '(prefers-color-scheme: dark)' && system.matches;
    },
    addEventListener: (type: string, run: () => void) =>
      type === 'change' && system.listeners.add(run),
    removeEventListener: (type: string, run: () => void) =>
      type === 'change' && system.listeners.delete(run),
  }));
  vi.stubGlobal('document', { documentElement: { dataset } });
  vi.stubGlobal('getComputedStyle', () => ({
    getPropertyValue: (name: string) => (name === '--stage' ? stage : ''),
  }));
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** The module of this test, with its own query, on a store that is its own too. */
async function sync() {
  const store = await import('#src/store/store');
  stop = (await import('./sync-theme')).syncTheme();
  return store;
}

it.each([
  ['system', true, 'dark'],
  ['system', false, 'light'],
  ['light', true, 'light'],
  ['dark', false, 'dark'],
] as const)('theme %s, with dark preferred: %s, is %s', async (theme, matches, shown) => {
  system.matches = matches;
  const store = await import('#src/store/store');
  store.patchView({ theme });
  await sync();
  expect(dataset.theme).toBe(shown);
});

it('follows the choice and the system', async () => {
  const store = await sync();
  store.patchView({ theme: 'dark' });
  expect(dataset.theme).toBe('dark');
  store.patchView({ theme: 'system' });
  expect(dataset.theme).toBe('light');
  system.matches = true;
  for (const listener of system.listeners) listener();
  expect(dataset.theme).toBe('dark');
});

it('gives the worker the colour of the stage, where the style sheet has one', async () => {
  const store = await sync();
  const background = () => store.getState().view.background;
  expect(background()).toBe('#1a2B3c');
  for (const other of ['#1a2b3c4', 'x#1a2b3c', '#1a2b3g', 'red', '']) {
    stage = other;
    store.patchView({ theme: store.getState().view.theme === 'dark' ? 'light' : 'dark' });
    expect(background()).toBe('#1a2B3c');
  }
});

it('follows nothing after the end', async () => {
  const store = await sync();
  stop();
  expect(system.listeners.size).toBe(0);
  store.patchView({ theme: 'dark' });
  expect(dataset.theme).toBe('light');
});
