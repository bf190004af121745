/**
 * The page's one engine: starts it, keeps the store up to date with what it reports, and feeds a
 * new worker after a crash.
 */
import { createEngine } from '#src/engine-client/client';
import type { Engine, EngineEvents } from '#src/engine-client/engine';
import { serialiseError } from '#src/protocol/errors';
import type { PaneRegions } from '#src/protocol/view';
import { analyzeSelected } from '#src/session/analyze-picture';
import { setEngine } from '#src/session/current-engine';
import { confirmDrawn } from '#src/session/followers/view';
import { forgetEnded } from '#src/session/held/ended-workers';
import { resumeLoadQueue } from '#src/session/load-queue';
import {
  followModels,
  forgetModels,
  loadCatalogue,
  loadNeededModels,
  settleModel,
} from '#src/session/model-loads';
import { dismissNotice, notify } from '#src/session/notices';
import { showProgress } from '#src/session/open-world/learning';
import { urlSettings } from '#src/store/address/url-settings';
import { forgetFailures } from '#src/store/set/keep-survey';
import { getState, patchResults, patchSession } from '#src/store/store';

/** The notice that the device was lost, until there is another. */
let lossNotice: number | null = null;

function endLossNotice(): void {
  if (lossNotice !== null) dismissNotice(lossNotice);
  lossNotice = null;
}

function afterRestart({ info, reason }: EngineEvents['restarted']): void {
  forgetModels();
  const before = getState().session.info;
  const isSame = before?.inference === info.inference && before?.compute === info.compute;
  if (!reason || !isSame) {
    forgetEnded();
    forgetFailures();
  }
  endLossNotice();
  if (reason) notify({ kind: 'info', text: `The engine was restarted. ${reason.message}` });
  patchSession({
    info,
    engineError: null,
    generation: getState().session.generation + 1,
    progress: null,
  });
  patchResults({ probe: null, drawn: null });
  loadNeededModels();
  void analyzeSelected().then(resumeLoadQueue);
}

/** What tells the regions of a pane from its former ones, beside the first region's score. */
const TELLING = [
  'pictureId',
  'methodId',
  'threshold',
  'minArea',
  'removalKey',
  'leftOutKey',
  'removed',
  'pixelsAbove',
  'regionCount',
] as const satisfies (keyof PaneRegions)[];

function sameRegions(a: PaneRegions, b: PaneRegions | undefined): boolean {
  const values = (regions: PaneRegions) =>
    [...TELLING.map((key) => regions[key]), regions.regions[0]?.meanScore].join();
  return b !== undefined && values(a) === values(b);
}

async function learnPaths(started: Engine): Promise<void> {
  try {
    const info = await started.info;
    patchSession({ info, engineError: null });
    if (info.fallbackReason) notify({ kind: 'info', text: info.fallbackReason });
  } catch (error) {
    patchSession({ engineState: 'failed', engineError: serialiseError(error) });
  }
}

export function startEngineSession(): void {
  const started = createEngine({
    inference: urlSettings.inference,
    compute: urlSettings.compute,
    threads: urlSettings.threads,
    longSide: urlSettings.size,
    allowFaults: urlSettings.faults,
    modelsUrl: new URL('models/', document.baseURI).href,
  });
  setEngine(started);
  started.on('state', (engineState) => {
    patchSession({ engineState });
    if (engineState !== 'failed') return;
    endLossNotice();
    void learnPaths(started);
  });
  started.on('progress', (progress) => {
    patchSession({ progress });
    followModels(progress);
  });
  started.on('learning', showProgress);
  started.on('model', settleModel);
  started.on('regions', (regions) => {
    const known = getState().results.regions;
    // Panning must not render the table again.
    if (!sameRegions(regions, known[regions.paneId]))
      patchResults({ regions: { ...known, [regions.paneId]: regions } });
  });
  started.on('drawn', ({ revision, pictureId, times }) => {
    confirmDrawn(revision, pictureId);
    patchSession({ drawTimes: { ...getState().session.drawTimes, ...times } });
  });
  started.on('device', ({ reason }) => {
    lossNotice = notify({
      kind: 'warning',
      text: `The graphics device was lost (${reason}). Recovering.`,
    });
  });
  started.on('warning', (error) => {
    // What ended the engine stands on the stage, unless that is hidden.
    if (started.state !== 'failed' || getState().benchmark.open)
      notify({ kind: 'warning', text: error.message });
  });
  started.on('restarted', afterRestart);
  void learnPaths(started);
  void loadCatalogue();
  loadNeededModels();
}
