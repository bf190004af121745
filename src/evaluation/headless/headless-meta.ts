/** The page behind `npm run meta:fit`: one function that the command calls. */
import { control, type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { type LabelledFolders, rulesOf } from '#src/evaluation/headless/labelled-folders';
import { readRemote } from '#src/evaluation/headless/remote-files';
import { pairFolders } from '#src/evaluation/items/pairing';
import { type MetaRun, metaRun } from '#src/evaluation/meta/meta-run';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { SerialisedError } from '#src/protocol/errors';

export interface MetaJob extends EngineJob, LabelledFolders {
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
    const items = await pairFolders(job, readRemote);
    const method = methodById(job.method);
    const thresholds = job.thresholds.length > 0 ? job.thresholds : [method.defaultThreshold];
    const subject = {
      settings: settingsFor(method),
      thresholds,
      modelId: method.model,
      longSide: job.longSide,
      labels: rulesOf(job),
    };
    return { run: await metaRun(engine, items, subject, control) };
  });
