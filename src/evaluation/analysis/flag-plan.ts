/** The threshold by the share of pictures that may be flagged, from a look at all of them. */
import { AnomalensError } from '#src/core/errors';
import { flagThreshold } from '#src/core/operating-point/flag-threshold';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { AnalysisPlan, LookProgress } from '#src/evaluation/analysis/types';
import type { EvaluationFile } from '#src/evaluation/types';

/**
 * A plan with the lowest threshold at which at most a share of the pictures has a region of the
 * smallest size; the same plan where none can be read, as the analysis tells of each why. Of each
 * picture one number is kept.
 * @param share 0..1.
 * @throws AnomalensError `option-invalid` where no threshold keeps the share or changes anything, of
 * the engine when it does not come back.
 */
export async function withFlagThreshold(
  engine: Engine,
  pictures: readonly EvaluationFile[],
  plan: AnalysisPlan,
  share: number,
  onProgress: (progress: LookProgress) => void = () => undefined,
): Promise<AnalysisPlan> {
  const scores: (number | null)[] = [];
  for (const [index, picture] of pictures.entries()) {
    const score = await lookedAt(engine, picture, plan);
    if (score !== 'failed') scores.push(score);
    onProgress({ done: index + 1, total: pictures.length, looked: picture.name });
  }
  if (scores.length === 0) return plan;
  const chosen = flagThreshold(scores, share);
  if (!chosen)
    throw new AnomalensError(
      'option-invalid',
      scores.every((score) => score === null)
        ? 'No picture has a region of the smallest size at any threshold: make the smallest size smaller.'
        : 'Too many pictures have an infinite score: no threshold flags fewer of them.',
    );
  const { threshold, flagged } = chosen;
  const flagAtMost = { share, flagged, pictures: chosen.pictures };
  return { ...plan, threshold, isDefaultThreshold: false, flagAtMost };
}

/** Once more after the worker died; what fails then is told when the picture is analysed. */
async function lookedAt(
  engine: Engine,
  picture: EvaluationFile,
  { settings, threshold, minAreaPercent }: AnalysisPlan,
): Promise<number | null | 'failed'> {
  for (const isLast of [false, true]) {
    try {
      const { flagScore } = await engine.request('survey', {
        pictureId: 'looked-at',
        source: { name: picture.name, blob: await picture.read() },
        settings,
        threshold,
        leftOut: null,
        flagShare: minAreaPercent / 100,
      });
      return flagScore;
    } catch (error) {
      if (engine.state === 'failed') throw error;
      if (isLast || !isLoss(error)) return 'failed';
    }
  }
  return 'failed';
}
