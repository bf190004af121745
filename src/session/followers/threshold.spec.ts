import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { endFollowing, followAll, quiet } from '#src/session/testing/all-followers';
import { asked, namesOf } from '#src/session/testing/pictures-page';
import { activeMethod } from '#src/store/selectors';
import { getState } from '#src/store/store';

let engine: FakeEngine;

beforeEach(async () => {
  engine = await followAll();
});
afterEach(endFollowing);

it('a threshold asks for one drawing, and at rest for the numbers, the features and the agreement of two panes', async () => {
  expect(activeMethod(getState()).id).toBe('max-entropy');
  expect(namesOf(engine)).toContain('measureAt');
  engine.calls.length = 0;
  engine.views.length = 0;
  for (const threshold of [0.3, 0.4, 0.5]) setThreshold('max-entropy', threshold);
  await vi.advanceTimersByTimeAsync(16);
  expect(engine.views.map(({ panes }) => panes[0]?.threshold)).toEqual([0.5]);
  expect(engine.calls).toEqual([]);
  await quiet();
  expect(engine.views).toHaveLength(1);
  expect(namesOf(engine).toSorted()).toEqual(['agreement', 'measureAt', 'regionFeatures']);
  expect(asked(engine, 'measureAt')[0]?.threshold).toBe(0.5);
  expect(asked(engine, 'regionFeatures')[0]?.threshold).toBe(0.5);
});

it('the threshold of a method that is not active is only drawn', async () => {
  engine.calls.length = 0;
  engine.views.length = 0;
  setThreshold('entropy', 0.5);
  await quiet();
  expect(engine.views).toHaveLength(1);
  expect(engine.calls).toEqual([]);
});
