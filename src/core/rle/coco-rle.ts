/**
 * Run-length coding of masks as COCO has it: runs of the column-major mask, alternately of 0 and 1
 * and first of 0; each after the second as the difference to the one two before; written in groups
 * of five bits, lowest first, one character each.
 */
import type { Size } from '#src/core/types';

/** What COCO's `segmentation` holds. */
export interface CocoRle {
  /** Height, then width. */
  size: [number, number];
  counts: string;
}

const FIRST_CHARACTER = 48;
const BITS = 5;
const LOW_BITS = 0x1f;
const SIGN_BIT = 0x10;
const MORE = 0x20;

/** Lengths of the runs of a mask `[H, W]`, where any value but 0 is the object. */
export function runLengths(mask: ArrayLike<number>, { width, height }: Size): number[] {
  const runs: number[] = [];
  let isObject = false;
  let length = 0;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      if ((mask[y * width + x] !== 0) !== isObject) {
        runs.push(length);
        isObject = !isObject;
        length = 0;
      }
      length += 1;
    }
  }
  runs.push(length);
  return runs;
}

/** The characters of one signed number. */
function signedCharacters(value: number): string {
  let rest = value;
  let text = '';
  for (;;) {
    const group = rest & LOW_BITS;
    rest >>= BITS;
    const isLast = rest === (group & SIGN_BIT ? -1 : 0);
    text += String.fromCharCode(FIRST_CHARACTER + (isLast ? group : group | MORE));
    if (isLast) return text;
  }
}

/** Run lengths as COCO's compressed text. */
export function compressRuns(runs: readonly number[]): string {
  return runs
    .map((run, index) => signedCharacters(index > 2 ? run - (runs[index - 2] as number) : run))
    .join('');
}

/** The inverse of `compressRuns`. @throws RangeError when the text ends within a number. */
export function decompressRuns(text: string): number[] {
  const runs: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const group = character.charCodeAt(0) - FIRST_CHARACTER;
    value |= (group & LOW_BITS) << shift;
    shift += BITS;
    if (group & MORE) continue;
    if (group & SIGN_BIT && shift < 32) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + (runs[runs.length - 2] as number) : value);
    value = 0;
    shift = 0;
  }
  if (shift > 0) throw new RangeError('The run-length text ends within a number.');
  return runs;
}

/** A mask `[H, W]` as COCO stores it. */
export function encodeRle(mask: ArrayLike<number>, size: Size): CocoRle {
  return { size: [size.height, size.width], counts: compressRuns(runLengths(mask, size)) };
}

/** The mask `[H, W]` of 0 and 1. @throws RangeError when the runs do not fill it exactly. */
export function decodeRle({ size: [height, width], counts }: CocoRle): Uint8Array {
  const mask = new Uint8Array(height * width);
  let position = 0;
  for (const [index, run] of decompressRuns(counts).entries()) {
    if (run < 0 || position + run > mask.length)
      throw new RangeError('The runs do not fit the mask.');
    const end = position + run;
    if (index % 2 === 0) position = end;
    for (; position < end; position++)
      mask[(position % height) * width + Math.floor(position / height)] = 1;
  }
  if (position !== mask.length) throw new RangeError('The runs do not fit the mask.');
  return mask;
}
