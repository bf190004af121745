/** Pictures of 16-bit grey, as thermal cameras give them. */
import type { Range } from '#src/core/types';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
const BIT_DEPTH_AT = 24;
const COLOUR_TYPE_AT = 25;
const GREY = 0;
/** Bytes that tell. */
export const GREY16_HEAD = COLOUR_TYPE_AT + 1;

const LEVELS = 65_536;
const DARK_SHARE = 0.01;
const BRIGHT_SHARE = 0.99;
const WHITE = 255;

/** @param head the first bytes of a file, 26 at least. */
export function isGrey16Png(head: Uint8Array): boolean {
  return (
    PNG_SIGNATURE.every((byte, index) => head[index] === byte) &&
    head[BIT_DEPTH_AT] === 16 &&
    head[COLOUR_TYPE_AT] === GREY
  );
}

/** The 16-bit values that became black and white, and what they are of all values. */
export interface Stretch extends Range {
  /** `ends` where the percentiles are the same, `constant` where all values are. */
  by: 'percentiles' | 'ends' | 'constant';
}

/**
 * Grey values of 16 bits in 8, black and white at their 1st and 99th percentile (nearest rank).
 * Where these are the same, which would leave one grey of the picture, at its lowest and highest
 * value; mid grey where it has one value alone.
 * @param transparent the value of pixels that are none: it counts for nothing.
 */
export function stretchGrey(
  values: Uint16Array,
  transparent: number | null = null,
): { grey: Uint8Array; stretch: Stretch } {
  const stretch = stretchOf(values, transparent);
  const extent = stretch.max - stretch.min;
  const table = Uint8ClampedArray.from({ length: LEVELS }, (_, value) =>
    extent === 0 ? WHITE / 2 : ((value - stretch.min) / extent) * WHITE,
  );
  return { grey: Uint8Array.from(values, (value) => table[value] as number), stretch };
}

function stretchOf(values: Uint16Array, transparent: number | null): Stretch {
  const counts = new Uint32Array(LEVELS);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  const dropped = transparent === null ? 0 : (counts[transparent] ?? 0);
  if (transparent !== null) counts[transparent] = 0;
  const total = values.length - dropped;
  const min = levelAt(counts, Math.ceil(total * DARK_SHARE));
  const max = levelAt(counts, Math.ceil(total * BRIGHT_SHARE));
  if (min < max) return { min, max, by: 'percentiles' };
  const ends = { min: levelAt(counts, 1), max: levelAt(counts, total) };
  return { ...ends, by: ends.min < ends.max ? 'ends' : 'constant' };
}

/** The level of the value of that rank, from 1. */
function levelAt(counts: Uint32Array, rank: number): number {
  let below = 0;
  for (let level = 0; level < LEVELS; level++) {
    below += counts[level] as number;
    if (below >= rank) return level;
  }
  return LEVELS - 1;
}
