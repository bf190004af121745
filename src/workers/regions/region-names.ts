/** Names from the dictionary for regions, of whatever method they are. */
import type { Region, Size } from '#src/core/types';
import { type NameGuess, namesOf, namingVector, nearestNames } from '#src/core/words/naming';
import type { WordTables } from '#src/core/words/tables';
import type { Requests } from '#src/protocol/requests';
import type { NamedRegion } from '#src/protocol/words';
import { embeddingOf, loadWords } from '#src/workers/networks/word-columns';
import { keptScore } from '#src/workers/regions/kept-score';
import { listed } from '#src/workers/regions/pane-regions';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import type { Embedding } from '#src/workers/state/word-cache';
import { pooledRegions } from '#src/workers/words/pool-regions';

/** What a person reads: "like: cow, horse, goat". */
const NAMES_SHOWN = 3;
/** Regions between two looks whether something else waits; each takes some milliseconds. */
const AT_ONCE = 8;

/**
 * What words see of a picture, in the look of the engine. @throws AnomalensError of networks and tables,
 * `cancelled`.
 */
export async function seenByWords(
  context: EngineContext,
  entry: HeldPicture,
  signal?: AbortSignal,
): Promise<{ tables: WordTables; embedding: Embedding }> {
  await loadWords(context, undefined, signal); // before the picture's queue: a download holds up nothing
  const tables = await context.words.get(signal);
  const run = { context, entry, times: {}, signal, longSide: undefined };
  return { tables, embedding: await entry.queue.run(() => embeddingOf(run), signal) };
}

/**
 * Names for the regions that a pane lists. @throws AnomalensError `picture-unknown`, `method-unknown`, of
 * networks and tables, `cancelled`.
 */
export function nameRegions(
  context: EngineContext,
  { pictureId, settings, threshold, removal, leftOut, minArea }: Requests['nameRegions']['params'],
  signal?: AbortSignal,
): Promise<NamedRegion[]> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const score = await ensureScore(context, entry, settings, {}, signal);
    const { map } = await keptScore(context, entry, { threshold, removal, leftOut }, score);
    const { regions } = await context.compute.regions(map, threshold, minArea);
    const ids = await context.compute.readLabels(map, threshold, minArea);
    return namesOfRegions(context, entry, idsOf(listed(regions), ids), entry.size, signal);
  });
}

/** The ids of some regions alone: naming thousands of specks would take a minute. */
export function idsOf(regions: readonly Region[], ids: Uint32Array): Uint32Array {
  const wanted = new Set(regions.map(({ id }) => id));
  return ids.map((id) => (wanted.has(id) ? id : 0));
}

/**
 * The three names nearest to each region, by falling similarity; none where none fits.
 * @param ids `[height, width]` on a grid of the picture; 0 is no region.
 * @throws AnomalensError of networks and tables, `cancelled`.
 */
export async function namesOfRegions(
  context: EngineContext,
  entry: HeldPicture,
  ids: ArrayLike<number>,
  size: Size,
  signal?: AbortSignal,
): Promise<NamedRegion[]> {
  const { tables, embedding } = await seenByWords(context, entry, signal);
  const named: NamedRegion[] = [];
  for (const [id, pooled] of pooledRegions(ids, size, embedding)) {
    if (named.length % AT_ONCE === 0) await stageBoundary(signal);
    named.push({ id, names: namesFor(tables, pooled) });
  }
  return named.sort((a, b) => a.id - b.id);
}

/** The names nearest to a mean embedding, best first; none where none fits. */
export function namesFor(
  { dictionary, statistics }: WordTables,
  pooled: Float32Array,
): NameGuess[] {
  const vector = namingVector(pooled, statistics.namingMean);
  return vector
    ? nearestNames(vector, namesOf(dictionary), NAMES_SHOWN, statistics.leastNameSimilarity)
    : [];
}
