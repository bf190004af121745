/** Masks in run-length code put together run by run, without their pixels. */
import { type CocoRle, compressRuns, decompressRuns } from '#src/core/rle/coco-rle';

/** Pixels of the object. */
export function pixelsOf({ counts }: CocoRle): number {
  return decompressRuns(counts).reduce((sum, run, index) => (index % 2 === 1 ? sum + run : sum), 0);
}

/**
 * @param keeps whether a pixel is of the result, by whether it is of `a` and of `b`. @throws
 * RangeError for masks of different sizes.
 */
function combine(a: CocoRle, b: CocoRle, keeps: (inA: boolean, inB: boolean) => boolean): CocoRle {
  const [height, width] = a.size;
  if (height !== b.size[0] || width !== b.size[1])
    throw new RangeError('The masks have different sizes.');
  const readers = [runReader(a), runReader(b)] as const;
  const [inA, inB] = readers;
  const result = [0];
  for (let position = 0; position < height * width; ) {
    for (const reader of readers)
      while (reader.left === 0) reader.left = reader.runs[++reader.run] as number;
    const length = Math.min(inA.left, inB.left);
    const isObject = keeps(inA.run % 2 === 1, inB.run % 2 === 1);
    if (isObject !== (result.length % 2 === 0)) result.push(0);
    (result[result.length - 1] as number) += length;
    inA.left -= length;
    inB.left -= length;
    position += length;
  }
  return { size: a.size, counts: compressRuns(result) };
}

/** A place in the runs of a mask: the run, odd for an object's, and what is left of it. */
function runReader({ counts }: CocoRle): { runs: number[]; run: number; left: number } {
  const runs = decompressRuns(counts);
  return { runs, run: 0, left: runs[0] as number };
}

/** What is in either mask. @throws RangeError for masks of different sizes. */
export function unionOf(a: CocoRle, b: CocoRle): CocoRle {
  return combine(a, b, (inA, inB) => inA || inB);
}

/** What is in `a` and not in `b`. @throws RangeError for masks of different sizes. */
export function without(a: CocoRle, b: CocoRle): CocoRle {
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** Whether the runs of a mask are those of its size, as of one that was written here. */
export function fillsItsSize({ size: [height, width], counts }: CocoRle): boolean {
  try {
    const runs = decompressRuns(counts);
    return (
      runs.every((run) => run >= 0) && runs.reduce((sum, run) => sum + run, 0) === height * width
    );
  } catch {
    return false;
  }
}
