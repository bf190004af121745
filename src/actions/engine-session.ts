/** The page's one engine: starts it, keeps the store up to date with what it reports, and feeds a new worker after a crash. */
import { analyzeSelected } from '#src/actions/analyze-picture';
import { currentEngine, setEngine } from '#src/actions/engine';
import { notify } from '#src/actions/notify';
import { forgetResidents } from '#src/actions/residents';
import { confirmDrawn } from '#src/actions/sync-view';
import { serialiseError } from '#src/core/errors';
import { createEngine, type Engine } from '#src/engine-client/client';
import type { EngineEvents } from '#src/engine-client/engine';
import { getState, patchResults, patchSession } from '#src/store/store';
import { urlSettings } from '#src/store/url-settings';
import type { Segments } from '#src/workers/protocol';

const MODEL_ID = 'base-road';

/** Downloads, verifies and compiles the network; also the "try again" of a failed download. */
export async function prepareModel(): Promise<void> {
  patchSession({ modelError: null });
  try {
    const model = await currentEngine().request('prepareModel', { modelId: MODEL_ID });
    patchSession({ model, progress: null });
  } catch (error) {
    patchSession({ modelError: serialiseError(error), progress: null });
  }
}

export async function retryModel(): Promise<void> {
  await prepareModel();
  await analyzeSelected();
}

function afterRestart({ info, reason }: EngineEvents['restarted']): void {
  forgetResidents();
  notify({ kind: 'info', text: `The engine was restarted. ${reason.message}` });
  patchSession({ info, generation: getState().session.generation + 1, progress: null });
  patchResults({ probe: null, drawn: null });
  void prepareModel();
  void analyzeSelected();
}

function sameSegments(a: Segments, b: Segments | undefined): boolean {
  const values = ({ pictureId, methodId, threshold, minArea, pixelsAbove, componentCount, components }: Segments) =>
    [pictureId, methodId, threshold, minArea, pixelsAbove, componentCount, components[0]?.meanScore].join();
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
  started.on('progress', (progress) => patchSession({ progress }));
  started.on('segments', (segments) => {
    const known = getState().results.segments;
    // Panning must not render the table again.
    if (!sameSegments(segments, known[segments.paneId])) patchResults({ segments: { ...known, [segments.paneId]: segments } });
  });
  started.on('drawn', ({ revision, times }) => {
    confirmDrawn(revision);
    patchSession({ drawTimes: { ...getState().session.drawTimes, ...times } });
  });
  started.on('device', ({ reason }) => notify({ kind: 'warning', text: `The graphics device was lost (${reason}). Recovering.` }));
  started.on('warning', (error) => notify({ kind: 'warning', text: error.message }));
  started.on('restarted', afterRestart);
  void learnPaths(started);
  void prepareModel();
}
