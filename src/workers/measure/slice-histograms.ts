/** What one image says of one method, slice by slice. */
import { ANOMALY, IGNORE, imageHistogram } from '#src/core/metrics/image-histogram';
import { packSparse } from '#src/core/metrics/sparse-histogram';
import { objectSlices, type SliceKind } from '#src/core/slices/object-slices';
import type { Size } from '#src/core/types';
import type { SliceOfImage } from '#src/protocol/evaluation';

const OUTSIDE = 0xffffffff;

/**
 * A slice of objects holds its anomalous pixels alone, as the others are those of the whole set; that
 * of a folder all pixels. Slices of which the image has no object are left out. What the label holds
 * is counted whatever a score has no number for: objects are the same for all methods.
 * @param scores `[height, width]` on the grid of the truth. @param known of the same size, 255 where
 * this score counts as void too. @param labelled as `trueRegions` gives it.
 */
export function sliceHistograms(
  kinds: readonly SliceKind[],
  scores: Float32Array,
  known: Uint8Array,
  { truth, labelled }: { truth: Size & { data: Uint8Array }; labelled: Uint32Array },
): SliceOfImage[] {
  const result: SliceOfImage[] = [];
  for (const by of kinds) {
    if (by === 'folder') {
      const objects = new Set(labelled).size - Number(labelled.includes(OUTSIDE));
      const pixels = truth.data.filter((value) => value === ANOMALY).length;
      const histogram = packSparse(imageHistogram(scores, known));
      result.push({ by, slice: null, objects, pixels, histogram });
      continue;
    }
    for (const { slice, ids } of objectSlices(labelled, truth, OUTSIDE, by)) {
      if (ids.size === 0) continue;
      let pixels = 0;
      const data = known.map((value, i) => {
        if (truth.data[i] !== ANOMALY || !ids.has(labelled[i] as number)) return IGNORE;
        pixels += 1;
        return value;
      });
      const histogram = packSparse(imageHistogram(scores, data));
      result.push({ by, slice, objects: ids.size, pixels, histogram });
    }
  }
  return result;
}
