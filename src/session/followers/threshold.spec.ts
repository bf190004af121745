import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followAnalysis } from '#src/session/followers/analysis';
import { followMeasurement } from '#src/session/followers/measurement';
import { followOpenWorld } from '#src/session/followers/open-world';
import { followPrompts } from '#src/session/followers/prompts';
import { followRegionFeatures } from '#src/session/followers/region-features';
import { followView } from '#src/session/followers/view';
import { readLabel } from '#src/session/labels/labels';
import { asked, giveLabel, namesOf, openPictures } from '#src/session/testing/pictures-page';
import { activeMethod } from '#src/store/selectors';
import { getState, patchResults, patchSession, patchView } from '#src/store/store';

const FOLLOWERS = [
  followView,
  followAnalysis,
  followMeasurement,
  followPrompts,
  followOpenWorld,
  followRegionFeatures,
];
let engine: FakeEngine;
let stops: (() => void)[] = [];

/** Longer than any follower rests. */
const quiet = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
  engine = openPictures(['a']);
  engine.on('regions', (regions) =>
    patchResults({ regions: { ...getState().results.regions, [regions.paneId]: regions } }),
  );
  patchSession({ engineState: 'ready' });
  patchView({ canvas: { width: 64, height: 36 } });
  giveLabel('a');
  // A pane of every kind: a score with a classifier, prompts, and a network that learns.
  const methodIds = ['max-entropy', 's2m', 'dmlnet', 'entropy'];
  patchView({
    layout: 'four',
    panes: getState().view.panes.map((pane, index) => ({
      ...pane,
      methodId: methodIds[index] ?? pane.methodId,
    })),
  });
  stops = FOLLOWERS.map((begin) => begin());
  await analyzeSelected();
  await readLabel('a');
  await quiet();
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a threshold asks for one drawing, and at rest for the numbers and the features', async () => {
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
  expect(namesOf(engine).toSorted()).toEqual(['measureAt', 'regionFeatures']);
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
