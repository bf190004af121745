/** The page behind `npm run meta:fit`: one function that the command calls. */
import type { SerialisedError } from '#src/core/errors';
import { control, type EngineJob, withEngine } from '#src/evaluation/headless-engine';
import { type MetaRun, metaRun } from '#src/evaluation/meta-run';
import { pairFolders } from '#src/evaluation/pairing';
import { readRemote } from '#src/evaluation/remote-files';
import { methodById } from '#src/methods/registry';

export interface MetaJob extends EngineJob {
  /** Paths below `data/images/` and `data/labels/`. */
  images: string[];
  labels: string[];
  method: string;
}

declare global {
  interface Window {
    runMetaFit?: (job: MetaJob) => Promise<{ run: MetaRun } | { error: SerialisedError }>;
  }
}

window.runMetaFit = (job) =>
  withEngine(job, async (engine) => {
    const items = pairFolders(job.images, job.labels, readRemote);
    return { run: await metaRun(engine, items, methodById(job.method), job.longSide, control) };
  });
