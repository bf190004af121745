/**
 * The page's one engine: starts it, keeps the store up to date with what it reports, and feeds a
 * new worker after a crash.
 */
import { analyzeSelected } from '#src/actions/analyze-picture';
import { setEngine } from '#src/actions/engine';
import {
  ensureModel,
  followModels,
  forgetModels,
  loadCatalogue,
  loadNeededModels,
  settleModel,
} from '#src/actions/models';
import { notify } from '#src/actions/notify';
import { showProgress } from '#src/actions/open-world/learn-class';
import { forgetResidents } from '#src/actions/residents';
import { confirmDrawn } from '#src/actions/sync-view';
import { serialiseError } from '#src/core/errors';
import { createEngine, type Engine } from '#src/engine-client/client';
import type { EngineEvents } from '#src/engine-client/engine';
import { getState, patchResults, patchSession } from '#src/store/store';
import { urlSettings } from '#src/store/url-settings';
import type { Segments } from '#src/workers/protocol';

/** Loads a network that could not be loaded, or runs one that could not be run, once more. */
export async function retryModel(modelId: string): Promise<void> {
  await ensureModel(modelId).catch(() => undefined); // how it ends shows with the analysis
  await analyzeSelected();
}

function afterRestart({ info, reason }: EngineEvents['restarted']): void {
  forgetResidents();
  forgetModels();
  notify({ kind: 'info', text: `The engine was restarted. ${reason.message}` });
  patchSession({ info, generation: getState().session.generation + 1, progress: null });
  patchResults({ probe: null, drawn: null });
  loadNeededModels();
  void analyzeSelected();
}

function sameSegments(a: Segments, b: Segments | undefined): boolean {
  const values = ({
    pictureId,
    methodId,
    threshold,
    minArea,
    removalKey,
    removed,
    pixelsAbove,
    componentCount,
    components,
  }: Segments) =>
    [
      pictureId,
      methodId,
      threshold,
      minArea,
      removalKey,
      removed,
      pixelsAbove,
      componentCount,
      components[0]?.meanScore,
    ].join();
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

export function startEngine(): void {
  const started = createEngine({
    inference: urlSettings.inference,
    compute: urlSettings.compute,
    longSide: urlSettings.size,
    allowFaults: urlSettings.faults,
    modelsUrl: new URL('models/', document.baseURI).href,
  });
  setEngine(started);
  started.on('state', (engineState) => {
    patchSession({ engineState });
    if (engineState === 'failed') void learnPaths(started);
  });
  started.on('progress', (progress) => {
    patchSession({ progress });
    followModels(progress);
  });
  started.on('learning', showProgress);
  started.on('model', settleModel);
  started.on('segments', (segments) => {
    const known = getState().results.segments;
    // Panning must not render the table again.
    if (!sameSegments(segments, known[segments.paneId]))
      patchResults({ segments: { ...known, [segments.paneId]: segments } });
  });
  started.on('drawn', ({ revision, times }) => {
    confirmDrawn(revision);
    patchSession({ drawTimes: { ...getState().session.drawTimes, ...times } });
  });
  started.on('device', ({ reason }) =>
    notify({ kind: 'warning', text: `The graphics device was lost (${reason}). Recovering.` }),
  );
  started.on('warning', (error) => notify({ kind: 'warning', text: error.message }));
  started.on('restarted', afterRestart);
  void learnPaths(started);
  void loadCatalogue();
  loadNeededModels();
}
