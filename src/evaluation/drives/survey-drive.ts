/** A drive looked at frame by frame, in the order of its plan. */
import { framePlan, peaksOf } from '#src/core/drives/frame-plan';
import type { FrameRecord } from '#src/core/drives/frame-record';
import { AnomalensError } from '#src/core/errors';
import { sameSize } from '#src/core/geometry';
import type { Engine } from '#src/engine-client/engine';
import { askOfFrame, type Drive } from '#src/evaluation/drives/drive';
import type { DriveProgress } from '#src/evaluation/drives/types';
import type { ImageError } from '#src/evaluation/types';
import type { FrameSurvey } from '#src/protocol/drives';
import { serialiseError } from '#src/protocol/errors';
import type { MethodSettings } from '#src/protocol/scores';

/** Peaks that frames are looked at around. */
const MOST_PEAKS = 10;

export interface SurveyedDrive {
  /** Ascending in time. */
  records: FrameRecord[];
  errors: ImageError[];
}

/**
 * A frame that fails is told, and the others go on.
 * @param perSecond how many frames of a second are looked at.
 * @throws AnomalensError of the engine when it does not come back.
 */
export async function surveyDrive(
  engine: Engine,
  drive: Drive,
  settings: MethodSettings,
  perSecond: number,
  onProgress?: (progress: DriveProgress) => void,
): Promise<SurveyedDrive> {
  const records: FrameRecord[] = [];
  const errors: ImageError[] = [];
  const done = new Set<number>();
  const planned = (peaks: readonly number[]) => framePlan({ ...drive, perSecond, done, peaks });
  const pass = async (plan: readonly number[]) => {
    const total = done.size + plan.length;
    for (const [place, index] of plan.entries()) {
      const outcome = await looked(
        engine,
        drive,
        settings,
        index,
        plan[place + 1] ?? null,
        records,
      );
      done.add(index);
      if ('record' in outcome) records.push(outcome.record);
      else errors.push(outcome.error);
      const error = 'error' in outcome ? outcome.error : null;
      onProgress?.({
        drive: drive.name,
        done: done.size,
        total,
        frame: drive.nameOf(index),
        error,
      });
    }
    records.sort((a, b) => a.index - b.index);
  };
  await pass(planned([]));
  const peaks = records.map(({ methods }) => methods[settings.methodId]?.peak ?? 0);
  await pass(
    planned(
      peaksOf(
        records.map(({ index }) => index),
        peaks,
        MOST_PEAKS,
      ),
    ),
  );
  return { records, errors };
}

async function looked(
  engine: Engine,
  drive: Drive,
  settings: MethodSettings,
  index: number,
  next: number | null,
  records: readonly FrameRecord[],
): Promise<{ record: FrameRecord } | { error: ImageError }> {
  try {
    const survey = await askOfFrame(async () =>
      engine.request('surveyFrame', {
        source: await drive.sourceOf(index),
        index,
        settings: [settings],
        leftOut: null,
        next: await nextOf(drive, next),
      }),
    );
    return { record: recordOf(drive, settings, survey, records[0]) };
  } catch (error) {
    if (engine.state === 'failed') throw error;
    const { code, message } = serialiseError(error);
    return { error: { file: drive.nameOf(index), code, message } };
  }
}

/** A file that cannot be read is told when its turn comes. */
async function nextOf(drive: Drive, next: number | null) {
  if (next === null) return null;
  return drive.sourceOf(next).catch(() => null);
}

/** @throws AnomalensError `frame-unreadable` for a frame of another shape than the first. */
function recordOf(
  drive: Drive,
  { methodId }: MethodSettings,
  { index, methods }: FrameSurvey,
  first: FrameRecord | undefined,
): FrameRecord {
  const [method] = methods;
  if (!method) throw new AnomalensError('internal', 'The worker looked at a frame for no method.');
  const former = first?.methods[methodId]?.map;
  if (former && !sameSize(former, method.map))
    throw new AnomalensError(
      'frame-unreadable',
      'It has another shape than the frames before: frames of one sequence have one size. Give a folder for each size.',
    );
  return {
    index,
    timestamp: drive.timestamps[index] as number,
    methods: { [methodId]: { key: methodId, ...method } },
  };
}
