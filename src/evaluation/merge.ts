/**
 * Joins the shards of a set: their pools exactly, then the component pass from their saved scores.
 */
import { AnomalensError } from '#src/core/errors';
import type { Engine } from '#src/engine-client/engine';
import { atThresholds } from '#src/evaluation/at-thresholds';
import { readBootstrap } from '#src/evaluation/bootstrap-files';
import {
  type Checkpoint,
  Checkpoints,
  type JournalEntry,
  looksOf,
  type RunKey,
} from '#src/evaluation/checkpoint';
import type { ComponentItem } from '#src/evaluation/component-pass';
import { refuseUnknown, savedScore } from '#src/evaluation/evaluate';
import { type BootstrapReader, methodResults } from '#src/evaluation/method-results';
import { poolReader, slicePools } from '#src/evaluation/slice-pools';
import type {
  Evaluation,
  EvaluationControl,
  EvaluationOptions,
  FileStore,
  ImageError,
} from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';

export interface ShardStores {
  /** As the shard is called in messages. */
  name: string;
  state: FileStore;
  results: FileStore;
}

export type MergeOptions = Pick<
  EvaluationOptions,
  'filters' | 'baseline' | 'named' | 'slices' | 'wishes'
>;

/** An image, and where its shard has put what it keeps. */
interface FoundImage extends Pick<ShardStores, 'state' | 'results'> {
  entry: JournalEntry;
}

/**
 * @throws AnomalensError `evaluation-state` unless these are all shards of one set, each finished
 * and given once, `option-invalid` for a named method that they do not hold.
 */
export async function mergeShards(
  engine: Engine,
  shards: readonly ShardStores[],
  { filters, baseline = null, named, slices, wishes = [] }: MergeOptions,
  control: EvaluationControl = {},
): Promise<Evaluation> {
  const runId = crypto.randomUUID();
  const keys: RunKey[] = [];
  const errors: ImageError[] = [];
  const images: FoundImage[] = [];
  try {
    await engine.request('restoreEvaluation', { runId, pools: [], classes: null });
    for (const { name, state, results } of shards) {
      const { key, journal, pools, classes, ...checkpoint } = await finishedShard(name, state);
      keys.push(key);
      errors.push(...checkpoint.errors);
      for (const entry of journal) images.push({ entry, state, results });
      await engine.request('restoreEvaluation', { runId, pools, classes });
    }
    assertWholeSet(keys);
    images.sort((a, b) => a.entry.index - b.entry.index);
    const [first] = keys as [RunKey];
    const { settings, models, longSide } = first;
    refuseUnknown({ baseline, named, settings });
    const summary = await engine.request('evaluationSummary', { runId, wishes });
    const fail = (stem: string, error: unknown) => errors.push(errorOf(stem, images, error));
    const pools = slicePools({ slices });
    const { methods, components } = await atThresholds(
      engine,
      images.map(componentItem),
      settings,
      summary.methods,
      { filters, slices: pools },
      control,
      fail,
    );
    const journal = images.map(({ entry }) => entry);
    return {
      longSide,
      looks: looksOf(first),
      threads: first.threads,
      models,
      filters,
      shard: null,
      images: journal.map(({ result }) => result),
      errors,
      methods: await methodResults(
        settings,
        methods,
        images.map(readerOf),
        components,
        baseline,
        control,
      ),
      classes: summary.classes,
      ...(pools && { slices: await pools.results(poolReader(engine, runId)) }),
    };
  } finally {
    if (engine.state === 'ready') await engine.request('dropEvaluation', { runId });
  }
}

const readerOf =
  ({ entry, state }: FoundImage): BootstrapReader =>
  (methodId) =>
    readBootstrap(state, entry.index, methodId);

async function finishedShard(name: string, state: FileStore): Promise<Checkpoint> {
  const checkpoint = await new Checkpoints(state).load();
  if (checkpoint?.complete && checkpoint.key.shard) return checkpoint;
  const reason = checkpoint
    ? checkpoint.complete
      ? 'was not made with --shard'
      : 'has not been finished'
    : 'holds no histograms';
  throw new AnomalensError('evaluation-state', `${name} ${reason}.`);
}

function assertWholeSet(keys: readonly RunKey[]): void {
  const [first] = keys;
  const threads = [...new Set(keys.map((key) => key.threads))];
  if (threads.length > 1)
    throw new AnomalensError(
      'evaluation-state',
      `The shards were made with different numbers of threads (${threads.join(', ')}). Make them with the same --threads.`,
    );
  const settingsOf = (key: RunKey | undefined) =>
    JSON.stringify({ ...key, shard: key?.shard?.count });
  if (!first || keys.some((key) => settingsOf(key) !== settingsOf(first)))
    throw new AnomalensError(
      'evaluation-state',
      'The shards were made with different settings or different numbers of shards.',
    );
  const count = first.shard?.count ?? 0;
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter(
    (index) => !keys.some(({ shard }) => shard?.index === index),
  );
  if (missing.length > 0)
    throw new AnomalensError(
      'evaluation-state',
      `These shards of ${count} are missing: ${missing.join(', ')}.`,
    );
  if (keys.length > count)
    throw new AnomalensError(
      'evaluation-state',
      `There are ${keys.length} shards of ${count}: one is given twice.`,
    );
}

function componentItem({ entry, results }: FoundImage): ComponentItem {
  const { stem, turned } = entry.result;
  const { label, reading } = entry.fingerprint;
  const load = async () => {
    const bytes = await results.read(`labels/${stem}.png`);
    if (!bytes)
      throw new AnomalensError('label-unreadable', 'The label that the shard has kept is missing.');
    const scoresOf = (methodId: string) => savedScore(results, methodId, stem);
    return {
      stem,
      label: { name: label.name, blob: new Blob([bytes]), reading, turn: turned },
      source: null,
      scoreFiles: [],
      scoresOf,
    };
  };
  return { stem, load };
}

function errorOf(stem: string, images: readonly FoundImage[], error: unknown): ImageError {
  const entry = images.find((image) => image.entry.result.stem === stem)?.entry;
  const { code, message } = serialiseError(error);
  return { file: entry?.result.name ?? stem, code, message };
}
