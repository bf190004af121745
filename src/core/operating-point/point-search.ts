/**
 * The threshold that reaches a recall or a precision over a whole set. At the lower edge of a bin
 * the counts are exact; a mixed bin within which a better point could lie is looked up in the
 * images, as `src/core/metrics/threshold-search.ts` does for the best F1.
 */
import { valueOfKey } from '#src/core/metrics/ordered-float';
import { type SparseHistogram, sum } from '#src/core/metrics/sparse-histogram';
import { binsWithin, type SearchRange } from '#src/core/metrics/threshold-search';
import { isBetter, type PixelPoint, type PixelWish, type Reached, reaches } from './wish';

const KEY_BITS = 32;

export interface PointSearch {
  wish: PixelWish;
  /** Anomalous pixels of the set. */
  positives: number;
  /** The best at an edge; null of a set without anomalous pixels. */
  best: PixelPoint | null;
  /** Ascending; none where the best is exact. */
  ranges: SearchRange[];
}

export function pointSearch(pooled: SparseHistogram, wish: PixelWish): PointSearch {
  const positives = sum(pooled.positives);
  if (positives === 0) return { wish, positives, best: null, ranges: [] };
  const edges = edgesOf(pooled);
  const better = (point: PixelPoint, than: PixelPoint | null) =>
    isBetter(wish, point, than, positives);
  let best: PixelPoint | null = null;
  for (const { point } of edges) if (better(point, best)) best = point;
  const ranges = edges
    .filter(({ mixed, atBest }) => mixed && better(atBest, best))
    .map(({ range }) => range)
    .reverse();
  return { wish, positives, best, ranges };
}

interface Edge {
  /** At the lower edge of the bin. */
  point: PixelPoint;
  mixed: boolean;
  /** As if all anomalous pixels of the bin had its highest score, and the normal ones a lower. */
  atBest: PixelPoint;
  range: SearchRange;
}

/** From the highest score down. */
function edgesOf({ bits, keys, mixed, positives, negatives }: SparseHistogram): Edge[] {
  const width = 2 ** (KEY_BITS - bits);
  const edges: Edge[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = keys.length - 1; i >= 0; i--) {
    const from = keys[i] as number;
    const to = from + width;
    const threshold = valueOfKey(from);
    const range = { from, to, truePositives, falsePositives };
    truePositives += positives[i] as number;
    const atBest = { threshold: valueOfKey(to - 1), truePositives, falsePositives };
    falsePositives += negatives[i] as number;
    // Without an anomalous pixel, a bin holds nothing better than its upper neighbour.
    edges.push({
      point: { threshold, truePositives, falsePositives },
      mixed: mixed[i] !== 0 && positives[i] !== 0,
      atBest,
      range,
    });
  }
  return edges;
}

/** @param inside the bins of all images within the ranges, joined; others may be among them. */
export function searchedPoint(search: PointSearch, inside: SparseHistogram): Reached<PixelPoint> {
  const { wish, positives, ranges } = search;
  const { keys, ...counts } = binsWithin(inside, ranges);
  let { best } = search;
  let i = keys.length - 1;
  for (const range of ranges.toReversed()) {
    let { truePositives, falsePositives } = range;
    for (; i >= 0 && (keys[i] as number) >= range.from; i--) {
      truePositives += counts.positives[i] as number;
      falsePositives += counts.negatives[i] as number;
      const point = { threshold: valueOfKey(keys[i] as number), truePositives, falsePositives };
      if (isBetter(wish, point, best, positives)) best = point;
    }
  }
  if (!best || !reaches(wish, best, positives)) return { reached: false, point: best };
  return { reached: true, point: best };
}
