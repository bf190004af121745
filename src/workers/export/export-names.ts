/** Names beside regions and masks in exported files. */
import type { NamedRow } from '#src/protocol/exports';
import type { NamedRegion } from '#src/protocol/words';
import { namesOfRegions } from '#src/workers/regions/region-names';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** More are rounding of a network's float32. */
const DIGITS = 6;

/** Best first; of no names the similarity is null. */
function namedRow(names: NamedRegion['names']): NamedRow {
  return {
    names: names.map(({ name }) => name),
    name_similarity: names[0] ? Number(names[0].similarity.toPrecision(DIGITS)) : null,
  };
}

/**
 * Names by id. @param ids `[height, width]` on the picture grid; 0 is no region.
 * @throws AnomalensError of networks and tables, `cancelled`.
 */
export async function namesById(
  context: EngineContext,
  entry: HeldPicture,
  ids: ArrayLike<number>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, NamedRow>> {
  const named = await namesOfRegions(context, entry, ids, entry.size, signal);
  return new Map(named.map(({ id, names }) => [id, namedRow(names)]));
}

/** As `namesById`, of one mask. @param pixels `[height, width]` on the picture grid, 1 inside. */
export async function namesOfMask(
  context: EngineContext,
  entry: HeldPicture,
  pixels: Uint8Array,
  signal?: AbortSignal,
): Promise<NamedRow> {
  const named = await namesById(context, entry, pixels, signal);
  return named.get(1) ?? namedRow([]);
}
