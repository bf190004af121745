import { ask } from '#src/session/held-pictures';
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
    above += counts[bin] as number;
    if (above >= total * DEFAULT_SHARE)
      return range.min + ((range.max - range.min) * bin) / counts.length;
  }
  return range.min;
}

/**
 * Makes a score from a file a method of its picture. It is sent again whenever the picture is.
 * @throws AnomalensError as `importScore`.
 */
export async function addImportedScore(pictureId: string, file: ScoreFile): Promise<void> {
  const { methodId, blob, name } = file;
  const score = scoreResultOf(await ask('importScore', { pictureId, methodId, blob, name }));
  scoreFiles.set(pictureId, [...(scoreFiles.get(pictureId) ?? []), file]);
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
    imported: [...(previous?.imported ?? []), imported],
    roadLikeness: previous?.roadLikeness ?? {},
    errors: previous?.errors ?? {},
  });
}
