/** What an evaluation says of one image, whether its scores were computed or read. */
import type { GroundTruth } from '#src/core/ground-truth/to-ground-truth';
import type { ImageEvaluation } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';
import type { EvaluationPools } from '#src/workers/measure/evaluation-pools';

interface CountedImage {
  /** In the order of the settings. */
  timed: readonly { data: Float32Array; milliseconds: number }[];
  /** Milliseconds up to the scores. */
  decoded: number;
  wantScores: boolean;
}

/** What is told of an image besides its scores. @param notices of its scores. */
export function aboutOf(truth: GroundTruth, notices: readonly string[] = []) {
  const { width, height, reading, counts, leftOut } = truth;
  const notice = [truth.notice ?? [], notices].flat().join(' ') || null;
  return { width, height, reading, counts, notice, leftOut };
}

/** Adds an image to a run. @throws AnomalensError as `EvaluationPools.add`. */
export function counted(
  run: EvaluationPools,
  settings: readonly MethodSettings[],
  truth: GroundTruth,
  { timed, decoded, wantScores }: CountedImage,
): Pick<ImageEvaluation, 'methods' | 'scores' | 'classes'> {
  const scores = timed.map(({ data }) => data);
  const ids = settings.map(({ methodId }) => methodId);
  const methods = run.add(ids, scores, truth.data).map((method, index) => ({
    ...method,
    milliseconds: decoded + (timed[index]?.milliseconds as number),
  }));
  return { methods, scores: wantScores ? scores : null, classes: null };
}
