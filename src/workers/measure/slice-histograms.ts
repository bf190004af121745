/** What one image says of one method, slice by slice. */
import { ANOMALY, IGNORE, imageHistogram } from '#src/core/metrics/image-histogram';
import { packSparse } from '#src/core/metrics/sparse-histogram';
import { objectSlices, type SliceKind } from '#src/core/slices/object-slices';
import type { Size } from '#src/core/types';
import type { SliceOfImage } from '#src/protocol/evaluation';

const OUTSIDE = 0xffffffff;

/**
 * A slice of objects holds its anomalous pixels alone, as the others are those of the whole set; that
 * of a folder all pixels. Slices of which the image has no object are left out.
 * @param scores `[height, width]` on the grid of the truth. @param labelled as `trueRegions` gives
 * it.
 */
export function sliceHistograms(
  kinds: readonly SliceKind[],
  scores: Float32Array,
  { truth, labelled }: { truth: Size & { data: Uint8Array }; labelled: Uint32Array },
): SliceOfImage[] {
  const result: SliceOfImage[] = [];
  for (const by of kinds) {
    if (by === 'folder') {
      const objects = new Set(labelled).size - Number(labelled.includes(OUTSIDE));
      const histogram = packSparse(imageHistogram(scores, truth.data));
      result.push({ by, slice: null, objects, histogram });
      continue;
    }
    for (const { slice, ids } of objectSlices(labelled, truth, OUTSIDE, by)) {
      if (ids.size === 0) continue;
      const data = truth.data.map((value, i) =>
        value === ANOMALY && ids.has(labelled[i] as number) ? ANOMALY : IGNORE,
      );
      const histogram = packSparse(imageHistogram(scores, data));
      result.push({ by, slice, objects: ids.size, histogram });
    }
  }
  return result;
}
