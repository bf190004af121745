/** Scores image by image, pooled in the worker; one broken image does not stop it. */

import { AnomalensError } from '#src/core/errors';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import { encodeNpy } from '#src/core/npy';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { isLoss } from '#src/engine-client/loss';
import { writeBootstraps } from '#src/evaluation/bootstrap-files';
import { fingerprintOf, type LoadedItem, sourceOf } from '#src/evaluation/fingerprint';
import { scoreName } from '#src/evaluation/result-names';
import type { EvaluationRun, RunItem } from '#src/evaluation/run';
import type { EvaluationControl, FileStore } from '#src/evaluation/types';
import type { ImageEvaluation } from '#src/protocol/evaluation';

/** How often an image may end the worker before it counts as broken. */
const MOST_ATTEMPTS = 2;

/**
 * Evaluates what the run does not hold yet. An image under way is finished before a pause or the
 * end, so that journal and pools agree. @throws AnomalensError `cancelled`, after a checkpoint; of
 * the engine when it does not come back; of the stores.
 */
export async function pixelPass(
  run: EvaluationRun,
  results: FileStore | null,
  control: EvaluationControl,
): Promise<void> {
  const attempts = new Map<string, number>();
  for (let index = 0; index < run.items.length; ) {
    const item = run.items[index] as RunItem;
    if (run.has(item)) {
      index++;
      continue;
    }
    await pauseOrEnd(run, control);
    const outcome = await attempt(run, item, results !== null);
    if ('error' in outcome) {
      const { error, poolsLost } = outcome;
      const count = (attempts.get(item.stem) ?? 0) + 1;
      attempts.set(item.stem, count);
      if (poolsLost) {
        await run.restore();
        index = 0;
      }
      if (!poolsLost || count >= MOST_ATTEMPTS)
        report(run, item, control, { error: run.fail(item, error) });
      continue;
    }
    const { loaded, evaluation } = outcome;
    if (results) await keep(results, run, item, loaded, evaluation);
    await writeBootstraps(run.state, item.index, evaluation.methods);
    const entry = await journalEntry(item, loaded, evaluation);
    run.add(item.stem, entry);
    await run.saveIfDue();
    report(run, item, control, { image: entry.result });
  }
  await run.save(true);
}

async function attempt(
  run: EvaluationRun,
  item: RunItem,
  wantScores: boolean,
): Promise<
  { loaded: LoadedItem; evaluation: ImageEvaluation } | { error: unknown; poolsLost: boolean }
> {
  try {
    const loaded = await run.load(item);
    const { image, label, reading, turn, scores } = loaded;
    const source = item.withoutPicture ? null : sourceOf(image);
    const evaluation = await run.engine.request('evaluateImage', {
      runId: run.runId,
      source,
      label: { ...label, reading, turn: turnRequest(turn) },
      scoreFiles: scores,
      settings: run.key.settings,
      closedSetModel: run.closedSetModel,
      wantScores,
    });
    return { loaded, evaluation };
  } catch (error) {
    return { error, poolsLost: hasLostPools(error) };
  }
}

/**
 * The worker died, or a new one answered. What it lost is not a thing that can be sent again, as
 * the pictures and labels of the page are, but the sums over all images so far: they come back from
 * the run's own checkpoint, and the images since then are evaluated once more.
 */
function hasLostPools(error: unknown): boolean {
  return isLoss(error) || (error instanceof AnomalensError && error.code === 'evaluation-unknown');
}

async function pauseOrEnd(
  run: EvaluationRun,
  { signal, paused }: EvaluationControl,
): Promise<void> {
  const pause = paused?.();
  if (pause || signal?.aborted) await run.save(false);
  if (pause) await pause;
  throwIfCancelled(signal);
}

function report(
  run: EvaluationRun,
  { stem }: RunItem,
  { onProgress }: EvaluationControl,
  finished: object,
): void {
  const done = run.items.filter((item) => run.has(item)).length;
  onProgress?.({ phase: 'pixels', done, total: run.items.length, stem, ...finished });
}

/** A shard's label goes with its scores, so that shards can be joined without the data set. */
async function keep(
  results: FileStore,
  run: EvaluationRun,
  { stem }: RunItem,
  { label }: LoadedItem,
  evaluation: ImageEvaluation,
): Promise<void> {
  const { scores, methods, width, height } = evaluation;
  for (const [index, { methodId }] of methods.entries()) {
    const score = scores?.[index];
    if (score) await results.write(scoreName(methodId, stem), encodeNpy(score, [height, width]));
  }
  if (run.key.shard && scores)
    await results.write(`labels/${stem}.png`, new Uint8Array(await label.blob.arrayBuffer()));
}

async function journalEntry(
  { stem, index, image }: RunItem,
  loaded: LoadedItem,
  evaluation: ImageEvaluation,
) {
  const { milliseconds, counts, notice, classes, reading, turned, leftOut } = evaluation;
  const methods = Object.fromEntries(
    evaluation.methods.map(({ methodId, metrics }) => [methodId, metrics]),
  );
  const methodMilliseconds = Object.fromEntries(
    evaluation.methods.map((method) => [method.methodId, method.milliseconds]),
  );
  return {
    index,
    result: {
      stem,
      name: image.name,
      milliseconds,
      methodMilliseconds,
      counts,
      notice,
      reading,
      turned,
      leftOut,
      methods,
      classes,
    },
    fingerprint: await fingerprintOf(loaded),
  };
}
