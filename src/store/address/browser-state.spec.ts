import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { initialView } from '#src/store/initial-state';
import { readBrowserState, writeBrowserState } from './browser-state';

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('settings of the browser come back, and nothing else of the view is stored', () => {
  const invertedScores = ['confidence'];
  writeBrowserState({
    ...initialView(),
    invertedScores,
    linked: true,
    logHistogram: false,
    specksCounted: true,
    theme: 'dark',
    names: true,
    introduced: true,
    encoder: true,
  });
  expect(readBrowserState()).toEqual({
    invertedScores,
    linked: true,
    logHistogram: false,
    specksCounted: true,
    theme: 'dark',
    names: true,
    introduced: true,
    encoder: true,
  });
  expect([...stored]).toEqual([
    [
      'anomalens.settings',
      JSON.stringify({
        specksCounted: true,
        linked: true,
        invertedScores,
        logHistogram: false,
        theme: 'dark',
        names: true,
        encoder: true,
        introduced: true,
      }),
    ],
  ]);
});

it.each(['system', 'light', 'dark'])('the theme %s is one', (theme) => {
  stored.set('anomalens.settings', JSON.stringify({ theme }));
  expect(readBrowserState()).toEqual({ theme });
});

it.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['no object', '7'],
  ['values of other kinds', '{"linked":1,"logHistogram":"yes","theme":"pink"}'],
])('%s gives no settings', (_, text) => {
  if (text !== null) stored.set('anomalens.settings', text);
  expect(readBrowserState()).toEqual({});
});

it('one damaged value does not take the others with it', () => {
  stored.set('anomalens.settings', '{"linked":true,"theme":"pink"}');
  expect(readBrowserState()).toEqual({ linked: true });
});

it('what another version of the page has stored stays, unless it is no object', () => {
  stored.set('anomalens.settings', '{"theme":"dark","units":"bits"}');
  writeBrowserState({ ...initialView(), theme: 'light' });
  expect(JSON.parse(stored.get('anomalens.settings') ?? '')).toMatchObject({
    theme: 'light',
    units: 'bits',
  });
  stored.set('anomalens.settings', '{');
  writeBrowserState(initialView());
  expect(readBrowserState()).toMatchObject({ theme: 'system' });
});

it('storage that refuses is done without', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  expect(readBrowserState()).toEqual({});
  expect(() => writeBrowserState(initialView())).not.toThrow();
});
