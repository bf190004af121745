/** Which regions a mask draws, for naming each of them. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';

/** No mask that a person or a tool draws has more; a photograph has. */
const MOST_REGIONS = 4096;
/** What many tools paint where they know one thing and its background. */
const WHITE = 255;

interface MaskRegion {
  /** The value of its pixels. */
  value: number;
  /** What it is called: its value, and 1 where white is the only one. */
  id: number;
}

interface MaskRegions {
  /** In the order of their values; empty where all is background. */
  regions: MaskRegion[];
  /** `[height, width]` of the label; of coloured ones 0xRRGGBB. */
  values: ArrayLike<number>;
}

/**
 * Each value but 0 is one region, however many pieces it is in.
 * @throws AnomalensError `label-values` for more values than a mask has.
 */
export function maskRegions({ ids, colours }: Pick<RawLabel, 'ids' | 'colours'>): MaskRegions {
  const values = ids ?? colours ?? [];
  const distinct = new Set<number>();
  for (let i = 0; i < values.length; i++) distinct.add(values[i] as number);
  distinct.delete(0);
  if (distinct.size > MOST_REGIONS)
    throw new AnomalensError(
      'label-values',
      `This is no mask of regions: it has ${distinct.size} different values.`,
    );
  const sorted = [...distinct].sort((a, b) => a - b);
  const isOneObject = sorted.length === 1 && sorted[0] === WHITE;
  return { regions: sorted.map((value) => ({ value, id: isOneObject ? 1 : value })), values };
}
