/** The page behind `npm run evaluate`: no interface, one function that the command calls. */
import { parseCorruptions } from '#src/core/corruptions/corruption';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { Wish } from '#src/core/operating-point/wish';
import type { SliceKind } from '#src/core/slices/object-slices';
import type { Engine } from '#src/engine-client/engine';
import { availableMethodIds, chosenMethods } from '#src/evaluation/chosen-methods';
import { measureDrives } from '#src/evaluation/drives/measure-drives';
import { evaluate } from '#src/evaluation/evaluate';
import { labelledDrives, type MeasuredFiles } from '#src/evaluation/headless/drive-files';
import { control, type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import {
  type NetworkJob,
  openOwn,
  ownBaseline,
  ownMethodIds,
  toldOf,
} from '#src/evaluation/headless/headless-network';
import { type LabelledFolders, rulesOf } from '#src/evaluation/headless/labelled-folders';
import { readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import type { ToldNetwork } from '#src/evaluation/headless/told-network';
import { pairFolders } from '#src/evaluation/items/pairing';
import { withFormulas } from '#src/evaluation/items/recorded-networks';
import { type ScoreFolder, withScores } from '#src/evaluation/items/score-items';
import { mergeShards } from '#src/evaluation/merge';
import { buildReport } from '#src/evaluation/report/build-report';
import type { Report } from '#src/evaluation/report/report-schema';
import type { Evaluation, EvaluationOptions, Shard } from '#src/evaluation/types';
import type { SerialisedError } from '#src/protocol/errors';

interface FilteredJob extends EngineJob {
  filters: ComponentFilters;
  /** How the report pools pixels, and whose threshold its components lie at. */
  definition: 'pooled' | 'smiyc';
  /** Id of the method that the others are compared with; null for the usual one. */
  baseline: string | null;
  /** Ids of methods that have a limit. */
  named: string[];
  /** Empty for none. */
  slices: SliceKind[];
  /** Thresholds that every method is asked for; empty for none. */
  wishes: Wish[];
}

export interface EvaluateJob extends FilteredJob, LabelledFolders {
  /** Null: all whose networks are there; with `closedSet` the base network. */
  methods: string[] | null;
  /** Empty where none were given. */
  scores: ScoreFolder[];
  shard: Shard | null;
  saveScores: boolean;
  closedSet: boolean;
  /** Method that S2M draws its boxes from; null for its default. */
  source: string | null;
  /** As a person writes them; null for none. */
  corruptions: string | null;
  /** A person's own; their methods are meant where none are named. */
  networks: NetworkJob[];
  /** A video or sequences in place of images; null for a set of images. */
  drive: MeasuredFiles | null;
}

/** Every network has it: its classes are those that are compared. */
const NETWORK_OF_CLASSES = 'msp';

export interface MergeJob extends FilteredJob {
  /** What the shards are called; the n-th lies below `data/shards/n/`. */
  shards: string[];
}

/** With scores below the given folder that were left out. */
export type JobResult =
  | { report: Report; leftOut: string[]; networks: ToldNetwork[] }
  | { error: SerialisedError };

declare global {
  interface Window {
    runEvaluation?: (job: EvaluateJob | MergeJob) => Promise<JobResult>;
  }
}

window.runEvaluation = (job) =>
  withEngine(job, async (engine) => {
    const { evaluation, leftOut, networks } =
      'shards' in job
        ? { evaluation: await merged(engine, job), leftOut: [], networks: [] }
        : await evaluated(engine, job);
    return { report: buildReport(evaluation, job.definition), leftOut, networks };
  });

async function evaluated(
  engine: Engine,
  job: EvaluateJob,
): Promise<{ evaluation: Evaluation; leftOut: string[]; networks: ToldNetwork[] }> {
  const { longSide, secondLook, filters, closedSet, shard, named, slices, wishes } = job;
  const looks = secondLook === null ? 1 : 2;
  const labels = rulesOf(job);
  const corruptions = job.corruptions === null ? [] : parseCorruptions(job.corruptions);
  const networks = await openOwn(engine, job.networks, job.images ?? job.drive?.images ?? []);
  const hasOwn = networks.length > 0;
  const all = hasOwn
    ? ownMethodIds(networks, closedSet ? [NETWORK_OF_CLASSES] : job.methods)
    : job.methods === null && !closedSet
      ? availableMethodIds(await engine.request('listModels', {}), looks)
      : (job.methods ?? []);
  const baseline = ownBaseline(networks, job.baseline);
  const drives = job.drive && (await labelledDrives(engine, job.drive, job));
  const pairs = drives ? [] : await pairFolders(job, readRemote);
  const { leftOut, ...scored } = withScores(pairs, job.scores, readRemote);
  const { items } = scored;
  const methodIds = await withFormulas(scored, job.scores);
  const { settings, models } = chosenMethods(all, closedSet, job.source, methodIds, looks);
  const keepsResults = (job.saveScores || shard !== null) && !closedSet;
  const stores = {
    state: remoteStore('state'),
    results: keepsResults ? remoteStore('results') : null,
  };
  const options: EvaluationOptions = {
    settings,
    models,
    longSide,
    secondLook,
    filters,
    ...(hasOwn && { cards: networks.map(({ card }) => card) }),
    closedSet,
    labels,
    shard,
    baseline,
    named,
    slices,
    corruptions,
    wishes,
  };
  const evaluation =
    drives && job.drive
      ? await measureDrives(engine, drives, options, job.drive.perSecond, control, stores)
      : await evaluate(engine, items, options, control, stores);
  return { evaluation, leftOut, networks: networks.map(toldOf) };
}

function merged(engine: Engine, { shards, ...asked }: MergeJob): Promise<Evaluation> {
  const stores = shards.map((name, index) => ({
    name,
    state: remoteStore(`shards/${index}/state`),
    results: remoteStore(`shards/${index}`),
  }));
  return mergeShards(engine, stores, asked, control);
}
