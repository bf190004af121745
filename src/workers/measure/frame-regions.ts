/** One frame of a labelled sequence: its objects, and what methods find at their thresholds. */
import { regionsOfLabels } from '#src/core/drives/labelled-regions';
import type { MapRegion } from '#src/core/drives/map-regions';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import type { GroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { oriented } from '#src/core/ground-truth/turn-label';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import { ANOMALY, IGNORE, NORMAL } from '#src/core/metrics/image-histogram';
import { BACKGROUND, type Size } from '#src/core/types';
import type { FrameRegions } from '#src/protocol/evaluation';
import { shownRegions, trueRegions } from '#src/workers/regions/labelled-regions';

/** What counts of a frame: `data [height, width]` as in `GroundTruth`. */
interface FrameTruth extends Size {
  data: Uint8Array;
  objects: FrameRegions['objects'];
}

/** All of a frame counts, and nothing is known of it. */
export function unlabelled({ width, height }: Size): FrameTruth {
  return { width, height, data: new Uint8Array(width * height).fill(NORMAL), objects: null };
}

/**
 * Instances are objects by their id however many pieces they are in. Objects below the smallest size
 * become void.
 * @param raw the label as it lies in its file, which was turned by `truth.turn`.
 */
export function frameTruth(
  raw: RawLabel,
  truth: GroundTruth & { turn: { label: number } },
  { minGroundTruth }: ComponentFilters,
): FrameTruth {
  const { width, height } = truth;
  if (!truth.data.some((value) => value !== IGNORE)) return { ...truth, objects: null };
  const ids = truth.reading.as === 'instances' ? oriented(raw, truth.turn.label).ids : null;
  const labels = ids
    ? Uint32Array.from(ids, (id, pixel) => (truth.data[pixel] === ANOMALY ? id : BACKGROUND))
    : trueRegions(truth);
  const data = truth.data.slice();
  const objects: NonNullable<FrameTruth['objects']> = [];
  for (const [label, region] of regionsOfLabels(labels, width, null)) {
    if (region.area >= minGroundTruth) objects.push({ instance: ids ? label : null, region });
    else for (const pixel of region.cells) data[pixel] = IGNORE;
  }
  return { width, height, data, objects };
}

/** The regions `score >= threshold` of at least the smallest size. @param scores `[H, W]`. */
export function frameRegions(
  scores: Float32Array,
  truth: FrameTruth,
  threshold: number,
  { minPredicted }: ComponentFilters,
): MapRegion[] {
  const labels = shownRegions(scores, truth, threshold);
  return [...regionsOfLabels(labels, truth.width, scores).values()].filter(
    ({ area }) => area >= minPredicted,
  );
}
