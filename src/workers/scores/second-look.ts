/**
 * The second look: the network sees the picture again at a larger long side, and the score is the mean
 * of both maps. Maps come blurred where the method says so: the mean of two blurred maps is the blur of
 * their mean, as far as floats go, and the first one is there already.
 */
import { secondLongSide } from '#src/core/geometry';
import type { Size, StageTimes } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import { isOfTwoLooks } from '#src/methods/looks';
import type { MethodSettings } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import { runOf } from '#src/workers/networks/run-plan';
import { scoreMaps } from '#src/workers/scores/score-maps';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { type NetworkRun, resultKey } from '#src/workers/state/network-result';
import { timed } from '#src/workers/state/stopwatch';

/** What a second look works on. */
interface Look {
  context: EngineContext;
  entry: HeldPicture;
  times: StageTimes;
  signal: AbortSignal | undefined;
}

/** The run of a second look; null for a picture that has no more to show than the first one saw. */
function secondRun(
  { options }: Pick<EngineContext, 'options'>,
  { size }: Pick<HeldPicture, 'size'>,
  run: NetworkRun,
): NetworkRun | null {
  const longSide = secondLongSide(size, options.longSide, options.secondLook);
  return longSide === null ? null : { ...run, longSide };
}

/** Whether the networks have left all that a score of one run in each look follows from. */
export function hasRunFor(
  context: Pick<EngineContext, 'options'>,
  entry: HeldPicture,
  settings: MethodSettings,
): boolean {
  const run = runOf(settings);
  const second = isOfTwoLooks(settings) ? secondRun(context, entry, run) : null;
  return [run, ...(second ? [second] : [])].every(
    (wanted) => entry.networks.get(resultKey(wanted))?.isOf(wanted) ?? false,
  );
}

/**
 * Scores of two looks on a grid of the picture, in the order of the settings; the caller owns them.
 * Without a second look they are the first ones. Call it inside `entry.use` and `entry.queue`.
 * @param firsts the maps of the first look, which stay the caller's.
 * @throws AnomalensError as `ensureNetworkResult`.
 */
export async function twoLookMaps(
  { context, entry, times, signal }: Look,
  { run, settings }: { run: NetworkRun; settings: readonly MethodSettings[] },
  firsts: readonly ScoreMap[],
  target: Size,
): Promise<ScoreMap[]> {
  const { compute } = context;
  const second = secondRun(context, entry, run);
  if (!second) return Promise.all(firsts.map((first) => compute.mean(first, first)));
  const network = await ensureNetworkResult(context, entry, second, times, signal);
  return timed(times, 'score', async () => {
    const { maps, classes } = await scoreMaps(context, network, settings, target, signal);
    try {
      return await Promise.all(maps.map((map, i) => compute.mean(firsts[i] as ScoreMap, map)));
    } finally {
      for (const map of [...maps, ...(classes ? [classes] : [])]) map.release();
    }
  });
}
