import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, patchView, useStore } from '#src/store/store';
import { keepSettings } from './keep-settings';

const KEY = 'anomalens.settings';
const page = new EventTarget();
let stored: Map<string, string>;
let stop = () => {};

/** Another tab has stored something. */
function hear(key: string): void {
  page.dispatchEvent(Object.assign(new Event('storage'), { key }));
}

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  useStore.setState(initialState(), true);
  stop = keepSettings();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it('a setting is kept at once; other changes of the view write nothing', () => {
  patchView({ minArea: 4 });
  expect(stored.size).toBe(0);
  patchView({ theme: 'dark' });
  expect(JSON.parse(stored.get(KEY) ?? '')).toMatchObject({ theme: 'dark' });
});

it('a setting of another tab is taken over, and not written back by this one', () => {
  stored.set(KEY, '{"theme":"dark","linked":true}');
  hear('something.else');
  expect(getState().view.theme).toBe('system');
  hear(KEY);
  expect(getState().view).toMatchObject({ theme: 'dark', linked: true });
  patchView({ minArea: 3 });
  expect(JSON.parse(stored.get(KEY) ?? '')).toMatchObject({ theme: 'dark', linked: true });
});
