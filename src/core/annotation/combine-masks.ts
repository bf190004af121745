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
  const runs = [decompressRuns(a.counts), decompressRuns(b.counts)];
  const at = [0, 0];
  const left = runs.map(([first]) => first);
  const result = [0];
  for (let position = 0; position < height * width; ) {
    for (const side of [0, 1]) while (left[side] === 0) left[side] = runs[side][++at[side]];
    const length = Math.min(left[0], left[1]);
    const isObject = keeps(at[0] % 2 === 1, at[1] % 2 === 1);
    if (isObject !== (result.length % 2 === 0)) result.push(0);
    result[result.length - 1] += length;
    left[0] -= length;
    left[1] -= length;
    position += length;
  }
  return { size: a.size, counts: compressRuns(result) };
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
