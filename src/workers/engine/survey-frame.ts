/** A look at one frame of a drive with all methods that are shown, for its timeline. */
import { cityscapesName } from '#src/core/own-network/class-lists';
import { quantileWithin } from '#src/core/road/quantile-within';
import { roadLikeArea } from '#src/core/road/road-like-area';
import { smallMap } from '#src/core/set/small-map';
import { classesModelOf } from '#src/methods/classes-model';
import { isOfTwoLooks } from '#src/methods/looks';
import type { FrameSurvey, FrameSurveyRequest } from '#src/protocol/drives';
import { withPicture } from '#src/workers/engine/with-picture';
import { ensureClasses } from '#src/workers/networks/closed-set';
import { insideScore } from '#src/workers/regions/inside-score';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/** Share of the road-like area that may lie above the peak: specks of noise are no peak. */
const PEAK_SHARE = 0.999;

/**
 * One run of each network for all methods. @throws AnomalensError `picture-*`, `drive-unknown`,
 * `frame-unreadable`, `method-unknown`, `option-invalid`, of the model, `cancelled`.
 */
export function surveyFrame(
  context: EngineContext,
  request: FrameSurveyRequest,
  signal?: AbortSignal,
): Promise<FrameSurvey> {
  const { longSide, secondLook = longSide } = context.options;
  const grid = request.settings.some(isOfTwoLooks) ? secondLook : longSide;
  const look = (entry: HeldPicture) => lookAt(context, entry, request, signal);
  return withPicture(context, request.source, signal, look, { grid });
}

async function lookAt(
  context: EngineContext,
  entry: HeldPicture,
  { index, settings, leftOut, next }: FrameSurveyRequest,
  signal?: AbortSignal,
): Promise<FrameSurvey> {
  if (next) context.drives.prepare(next);
  const scores = await ensureScores(context, entry, settings, {}, signal);
  const modelIds = settings.map(classesModelOf);
  const road = await roadOf(
    context,
    entry,
    modelIds.flatMap((id) => entry.networks.get(id) ?? []),
  );
  const methods: FrameSurvey['methods'] = [];
  let roadShare = 0;
  for (const score of scores) {
    const { range } = score.summary;
    const values = await context.compute.readScore(
      (await insideScore(context, entry, leftOut, score)).map,
    );
    const counts = (pixel: number) => (values[pixel] as number) >= range.min;
    const onRoad = (pixel: number) => road?.[pixel] === 1 && counts(pixel);
    const peak =
      (road && quantileWithin(values, onRoad, PEAK_SHARE)) ??
      quantileWithin(values, counts, PEAK_SHARE) ??
      range.min;
    methods.push({ map: smallMap(values, entry.size, range), peak });
    roadShare = shareOf(values.length, onRoad, counts);
  }
  return { index, methods, roadShare };
}

/** By the first network that knows road or sidewalk; null where none does. */
async function roadOf(
  context: EngineContext,
  entry: HeldPicture,
  networks: readonly NetworkResult[],
): Promise<Uint8Array | null> {
  for (const network of networks) {
    const isRoad = network.channels.list.map(({ name, first }) =>
      ['road', 'sidewalk'].includes(cityscapesName(first ?? name)),
    );
    if (!isRoad.includes(true)) continue;
    const classes = await context.compute.readClasses(await ensureClasses(context, entry, network));
    return roadLikeArea(classes, isRoad, entry.size);
  }
  return null;
}

function shareOf(
  pixels: number,
  isInside: (pixel: number) => boolean,
  counts: (pixel: number) => boolean,
): number {
  let [inside, all] = [0, 0];
  for (let pixel = 0; pixel < pixels; pixel++) {
    inside += Number(isInside(pixel));
    all += Number(counts(pixel));
  }
  return all > 0 ? inside / all : 0;
}
