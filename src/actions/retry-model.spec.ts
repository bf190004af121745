import { beforeEach, expect, it } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { namesOf, openPictures } from '#src/session/testing/pictures-page';
import { getState, patchSession, setPictureResult } from '#src/store/store';
import { retryModel } from './retry-model';

let engine: FakeEngine;
const failure = (code: 'runtime-download' | 'model-download') => ({
  code,
  message: 'Not there.',
  retryable: true,
});

beforeEach(() => {
  engine = openPictures(['a']);
});

it('a network is asked for once more', async () => {
  patchSession({ models: { rpl: { state: 'failed', error: failure('model-download') } } });
  await retryModel('rpl');
  expect(engine.restarts).toBe(0);
  expect(namesOf(engine)).toContain('prepareModel');
});

it('without a runtime it takes another worker', async () => {
  patchSession({ models: { rpl: { state: 'failed', error: failure('runtime-download') } } });
  await retryModel('rpl');
  expect(engine.restarts).toBe(1);
  expect(engine.calls).toEqual([]);
});

it('a runtime that failed with a picture counts too', async () => {
  const { shownId } = getState().view;
  expect(shownId).toBeNull();
  const errors = { rpl: { key: '', error: failure('runtime-download') } };
  setPictureResult('a', { revision: 1, scores: {}, imported: [], roadLikeness: {}, errors });
  getState().view.shownId = 'a';
  await retryModel('rpl');
  expect(engine.restarts).toBe(1);
});
