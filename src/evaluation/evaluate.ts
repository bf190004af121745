import { AnomalensError } from '#src/core/errors';
import { decodeNpy } from '#src/core/npy';
import type { Engine } from '#src/engine-client/engine';
import { atThresholds } from '#src/evaluation/at-thresholds';
import { readBootstrap } from '#src/evaluation/bootstrap-files';
import { type JournalEntry, looksOf, type RunKey } from '#src/evaluation/checkpoint';
import type { ComponentItem } from '#src/evaluation/component-pass';
import { corruptionPass, refuseCorruptions } from '#src/evaluation/corruptions/corruption-pass';
import { sourceOf } from '#src/evaluation/fingerprint';
import { settleLabels } from '#src/evaluation/items/label-readings';
import { methodResults } from '#src/evaluation/method-results';
import { pixelPass } from '#src/evaluation/pixel-pass';
import { scoreName } from '#src/evaluation/result-names';
import { EvaluationRun, type RunItem } from '#src/evaluation/run';
import { poolReader, slicePools } from '#src/evaluation/slice-pools';
import type {
  Evaluation,
  EvaluationControl,
  EvaluationItem,
  EvaluationOptions,
  EvaluationStores,
  FileStore,
  Shard,
} from '#src/evaluation/types';

/**
 * Evaluates a set: labels, pixels image by image, then components at the thresholds found.
 * Continues from a checkpoint of the same run; the caller empties the state's store when it has the
 * result (of a shard, the state is the result).
 * @throws AnomalensError `cancelled`, `evaluation-state`, `option-invalid`, `label-unexplained`,
 * of the model. Errors of
 * images are in the result.
 */
export async function evaluate(
  engine: Engine,
  items: readonly EvaluationItem[],
  options: EvaluationOptions,
  control: EvaluationControl,
  stores: EvaluationStores,
): Promise<Evaluation> {
  refuseUnknown(options);
  refuseCorruptions(options);
  const chosen = itemsOf(items, options.shard);
  const key = await runKey(engine, items, options);
  const { labels, closedSet } = options;
  const readings = await settleLabels(engine, items, { ...labels, closedSet }, control);
  const run = new EvaluationRun(engine, chosen, key, readings, stores.state);
  try {
    await run.resume();
    await pixelPass(run, stores.results, control);
    const { wishes, countsAlarms } = options;
    const wished = options.shard ? {} : { wishes, countsAlarms };
    const summary = await engine.request('evaluationSummary', { runId: run.runId, ...wished });
    const finished = run.journal;
    const readerOf =
      ({ index }: JournalEntry) =>
      (methodId: string) =>
        readBootstrap(stores.state, index, methodId);
    const fail = (stem: string, error: unknown) => {
      const item = chosen.find((candidate) => candidate.stem === stem);
      if (item) run.fail(item, error);
    };
    const pools = options.shard ? null : slicePools(options);
    const { filters, corruptions = [] } = options;
    const counted = componentItems(run, stores.results);
    const { methods, components } = options.shard
      ? { methods: summary.methods, components: null }
      : await atThresholds(
          engine,
          counted,
          key.settings,
          summary.methods,
          { filters, slices: pools, alarms: corruptions.length > 0 },
          control,
          fail,
        );
    const corrupted =
      components && corruptions.length > 0
        ? await corruptionPass(
            engine,
            counted,
            key.settings,
            { methods, components },
            { corruptions, filters },
            control,
            fail,
          )
        : null;
    return {
      longSide: key.longSide,
      looks: looksOf(key),
      threads: key.threads,
      models: key.models,
      filters,
      shard: options.shard,
      images: finished.map(({ result }) => result),
      errors: run.errors,
      methods: await methodResults(
        key.settings,
        methods,
        finished.map(readerOf),
        components,
        options.baseline ?? null,
        control,
      ),
      classes: summary.classes,
      ...(pools && { slices: await pools.results(poolReader(engine, run.runId)) }),
      ...(corrupted && { corruptions: corrupted }),
    };
  } finally {
    if (engine.state === 'ready') await engine.request('dropEvaluation', { runId: run.runId });
  }
}

/** @throws AnomalensError `option-invalid` for a method that a person names and nobody measures. */
export function refuseUnknown({
  baseline,
  named = [],
  settings,
}: Pick<EvaluationOptions, 'baseline' | 'named' | 'settings'>): void {
  const ids = settings.map(({ methodId }) => methodId);
  const unknown = [baseline ?? [], ...named].flat().find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new AnomalensError(
      'option-invalid',
      `"${unknown}" is none of the measured methods: ${ids.join(', ')}.`,
    );
}

/**
 * The images of a shard, every one of them in exactly one. @throws AnomalensError `option-invalid`.
 */
export function itemsOf(items: readonly EvaluationItem[], shard: Shard | null): RunItem[] {
  const all = items.map((item, index) => ({ ...item, index }));
  if (new Set(items.map(({ stem }) => stem)).size !== items.length)
    throw new AnomalensError(
      'option-invalid',
      'Two images of the set have the same name without extension.',
    );
  if (!shard) return all;
  const { index, count } = shard;
  if (!(Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count))
    throw new AnomalensError(
      'option-invalid',
      `A shard is one of 1/${count} to ${count}/${count}, not ${index}/${count}.`,
    );
  return all.filter((item) => item.index % count === index - 1);
}

async function runKey(
  engine: Engine,
  items: readonly EvaluationItem[],
  { settings, models, longSide, secondLook = null, cards, ...options }: EvaluationOptions,
): Promise<RunKey> {
  const { closedSet, labels, shard } = options;
  const hashes: Record<string, string> = {};
  let threads = 1;
  const add = async (modelId: string): Promise<readonly string[]> => {
    const { sha256, needs, tables, ...info } = await engine.request('prepareModel', { modelId });
    hashes[modelId] = sha256;
    Object.assign(hashes, tables);
    threads = info.threads;
    return needs;
  };
  // Another trunk is another run, and so are other tables of words.
  for (const modelId of models) for (const id of await add(modelId)) await add(id);
  const { inference, compute } = await engine.info;
  return {
    settings: closedSet ? [] : settings,
    models: hashes,
    longSide,
    ...(secondLook !== null && { secondLook }),
    inference,
    compute,
    threads,
    closedSet,
    ...(cards && { cards }),
    labels,
    turnLabels: items.some(({ turn }) => turn),
    shard,
  };
}

function componentItems(run: EvaluationRun, results: FileStore | null): ComponentItem[] {
  const items = new Map(run.items.map((item) => [item.stem, item]));
  return run.journal.flatMap(({ result: { stem, turned } }) => {
    const item = items.get(stem);
    if (!item) return [];
    const load = async () => {
      const { image, label, reading, scores } = await run.load(item);
      return {
        stem,
        label: { ...label, reading, turn: turned },
        source: item.withoutPicture ? null : sourceOf(image),
        scoreFiles: scores,
        scoresOf: (methodId: string) => savedScore(results, methodId, stem),
      };
    };
    return [{ stem, load }];
  });
}

/** Null when it was not saved. @throws AnomalensError `score-unreadable`. */
export async function savedScore(
  results: FileStore | null,
  methodId: string,
  stem: string,
): Promise<Float32Array | null> {
  const bytes = await results?.read(scoreName(methodId, stem));
  return bytes ? decodeNpy(bytes).data : null;
}
