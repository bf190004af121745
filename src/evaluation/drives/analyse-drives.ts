/** Drives without labels: what is unknown in them, for how long and where (docs/drives.md). */
import type { Size } from '#src/core/types';
import type { Engine } from '#src/engine-client/engine';
import type { AnalysisPlan } from '#src/evaluation/analysis/types';
import { askOfFrame, type Drive, withDrives } from '#src/evaluation/drives/drive';
import { writeDrive } from '#src/evaluation/drives/drive-files';
import { surveyDrive } from '#src/evaluation/drives/survey-drive';
import type { DriveProgress, DriveSummary, DriveWish } from '#src/evaluation/drives/types';
import type { FileStore } from '#src/evaluation/types';

const FRAME_ID = 'frame';

/**
 * One drive after the other; of several, each has a folder of its name.
 * @throws AnomalensError of the engine when it does not come back, `evaluation-state`.
 */
export async function analyseDrives(
  worker: Engine,
  drives: readonly Drive[],
  plan: AnalysisPlan,
  wish: DriveWish,
  files: Pick<FileStore, 'write'>,
  onProgress?: (progress: DriveProgress) => void,
): Promise<DriveSummary[]> {
  const engine = withDrives(worker, drives);
  const summaries: DriveSummary[] = [];
  for (const drive of drives) {
    const surveyed = await surveyDrive(engine, drive, plan.settings, wish.perSecond, onProgress);
    const first = surveyed.records[0];
    const picture = first ? await sizeOf(engine, drive, first.index) : null;
    const folder = drives.length > 1 ? `${drive.name}/` : '';
    summaries.push(await writeDrive(files, folder, { drive, plan, wish }, surveyed, picture));
  }
  return summaries;
}

/** The picture grid of a frame that could be read. */
async function sizeOf(engine: Engine, drive: Drive, index: number): Promise<Size> {
  const { width, height } = await askOfFrame(async () =>
    engine.request('loadPicture', { pictureId: FRAME_ID, source: await drive.sourceOf(index) }),
  );
  await engine.request('releasePicture', { pictureId: FRAME_ID });
  return { width, height };
}
