import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { StageTimes } from '#src/core/types';
import type { NetworkTensor } from '#src/models/picture-network';
import { findDeadMap } from '#src/models/self-check';
import { mapsOf, outputsOfChain } from '#src/workers/networks/chain';
import { outputsOfOwn } from '#src/workers/networks/own-run';
import { place } from '#src/workers/networks/place-output';
import { residualRange } from '#src/workers/networks/residual-norm';
import { roadLikeness } from '#src/workers/networks/road-likeness';
import { outputsOf } from '#src/workers/networks/run-plan';
import { columnsOfPicture } from '#src/workers/networks/word-columns';
import { type EngineContext, segmenterOf } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import {
  type Channels,
  NetworkResult,
  type NetworkRun,
  outputOf,
  type PlacedOutput,
  resultKey,
} from '#src/workers/state/network-result';
import { timed } from '#src/workers/state/stopwatch';

/** The listed networks are known to give sensible maps: what goes wrong is the device. */
const CAUSE_OF_LISTED = 'this device does not compute correctly';

/** Nobody has seen a network of one's own work; its first run is compared with the processor's. */
const CAUSE_OF_OWN =
  "its weights, its export or its card's mean and standard deviation do not fit this picture";

/**
 * What a network gives for the picture, from the cache or by one run. Of each network the last run
 * of each look is kept. Call it inside `entry.use` and `entry.queue`.
 * @throws AnomalensError of the model, `cancelled`, `model-self-check` when the device computed
 * nothing sensible.
 */
export async function ensureNetworkResult(
  context: EngineContext,
  entry: HeldPicture,
  run: NetworkRun,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  const key = resultKey(run);
  const known = entry.networks.get(key);
  if (known?.isOf(run)) return known;
  const result = await runNetwork(context, entry, run, times, signal);
  if (known) entry.retire(known);
  entry.networks.set(key, result);
  return result;
}

async function runNetwork(
  context: EngineContext,
  entry: HeldPicture,
  run: NetworkRun,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  if (run.words) return runWords(context, entry, { ...run, words: run.words }, times, signal);
  const model = await segmenterOf(context.models, run.modelId, signal);
  const { id, classes, leastRoadShare } = model.entry;
  throwIfCancelled(signal);
  const { longSide } = run;
  const work = { context, entry, times, signal, longSide };
  const wanted = outputsOf(id);
  const results =
    'own' in model
      ? await outputsOfOwn(work, model, wanted)
      : await outputsOfChain(work, model, { scalars: run.scalars, outputs: wanted });
  const outputs = await timed(times, 'infer', () => placeAll(context, results));
  const channels = { list: classes, known: classes.length };
  const cause = 'own' in model ? CAUSE_OF_OWN : CAUSE_OF_LISTED;
  return alive(entry, resultOf(run, outputs, channels, leastRoadShare), cause);
}

/** The columns of a vocabulary are the logits of a network that answers to words. */
async function runWords(
  context: EngineContext,
  entry: HeldPicture,
  run: NetworkRun & Required<Pick<NetworkRun, 'words'>>,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<NetworkResult> {
  const { longSide } = run;
  const chain = { context, entry, times, signal, longSide };
  const columns = await columnsOfPicture(chain, run);
  const outputs = { logits: columns.logits };
  // What shares a road scene has was measured of the networks' own classes: of words it is not known.
  const result = resultOf(run, outputs, columns.channels, null);
  return alive(entry, result, CAUSE_OF_LISTED);
}

function resultOf(
  run: NetworkRun,
  outputs: Readonly<Record<string, PlacedOutput>>,
  channels: Channels,
  leastRoadShare: number | null,
): NetworkResult {
  const logits = outputOf(outputs, 'logits');
  const { residualNorm } = outputs;
  const names = channels.list.map(({ name, first }) => first ?? name);
  return new NetworkResult(
    run,
    outputs,
    leastRoadShare === null
      ? null
      : roadLikeness(logits.values, logits.tensor, names, leastRoadShare),
    residualNorm ? residualRange(residualNorm) : null,
    channels,
  );
}

/** @throws AnomalensError `model-self-check` for a dead map; nothing of the run is left then. */
function alive(entry: HeldPicture, result: NetworkResult, cause: string): NetworkResult {
  const { outputs, run } = result;
  // The residual norm may well be zero everywhere; logits never are.
  const problem = [outputs.logits, outputs.rplLogits]
    .map((output) => output && findDeadMap(output.values))
    .find(Boolean);
  if (!problem) return result;
  result.release();
  entry.retire(mapsOf(entry, run.longSide));
  entry.words.delete(run.longSide);
  throw new AnomalensError(
    'model-self-check',
    `The network's output is ${problem}: ${cause}.`,
    true,
  );
}

async function placeAll(
  context: EngineContext,
  results: Readonly<Record<string, NetworkTensor>>,
): Promise<Record<string, PlacedOutput>> {
  const placed: Record<string, PlacedOutput> = {};
  for (const [id, result] of Object.entries(results)) placed[id] = await place(context, result);
  return placed;
}
