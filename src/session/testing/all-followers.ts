/** One picture with its label, a pane of every kind, and all that follows the store. */
import { expect, vi } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followAgreement } from '#src/session/followers/agreement';
import { followAnalysis } from '#src/session/followers/analysis';
import { followMeasurement } from '#src/session/followers/measurement';
import { followOpenWorld } from '#src/session/followers/open-world';
import { followPrompts } from '#src/session/followers/prompts';
import { followRegionFeatures } from '#src/session/followers/region-features';
import { followRegionNames } from '#src/session/followers/region-names';
import { followSoughtNames } from '#src/session/followers/sought-names';
import { confirmDrawn, followView } from '#src/session/followers/view';
import { followWords } from '#src/session/followers/words';
import { readLabel } from '#src/session/labels/labels';
import { giveLabel, openPictures } from '#src/session/testing/pictures-page';
import { getState, patchResults, patchSession, patchView } from '#src/store/store';

const FOLLOWERS = [
  followView,
  followAnalysis,
  followMeasurement,
  followPrompts,
  followOpenWorld,
  followWords,
  followAgreement,
  followRegionFeatures,
  followRegionNames,
  followSoughtNames,
];
let stops: (() => void)[] = [];

/** Longer than any follower rests. */
export const quiet = () => vi.advanceTimersByTimeAsync(1000);

/** Timers and frames are played. Everything that is wanted has been asked when it resolves. */
export async function followAll(): Promise<FakeEngine> {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
  const engine = openPictures(['a']);
  engine.on('regions', (regions) =>
    patchResults({ regions: { ...getState().results.regions, [regions.paneId]: regions } }),
  );
  engine.on('drawn', ({ revision, pictureId }) => confirmDrawn(revision, pictureId));
  patchSession({ engineState: 'ready' });
  patchView({ canvas: { width: 64, height: 36 } });
  giveLabel('a');
  // A score with a classifier, prompts, and a network that learns.
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
  return engine;
}

export function endFollowing(): void {
  for (const stop of stops) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
