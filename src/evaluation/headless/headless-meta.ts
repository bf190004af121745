/** The page behind `npm run meta:fit`: one function that the command calls. */
import { control, type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { readRemote } from '#src/evaluation/headless/remote-files';
import { type MetaRun, metaRun } from '#src/evaluation/meta/meta-run';
import { pairFolders } from '#src/evaluation/pairing';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { SerialisedError } from '#src/protocol/errors';

export interface MetaJob extends EngineJob {
  /** Paths below `data/images/` and `data/labels/`. */
  images: string[];
  labels: string[];
  method: string;
  /** Raw; empty for the method's default threshold. */
  thresholds: number[];
}

declare global {
  interface Window {
    runMetaFit?: (job: MetaJob) => Promise<{ run: MetaRun } | { error: SerialisedError }>;
  }
}

window.runMetaFit = (job) =>
  withEngine(job, async (engine) => {
    const items = pairFolders(job.images, job.labels, readRemote);
    const method = methodById(job.method);
    const thresholds = job.thresholds.length > 0 ? job.thresholds : [method.defaultThreshold];
    const subject = {
      settings: settingsFor(method),
      thresholds,
      modelId: method.model,
      longSide: job.longSide,
    };
    return { run: await metaRun(engine, items, subject, control) };
  });
