/** Labelled drives as a set of images, and over time. */
import { sumTemporalCounts, type TemporalCounts } from '#src/core/drives/measures/temporal-counts';
import { temporalMeasures } from '#src/core/drives/measures/temporal-measures';
import type { Engine } from '#src/engine-client/engine';
import { withDrives } from '#src/evaluation/drives/drive';
import type { LabelledDrive } from '#src/evaluation/drives/drive-items';
import { temporalPass } from '#src/evaluation/drives/temporal-pass';
import type { DriveProgress, DriveResults } from '#src/evaluation/drives/types';
import { evaluate } from '#src/evaluation/evaluate';
import type {
  Evaluation,
  EvaluationControl,
  EvaluationItem,
  EvaluationOptions,
  EvaluationStores,
  ImageError,
} from '#src/evaluation/types';
import { measuredThreshold } from '#src/methods/own-methods';
import type { FrameQuestion } from '#src/protocol/evaluation';

interface DriveControl extends EvaluationControl {
  onFrame?: (progress: DriveProgress) => void;
}

/**
 * Pixels of the labelled frames first, pooled and by drive, then all analysed frames in order of time.
 * @param perSecond how many frames of a second are looked at besides the labelled ones.
 * @throws AnomalensError as `evaluate`.
 */
export async function measureDrives(
  worker: Engine,
  drives: readonly LabelledDrive[],
  options: EvaluationOptions,
  perSecond: number,
  control: DriveControl,
  stores: EvaluationStores,
): Promise<Evaluation> {
  const engine = withDrives(
    worker,
    drives.map(({ drive }) => drive),
  );
  const items: EvaluationItem[] = drives.flatMap(({ labelled }) =>
    labelled.map(({ item }) => item),
  );
  const slices = [...new Set([...(options.slices ?? []), 'folder' as const])];
  const evaluation = await evaluate(engine, items, { ...options, slices }, control, stores);
  const questions = questionsOf(evaluation);
  const readings = new Map(evaluation.images.map(({ stem, reading }) => [stem, reading]));
  const wish = { questions, perSecond, filters: options.filters };
  const sequences: DriveResults['sequences'] = [];
  const counts: TemporalCounts[][] = [];
  const errors: ImageError[] = [...evaluation.errors];
  for (const labelled of drives) {
    const own = await temporalPass(engine, labelled, readings, wish, control.onFrame);
    const known = new Set(errors.map(({ file }) => file));
    errors.push(...own.errors.filter(({ file }) => !known.has(file)));
    counts.push(own.counts);
    sequences.push({
      name: own.drive,
      frames: own.frames,
      labelled: own.labelled,
      temporal: byMethod(questions, (place) => own.counts[place] ?? sumTemporalCounts([])),
    });
  }
  const pooled = byMethod(questions, (place) =>
    sumTemporalCounts(counts.flatMap((own) => own[place] ?? [])),
  );
  const methods = Object.fromEntries(
    questions.map(({ settings: { methodId }, threshold }) => {
      const isDefault = measuredThreshold(methodId) !== null;
      const temporal = pooled[methodId] as DriveResults['sequences'][number]['temporal'][string];
      return [methodId, { threshold, isDefault, temporal }];
    }),
  );
  return { ...evaluation, errors, drives: { perSecond, methods, sequences } };
}

/** Each method at its default threshold, or else at that of the best F1; without one it is left out. */
function questionsOf({ methods }: Evaluation): FrameQuestion[] {
  return methods.flatMap(({ settings, pooled }) => {
    const threshold = measuredThreshold(settings.methodId) ?? pooled.threshold;
    return threshold === null ? [] : [{ settings, threshold }];
  });
}

function byMethod(
  questions: readonly FrameQuestion[],
  countsOf: (place: number) => TemporalCounts,
): DriveResults['sequences'][number]['temporal'] {
  return Object.fromEntries(
    questions.map(({ settings: { methodId } }, place) => [
      methodId,
      temporalMeasures(countsOf(place)),
    ]),
  );
}
