/** The page behind `npm run analyze` of videos and sequences: one function that the command calls. */
import { type AnalysisWish, planAnalysis } from '#src/evaluation/analysis/plan';
import { analyseDrives } from '#src/evaluation/drives/analyse-drives';
import type { DriveAnalysis, DriveWish } from '#src/evaluation/drives/types';
import { type DriveFiles, drivesOf } from '#src/evaluation/headless/drive-files';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import {
  type NetworkJob,
  openOwn,
  ownMethodIds,
  toldOf,
} from '#src/evaluation/headless/headless-network';
import { remoteStore } from '#src/evaluation/headless/remote-files';
import type { SerialisedError } from '#src/protocol/errors';

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
