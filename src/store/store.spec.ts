import { beforeEach, expect, it } from 'vitest';
import { initialState } from './initial-state';
import type { PictureResult } from './results-slice';
import type { ListedPicture } from './state';
import {
  getState,
  patchBenchmark,
  patchMeta,
  patchOpenWorld,
  patchPicture,
  patchPictures,
  patchPrompts,
  patchQuestions,
  patchResults,
  patchSession,
  patchView,
  patchWords,
  setPictureResult,
  useStore,
} from './store';

beforeEach(() => useStore.setState(initialState(), true));

it.each([
  ['view', () => patchView({ minArea: 7 }), { minArea: 7 }],
  ['session', () => patchSession({ generation: 7 }), { generation: 7 }],
  ['results', () => patchResults({ drawnRevision: 7 }), { drawnRevision: 7 }],
  ['benchmark', () => patchBenchmark({ open: true }), { open: true }],
  ['meta', () => patchMeta({ own: {}, fitting: null }), { own: {}, fitting: null }],
  ['openWorld', () => patchOpenWorld({ brush: 7 }), { brush: 7 }],
  ['pictures', () => patchPictures({ selectedId: 'a' }), { selectedId: 'a' }],
  ['prompts', () => patchPrompts({ tool: 'box' }), { tool: 'box' }],
  ['words', () => patchWords({ error: null, map: null }), { error: null, map: null }],
  ['questions', () => patchQuestions({ pairs: [] }), { pairs: [] }],
] as const)('a patch of %s changes what it names and nothing else', (slice, patch, change) => {
  const before = getState();
  patch();
  expect(getState()).toEqual({ ...before, [slice]: { ...before[slice], ...change } });
  expect(getState()[slice]).not.toBe(before[slice]);
});

it('a patch of one picture leaves the others, and one of a removed picture does nothing', () => {
  const a = { id: 'a', revision: 1 } as ListedPicture;
  const b = { id: 'b', revision: 1 } as ListedPicture;
  patchPictures({ order: ['a', 'b'], byId: { a, b } });
  patchPicture('a', { revision: 2 });
  expect(getState().pictures).toEqual({
    order: ['a', 'b'],
    byId: { a: { id: 'a', revision: 2 }, b },
    selectedId: null,
  });
  const before = getState();
  patchPicture('gone', { revision: 2 });
  expect(getState()).toBe(before);
});

it('a result replaces that of its picture alone', () => {
  const result = (revision: number) => ({ revision }) as PictureResult;
  setPictureResult('a', result(1));
  setPictureResult('b', result(1));
  setPictureResult('a', result(2));
  expect(getState().results.byPicture).toEqual({ a: result(2), b: result(1) });
});
