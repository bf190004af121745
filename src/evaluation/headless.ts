/** The page behind `npm run evaluate`: no interface, one function that the command calls. */
import { type SerialisedError, serialiseError } from '#src/core/errors';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { ComputePath, InferencePath } from '#src/core/types';
import { createEngine, type Engine } from '#src/engine-client/client';
import { availableMethodIds, chosenMethods } from '#src/evaluation/chosen-methods';
import { evaluate } from '#src/evaluation/evaluate';
import { mergeShards } from '#src/evaluation/merge';
import { pairFolders } from '#src/evaluation/pairing';
import { readRemote, remoteStore } from '#src/evaluation/remote-files';
import { buildReport } from '#src/evaluation/report';
import type { Report } from '#src/evaluation/report-schema';
import type { Evaluation, EvaluationProgress, Shard } from '#src/evaluation/types';

interface EngineJob {
  longSide: number;
  inference: InferencePath;
  compute: ComputePath;
  filters: ComponentFilters;
}

export interface EvaluateJob extends EngineJob {
  /** Paths below `data/images/` and `data/labels/`. */
  images: string[];
  labels: string[];
  /** Empty: all whose networks are there; with `closedSet` the base network. */
  methods: string[];
  shard: Shard | null;
  saveScores: boolean;
  closedSet: boolean;
}

export interface MergeJob extends EngineJob {
  /** What the shards are called; the n-th lies below `data/shards/n/`. */
  shards: string[];
}

export type JobResult = { report: Report } | { error: SerialisedError };

declare global {
  interface Window {
    runEvaluation?: (job: EvaluateJob | MergeJob) => Promise<JobResult>;
    /** Put there by the command. */
    reportProgress?: (progress: EvaluationProgress) => void;
  }
}

/** A machine with more jobs than cores is slow, not stuck. */
const PATIENCE = { startTimeoutMs: 180_000, watchdog: { silenceMs: 120_000, answerMs: 180_000 } };

window.runEvaluation = async (job) => {
  const { longSide, inference, compute } = job;
  const modelsUrl = new URL('models/', document.baseURI).href;
  const engine = createEngine({ longSide, inference, compute, modelsUrl, ...PATIENCE });
  try {
    return { report: buildReport(await ('shards' in job ? merged(engine, job) : evaluated(engine, job))) };
  } catch (error) {
    return { error: serialiseError(error) };
  } finally {
    engine.dispose();
  }
};

const control = { onProgress: (progress: EvaluationProgress) => window.reportProgress?.(progress) };

async function evaluated(engine: Engine, job: EvaluateJob): Promise<Evaluation> {
  const { longSide, filters, closedSet, shard } = job;
  const all = job.methods.length === 0 && !closedSet ? availableMethodIds(await engine.request('listModels', {})) : job.methods;
  const { settings, models } = chosenMethods(all, closedSet);
  const items = pairFolders(job.images, job.labels, readRemote);
  const keepsResults = (job.saveScores || shard !== null) && !closedSet;
  const stores = { state: remoteStore('state'), results: keepsResults ? remoteStore('results') : null };
  return evaluate(engine, items, { settings, models, longSide, filters, closedSet, shard }, control, stores);
}

function merged(engine: Engine, { shards, filters }: MergeJob): Promise<Evaluation> {
  const stores = shards.map((name, at) => ({
    name,
    state: remoteStore(`shards/${at}/state`),
    results: remoteStore(`shards/${at}`),
  }));
  return mergeShards(engine, stores, filters, control);
}
