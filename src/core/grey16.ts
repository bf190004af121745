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

/**
 * Grey values of 16 bits in 8, black and white at their 1st and 99th percentile (nearest rank); mid
 * grey where these are the same.
 */
export function stretchGrey(values: Uint16Array): { grey: Uint8Array; range: Range } {
  const range = percentiles(values);
  const extent = range.max - range.min;
  const table = Uint8ClampedArray.from({ length: LEVELS }, (_, value) =>
    extent === 0 ? WHITE / 2 : ((value - range.min) / extent) * WHITE,
  );
  return { grey: Uint8Array.from(values, (value) => table[value] as number), range };
}

function percentiles(values: Uint16Array): Range {
  const counts = new Uint32Array(LEVELS);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  return {
    min: levelAt(counts, Math.ceil(values.length * DARK_SHARE)),
    max: levelAt(counts, Math.ceil(values.length * BRIGHT_SHARE)),
  };
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
