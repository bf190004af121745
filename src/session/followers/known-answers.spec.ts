import { afterEach, beforeEach, expect, it } from 'vitest';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { endFollowing, followAll, quiet } from '#src/session/testing/all-followers';
import { asked, namesOf } from '#src/session/testing/pictures-page';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, patchPicture, patchResults, patchView } from '#src/store/store';

const DOG: TaughtClass = {
  name: 'dog',
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: [1, 2], radius: 1 },
  shots: [],
  shotCount: 1,
  pixels: 1,
  distances: null,
  losses: [],
  time: 1,
};

let engine: FakeEngine;

beforeEach(async () => {
  engine = await followAll();
  patchOpenWorld({ classes: [DOG], wantsSpace: true });
  setThreshold('max-entropy', 0.5);
  await quiet();
});
afterEach(endFollowing);

/** Nothing is wanted of the picture for a while. */
async function leaveAndComeBack(): Promise<void> {
  patchPicture('a', { state: 'analysing' });
  await quiet();
  patchPicture('a', { state: 'ready' });
  await quiet();
}

it('answers that are there are not asked for again after nothing was wanted', async () => {
  const names = namesOf(engine);
  for (const name of ['measure', 'measureAt', 'segmentPrompts', 'metricSpace', 'measureLearnt'])
    expect(names).toContain(name);
  engine.calls.length = 0;
  await leaveAndComeBack();
  expect(namesOf(engine)).toEqual([]);
});

it('features of regions are kept as they were asked for, and not asked for again', async () => {
  const { features, key } = getState().results.regionFeatures ?? {};
  expect(features?.length).toBeGreaterThan(0);
  expect(key).toContain('max-entropy');
  expect(asked(engine, 'regionFeatures')).toHaveLength(1);
  const { regions } = getState().results;
  patchResults({ regions: {} });
  await quiet();
  patchResults({ regions });
  await quiet();
  expect(asked(engine, 'regionFeatures')).toHaveLength(1);
});

it('an answer that is gone is asked for again', async () => {
  engine.calls.length = 0;
  patchResults({ measurement: null, measuredAt: null });
  patchOpenWorld({ space: null, measured: null });
  await leaveAndComeBack();
  expect([...new Set(namesOf(engine))].toSorted()).toEqual([
    'measure',
    'measureAt',
    'measureLearnt',
    'metricSpace',
  ]);
});

it('an answer to a picture that is no longer shown is dropped', async () => {
  patchOpenWorld({ space: null });
  await leaveAndComeBack();
  expect(getState().openWorld.space).not.toBeNull();
  patchOpenWorld({ space: null });
  patchPicture('a', { state: 'analysing' });
  await quiet();
  patchPicture('a', { state: 'ready' });
  await Promise.resolve();
  patchView({ shownId: null });
  await quiet();
  expect(getState().openWorld.space).toBeNull();
});

it('the agreement of two panes is asked for once, and again with another threshold', async () => {
  const { agreement, key } = getState().results.agreement ?? {};
  expect(agreement?.masks).toEqual({ both: 2, onlyFirst: 3, onlySecond: 5, pixels: 100 });
  expect(key).toContain('max-entropy');
  const before = asked(engine, 'agreement').length;
  await leaveAndComeBack();
  expect(asked(engine, 'agreement')).toHaveLength(before);
  setThreshold('s2m', 0.75);
  await quiet();
  expect(asked(engine, 'agreement')).toHaveLength(before + 1);
  expect(asked(engine, 'agreement').at(-1)?.panes[1].threshold).toBe(0.75);
});
