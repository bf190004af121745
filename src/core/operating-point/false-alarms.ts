/** How many false alarms an image has at each of many thresholds. */
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import { IGNORE } from '#src/core/metrics/image-histogram';
import { BACKGROUND, type Size } from '#src/core/types';
import { GrowingRegions } from './growing-regions';

/**
 * A false alarm is a region `score >= threshold`, 8-connected, void removed before, of at least
 * `minPredicted` pixels, that shares no pixel with an object of at least `minGroundTruth` pixels; one
 * that lies in smaller objects alone is none, as these count as void.
 * @param scores `[height, width]`. @param truth 0 normal, 1 anomaly, 255 void, on the same grid.
 * @param objects ids of its objects, `BACKGROUND` outside. @param thresholds ascending, compared as
 * the float32 that the scores are.
 * @returns a count for each threshold.
 */
export function falseAlarmsAt(
  scores: Float32Array,
  truth: Size & { data: Uint8Array },
  objects: Uint32Array,
  thresholds: readonly number[],
  { minPredicted, minGroundTruth }: ComponentFilters,
): number[] {
  const small = smallObjects(objects, minGroundTruth);
  const { order, ends } = byLevel(scores, truth.data, Float32Array.from(thresholds));
  // Of each root: whether its region touches an object, and whether it leaves the void ones.
  const touches = new Uint8Array(scores.length);
  const isKnown = new Uint8Array(scores.length);
  let alarms = 0;
  const weight = (root: number) =>
    Number(!touches[root] && isKnown[root] && regions.areaOf(root) >= minPredicted);
  const regions = new GrowingRegions(truth, {
    before: (into, from) => {
      alarms -= weight(into) + weight(from);
      touches[into] = Number(touches[into] || touches[from]);
      isKnown[into] = Number(isKnown[into] || isKnown[from]);
    },
    after: (into) => {
      alarms += weight(into);
    },
  });
  const counts = new Array<number>(thresholds.length);
  let next = 0;
  for (let level = thresholds.length; level > 0; level--) {
    for (; next < (ends[level] as number); next++) {
      const pixel = order[next] as number;
      const object = objects[pixel] as number;
      regions.add(pixel);
      touches[pixel] = Number(object !== BACKGROUND && !small.has(object));
      isKnown[pixel] = Number(object === BACKGROUND || !small.has(object));
      alarms += weight(pixel);
      regions.connect(pixel);
    }
    counts[level - 1] = alarms;
  }
  return counts;
}

/**
 * Pixels outside void by the number of thresholds that they reach, most first; those of level n end
 * before `ends[n]`.
 */
function byLevel(scores: Float32Array, data: Uint8Array, steps: Float32Array) {
  const levels = new Uint16Array(scores.length);
  const ends = new Uint32Array(steps.length + 1);
  for (let i = 0; i < scores.length; i++) {
    const level = data[i] === IGNORE ? 0 : reached(steps, scores[i] as number);
    levels[i] = level;
    (ends[level] as number)++;
  }
  const starts = new Uint32Array(steps.length + 1);
  for (let level = steps.length, start = 0; level >= 0; level--) {
    starts[level] = start;
    start += ends[level] as number;
    ends[level] = start;
  }
  const order = new Uint32Array(scores.length);
  for (let i = 0; i < levels.length; i++) order[(starts[levels[i] as number] as number)++] = i;
  return { order, ends };
}

/** How many ascending steps are not above a score. */
function reached(steps: Float32Array, score: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

function smallObjects(objects: Uint32Array, minimum: number): Set<number> {
  if (minimum <= 1) return new Set();
  const areas = new Map<number, number>();
  for (const id of objects) if (id !== BACKGROUND) areas.set(id, (areas.get(id) ?? 0) + 1);
  return new Set([...areas].filter(([, area]) => area < minimum).map(([id]) => id));
}
