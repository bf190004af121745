/** Which regions a mask draws, for naming each of them. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';

/** No mask that a person or a tool draws has more; a photograph has. */
const MOST_REGIONS = 4096;
/** What many tools paint where they know one thing and its background. */
const WHITE = 255;

/**
 * The regions of a mask by the ids of its pixels, `[height, width]`: each value but 0 is one, however many
 * pieces it is in; of coloured masks the value is 0xRRGGBB. Where 255 is the only one, its id is 1.
 * @throws AnomalensError `label-values` for more values than a mask has.
 */
export function regionIds({ ids, colours }: Pick<RawLabel, 'ids' | 'colours'>): ArrayLike<number> {
  const values = ids ?? (colours as Uint32Array);
  const distinct = new Set<number>(values);
  distinct.delete(0);
  if (distinct.size > MOST_REGIONS)
    throw new AnomalensError(
      'label-values',
      `This is no mask of regions: it has ${distinct.size} different values.`,
    );
  return distinct.size === 1 && distinct.has(WHITE) ? values.map((value) => value && 1) : values;
}
