/** The page behind `npm run analyze` of videos and sequences: one function that the command calls. */
import type { Engine } from '#src/engine-client/engine';
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { type AnalysisWish, planAnalysis } from '#src/evaluation/analysis/plan';
import { analyseDrives } from '#src/evaluation/drives/analyse-drives';
import { type Drive, sequenceDrives, videoDrive } from '#src/evaluation/drives/drive';
import type { DriveAnalysis, DriveWish } from '#src/evaluation/drives/types';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import {
  type NetworkJob,
  openOwn,
  ownMethodIds,
  toldOf,
} from '#src/evaluation/headless/headless-network';
import { readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import type { SerialisedError } from '#src/protocol/errors';

/** Where the frames come from: one of the two, below `data/images/`. */
interface DriveFiles {
  /** A video; null for pictures. */
  video: string | null;
  /** Files of a folder of sequences; empty for a video. */
  images: string[];
  /** At which the numbers in names of frames count. */
  fps: number;
}

export interface DriveJob extends EngineJob, AnalysisWish, DriveFiles, DriveWish {
  /** A person's own, whose formula the method is; one at most. */
  networks: NetworkJob[];
}

declare global {
  interface Window {
    runDriveAnalysis?: (job: DriveJob) => Promise<DriveAnalysis | { error: SerialisedError }>;
  }
}

window.runDriveAnalysis = (job) =>
  withEngine(job, async (engine) => {
    const { drives, leftOut } = await drivesOf(engine, job);
    const networks = await openOwn(engine, job.networks, job.images);
    const [method = job.method] = networks.length > 0 ? ownMethodIds(networks, [job.method]) : [];
    const plan = await planAnalysis(engine, { ...job, method });
    const results = remoteStore('results');
    return {
      drives: await analyseDrives(engine, drives, plan, job, results, (progress) =>
        window.reportProgress?.(progress),
      ),
      threshold: plan.threshold,
      leftOut,
      networks: networks.map(toldOf),
    };
  });

/** @throws AnomalensError `drive-unsupported`, `drive-unreadable`. */
async function drivesOf(
  engine: Engine,
  { video, images, fps }: DriveFiles,
): Promise<{ drives: Drive[]; leftOut: string[] }> {
  const read = (name: string) => readRemote('images', name);
  if (video !== null) return { drives: [await videoDrive(engine, video, read)], leftOut: [] };
  const { pictures, leftOut } = choosePictures(images);
  return { drives: sequenceDrives(pictures, fps, read), leftOut };
}
