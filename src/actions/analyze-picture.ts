/** Scores of the selected picture. A newer selection cancels the running analysis; late answers are dropped. */
import { currentEngine } from '#src/actions/engine';
import { restoreImportedScores } from '#src/actions/import-score';
import { sendLabel } from '#src/actions/labels';
import { ensureLoaded, isEngineLoss } from '#src/actions/load-picture';
import { notify } from '#src/actions/notify';
import { forgetResident } from '#src/actions/residents';
import { AnomalensError, serialiseError } from '#src/core/errors';
import { allSettings } from '#src/store/method-info';
import type { PictureResult } from '#src/store/state';
import { getState, patchPicture, patchSession, patchView, setPictureResult } from '#src/store/store';
import type { Analysis } from '#src/workers/protocol';

let running: { id: string; controller: AbortController } | null = null;

function toResult(analysis: Analysis, revision: number, previous: PictureResult | undefined): PictureResult {
  const scores: PictureResult['scores'] = {};
  for (const { methodId, range, histogram } of analysis.scores) {
    scores[methodId] = { range, histogram: { range: histogram.range, counts: Array.from(histogram.counts) } };
  }
  for (const { id } of previous?.imported ?? []) if (previous?.scores[id]) scores[id] = previous.scores[id];
  return { revision, scores, imported: previous?.imported ?? [], roadLikeness: analysis.roadLikeness };
}

function isCurrent(id: string, revision: number): boolean {
  const { pictures } = getState();
  return pictures.byId[id]?.revision === revision;
}

async function analyze(id: string, signal: AbortSignal): Promise<Analysis> {
  const settings = allSettings(getState().view.temperatures);
  const request = () => currentEngine().request('analyze', { pictureId: id, settings }, { signal });
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof AnomalensError) || error.code !== 'picture-unknown') throw error;
    // The worker dropped it under memory pressure: decode it once more.
    forgetResident(id);
    await ensureLoaded(id);
    return await request();
  }
}

/** Loads, analyses and shows one picture. */
async function run(id: string, controller: AbortController): Promise<void> {
  const revision = (getState().pictures.byId[id]?.revision ?? 0) + 1;
  patchPicture(id, { revision, error: null });
  try {
    patchSession({ activity: { label: 'Opening the picture', cancellable: false } });
    await ensureLoaded(id);
    if (controller.signal.aborted || !isCurrent(id, revision)) return;
    if (getState().view.shownId !== id) patchView({ shownId: id, highlightedComponent: null });
    patchPicture(id, { state: 'analysing' });
    patchSession({ activity: { label: 'Analysing the picture', cancellable: true } });
    const analysis = await analyze(id, controller.signal);
    if (!isCurrent(id, revision)) return;
    setPictureResult(id, toResult(analysis, revision, getState().results.byPicture[id]));
    await restoreImportedScores(id);
    patchSession({ analysisTimes: analysis.times });
    patchPicture(id, { state: 'ready' });
    void sendLabel(id); // after the first overlay, which does not wait for it
    for (const { message } of getState().pictures.byId[id]?.info?.notices ?? []) notify({ kind: 'info', text: message });
  } catch (error) {
    if (!isCurrent(id, revision)) return;
    const serialised = serialiseError(error);
    if (isEngineLoss(error) && getState().session.engineState !== 'failed') return; // analysed again after the restart
    patchPicture(id, serialised.code === 'cancelled' ? { state: 'loaded' } : { state: 'failed', error: serialised });
    // Another picture must not be taken for the one that failed.
    if (getState().pictures.selectedId === id && getState().view.shownId !== id) patchView({ shownId: null });
  } finally {
    if (running?.controller === controller) {
      running = null;
      patchSession({ activity: null, progress: null });
    }
  }
}

export async function analyzeSelected(): Promise<void> {
  const id = getState().pictures.selectedId;
  cancelAnalysis();
  if (!id) return;
  const controller = new AbortController();
  running = { id, controller };
  await run(id, controller);
}

export function cancelAnalysis(): void {
  running?.controller.abort();
}
