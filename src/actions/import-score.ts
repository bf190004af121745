/** A score of any origin (`.npy` or 16-bit PNG) beside its picture becomes a method of its own. */
import { setPaneMethod } from '#src/actions/choose-method';
import { currentEngine } from '#src/actions/engine';
import { ensureLoaded } from '#src/actions/load-picture';
import { notify } from '#src/actions/notify';
import { serialiseError } from '#src/core/errors';
import { type StoredScore, scoreFiles } from '#src/store/files';
import { scoreResultOf } from '#src/store/score-result';
import type { ScoreResult } from '#src/store/state';
import { getState, setPictureResult } from '#src/store/store';

const DEFAULT_SHARE = 0.01;
let imports = 0;

/**
 * The score above which one per cent of this picture lies: an imported score comes without
 * calibration.
 */
function defaultThreshold({ histogram: { counts, range } }: ScoreResult): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let above = 0;
  for (let bin = counts.length - 1; bin >= 0; bin--) {
    above += counts[bin];
    if (above >= total * DEFAULT_SHARE)
      return range.min + ((range.max - range.min) * bin) / counts.length;
  }
  return range.min;
}

async function send(pictureId: string, { methodId, blob, name }: StoredScore): Promise<void> {
  const summary = await currentEngine().request('importScore', { pictureId, methodId, blob, name });
  const score = scoreResultOf(summary);
  const previous = getState().results.byPicture[pictureId];
  const imported = {
    id: methodId,
    title: name,
    range: score.range,
    defaultThreshold: defaultThreshold(score),
  };
  setPictureResult(pictureId, {
    revision: previous?.revision ?? 0,
    scores: { ...previous?.scores, [methodId]: score },
    imported: [...(previous?.imported ?? []).filter(({ id }) => id !== methodId), imported],
    roadLikeness: previous?.roadLikeness ?? {},
    errors: previous?.errors ?? {},
  });
}

export async function importScore(pictureId: string, file: File): Promise<void> {
  const stored: StoredScore = { methodId: `imported-${++imports}`, blob: file, name: file.name };
  try {
    await ensureLoaded(pictureId);
    await send(pictureId, stored);
    scoreFiles.set(pictureId, [...(scoreFiles.get(pictureId) ?? []), stored]);
    if (getState().view.shownId === pictureId)
      setPaneMethod(getState().view.activePane, stored.methodId);
    notify({ kind: 'info', text: `${file.name} is now a method of its own for this picture.` });
  } catch (error) {
    notify({ kind: 'error', text: `${file.name}: ${serialiseError(error).message}` });
  }
}

/** Gives a picture that was decoded again its imported scores back. */
export async function restoreImportedScores(pictureId: string): Promise<void> {
  for (const stored of scoreFiles.get(pictureId) ?? []) await send(pictureId, stored);
}
