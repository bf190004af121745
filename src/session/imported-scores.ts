import { currentEngine } from '#src/session/current-engine';
import { type ScoreFile, scoreFiles } from '#src/store/files';
import { scoreResultOf } from '#src/store/score-result';
import type { ScoreResult } from '#src/store/state';
import { getState, setPictureResult } from '#src/store/store';

const DEFAULT_SHARE = 0.01;

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

export async function sendImportedScore(
  pictureId: string,
  { methodId, blob, name }: ScoreFile,
): Promise<void> {
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

/** Gives a picture that was decoded again its imported scores back. */
export async function restoreImportedScores(pictureId: string): Promise<void> {
  for (const stored of scoreFiles.get(pictureId) ?? []) await sendImportedScore(pictureId, stored);
}
