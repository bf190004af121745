/** Maps of scores that come from files: the stored one, turned round, or a formula of logits. */
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { Compute, ScoreMap } from '#src/gpu/compute';
import type { MethodSettings } from '#src/protocol/scores';
import { resizeScore } from '#src/workers/files/score-file';
import { formulaMaps } from '#src/workers/scores/recorded-logits';
import type { EngineContext } from '#src/workers/state/context';
import type { DecodedScore, HeldPicture, OwnScore } from '#src/workers/state/held-picture';

function ownScoreOf(entry: HeldPicture, { methodId }: MethodSettings): OwnScore {
  const own = entry.imported.get(methodId);
  if (own) return own;
  throw new AnomalensError('method-unknown', `There is no score "${methodId}" for this picture.`);
}

/** Whether a map belongs to a score from a file, and not to the scores computed from it. */
export function isOwnMap(entry: HeldPicture, map: ScoreMap): boolean {
  return [...entry.imported.values()].some((own) => 'map' in own && own.map === map);
}

/**
 * The map on the picture grid. Where low values mean unknown, it is that of the negated values.
 * @throws AnomalensError `method-unknown`.
 */
export async function ownScoreMap(
  { compute }: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
): Promise<ScoreMap> {
  const own = ownScoreOf(entry, settings);
  if ('logits' in own) return formulaMap(compute, own, entry.size);
  if (!isInverted(settings)) return own.map;
  const onPicture = resizeScore(negated(own.stored), entry.size);
  return compute.importScore(onPicture, entry.size);
}

/**
 * The score `[height, width]` on the grid of a label, with NaN where the file has no number. Logits
 * are sampled there, a map has to lie on it.
 * @throws AnomalensError `method-unknown`, `score-size`.
 */
export async function ownScoreOnGrid(
  { compute }: EngineContext,
  entry: HeldPicture,
  grid: Size,
  settings: MethodSettings,
): Promise<Float32Array> {
  const own = ownScoreOf(entry, settings);
  if ('logits' in own) {
    const map = await formulaMap(compute, own, { width: grid.width, height: grid.height });
    try {
      return await compute.readScore(map);
    } finally {
      map.release();
    }
  }
  const { stored } = own;
  if (stored.width !== grid.width || stored.height !== grid.height)
    throw new AnomalensError(
      'score-size',
      `The imported score is ${stored.width} x ${stored.height}, the ground truth ${grid.width} x ${grid.height}. It is not measured: resizing would change it.`,
    );
  return isInverted(settings) ? negated(stored).data : stored.data;
}

/**
 * Values of a map on the picture grid, NaN where the nearest pixel of the file holds no number; of
 * any other score the map's values alone.
 */
export async function readWithHoles(
  { compute }: EngineContext,
  entry: HeldPicture,
  map: ScoreMap,
  { methodId }: MethodSettings,
): Promise<Float32Array> {
  const values = await compute.readScore(map);
  const own = entry.imported.get(methodId);
  if (!own || 'logits' in own || !own.stored.data.some(Number.isNaN)) return values;
  const { stored } = own;
  const { width, height } = entry.size;
  const nearest = (place: number, from: number, to: number) =>
    Math.floor(((place + 0.5) * from) / to);
  return values.map((value, i) => {
    const x = nearest(i % width, stored.width, width);
    const y = nearest(Math.floor(i / width), stored.height, height);
    return Number.isNaN(stored.data[y * stored.width + x]) ? Number.NaN : value;
  });
}

async function formulaMap(
  compute: Compute,
  { logits, kind }: Extract<OwnScore, { kind: unknown }>,
  target: Size,
): Promise<ScoreMap> {
  const [map] = await formulaMaps(compute, logits, target, [kind]);
  return map as ScoreMap;
}

/** Whether a person said that low values of this score mean unknown. */
function isInverted({ parameters }: MethodSettings): boolean {
  return parameters.inverted === 1;
}

/** The score of a file whose low values mean unknown. */
export function negated({ data, ...size }: DecodedScore): DecodedScore {
  return { ...size, data: data.map((value) => -value) };
}
