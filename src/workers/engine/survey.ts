/** A look at one picture of the set, for the list of pictures. */
import { AnomalensError } from '#src/core/errors';
import { flagScore } from '#src/core/operating-point/flag-score';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { LEAST_OBJECT, smallMap } from '#src/core/set/small-map';
import type { Histogram, Region } from '#src/core/types';
import { serialiseError } from '#src/protocol/errors';
import type { Survey, SurveyNaming, SurveyRequest } from '#src/protocol/survey';
import { withPicture } from '#src/workers/engine/with-picture';
import { insideScore } from '#src/workers/regions/inside-score';
import { shareOfPicture } from '#src/workers/regions/pane-regions';
import { idsOf, namesOfRegions } from '#src/workers/regions/region-names';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** Objects of a picture that are named; the rest of a crowded one adds nothing to a search. */
const MOST_NAMED = 50;

/**
 * A picture that the worker holds keeps what is computed, and does not count as used by it; another
 * is opened for this alone, so that none that is held has to go.
 * @throws AnomalensError `picture-*`, `method-unknown`, `option-invalid`, of the model, `cancelled`.
 */
export async function survey(
  context: EngineContext,
  request: SurveyRequest,
  signal?: AbortSignal,
): Promise<Survey> {
  const held = context.pictures.peek(request.pictureId);
  const look = (entry: HeldPicture) => lookAt(context, entry, request, signal);
  if (held) return held.use(() => look(held));
  if (request.source) return withPicture(context, request.source, signal, look);
  throw new AnomalensError('picture-unknown', 'The picture is not loaded any more.', true);
}

async function lookAt(
  context: EngineContext,
  entry: HeldPicture,
  { pictureId, settings, threshold, leftOut, flagShare, named }: SurveyRequest,
  signal?: AbortSignal,
): Promise<Survey> {
  const { compute } = context;
  const score = await ensureScore(context, entry, settings, {}, signal);
  const { range, histogram } = score.summary;
  const inside = await insideScore(context, entry, leftOut, score);
  const counting = entry.size.width * entry.size.height - inside.leftOutPixels;
  const leastArea = Math.ceil(LEAST_OBJECT * counting);
  const above = await compute.regions(inside.map, threshold, leastArea);
  const values = await compute.readScore(inside.map);
  return {
    pictureId,
    threshold,
    shareAbove: shareOfPicture(above, entry, inside.leftOutPixels),
    objects: above.regions.map(({ area }) => area / counting).sort((a, b) => b - a),
    meanScore: meanOf({ range: histogram.range, counts: inside.counts ?? histogram.counts }),
    flagScore: flagScore(values, entry.size, range.min, Math.ceil(flagShare * counting)),
    map: smallMap(values, entry.size, range),
    ...(named && {
      naming: await namingOf(
        context,
        entry,
        above.regions,
        await compute.readLabels(inside.map, threshold, leastArea),
        signal,
      ),
    }),
  };
}

/** Names of the largest regions. What goes wrong with words does not lose the numbers. */
async function namingOf(
  context: EngineContext,
  entry: HeldPicture,
  regions: readonly Region[],
  ids: Uint32Array,
  signal?: AbortSignal,
): Promise<SurveyNaming> {
  const largest = regions.toSorted((a, b) => b.area - a.area).slice(0, MOST_NAMED);
  try {
    const named = await namesOfRegions(context, entry, idsOf(largest, ids), entry.size, signal);
    const byId = new Map(named.map(({ id, names }) => [id, names]));
    return { names: largest.map(({ id }) => byId.get(id) ?? []), error: null };
  } catch (error) {
    throwIfCancelled(signal);
    return { names: null, error: serialiseError(error) };
  }
}

/** To half a bin. */
function meanOf({ range, counts }: Histogram): number {
  let sum = 0;
  let pixels = 0;
  for (const [bin, count] of counts.entries()) {
    sum += count * (bin + 0.5);
    pixels += count;
  }
  const share = pixels > 0 ? sum / pixels / counts.length : 0;
  return range.min + share * (range.max - range.min);
}
