/** The drives that a command names. */
import type { Engine } from '#src/engine-client/engine';
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { type Drive, sequenceDrives, videoDrive } from '#src/evaluation/drives/drive';
import {
  type LabelledDrive,
  labelledSequences,
  labelledVideo,
} from '#src/evaluation/drives/drive-items';
import type { LabelledFolders } from '#src/evaluation/headless/labelled-folders';
import { readRemote } from '#src/evaluation/headless/remote-files';

/** Where the frames come from: one of the two, below `data/images/`. */
export interface DriveFiles {
  /** A video; null for pictures. */
  video: string | null;
  /** Files of a folder of sequences; empty for a video. */
  images: string[];
  /** At which the numbers in names of frames count. */
  fps: number;
}

/** @throws AnomalensError `drive-unsupported`, `drive-unreadable`. */
export async function drivesOf(
  engine: Engine,
  { video, images, fps }: DriveFiles,
): Promise<{ drives: Drive[]; pictures: string[]; leftOut: string[] }> {
  const read = (name: string) => readRemote('images', name);
  if (video !== null)
    return { drives: [await videoDrive(engine, video, read)], pictures: [], leftOut: [] };
  const { pictures, leftOut } = choosePictures(images);
  return { drives: sequenceDrives(pictures, fps, read), pictures, leftOut };
}

/** Labelled drives. */
export interface MeasuredFiles extends DriveFiles {
  /** How many frames of a second are looked at besides the labelled ones. */
  perSecond: number;
  /** What the labels of a video count its first frame as; null where nobody says. */
  firstFrame: 0 | 1 | null;
}

/** @throws AnomalensError `drive-*`, `option-invalid`, `label-unreadable`. */
export async function labelledDrives(
  engine: Engine,
  files: MeasuredFiles,
  labels: LabelledFolders,
): Promise<LabelledDrive[]> {
  const { drives, pictures } = await drivesOf(engine, files);
  const [video] = drives;
  return files.video !== null && video
    ? labelledVideo(video, labels, files.firstFrame, readRemote)
    : labelledSequences(drives, pictures, labels, readRemote);
}
