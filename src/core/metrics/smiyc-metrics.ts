/**
 * Pixel metrics as SegmentMeIfYouCan pools them (Chan et al. 2021, `PixBinaryClass` of its
 * toolkit). Each image has bins of its own, between percentiles of its scores, and every pixel
 * counts at the lower edge of its image's bin; the counts of all images together make the curve.
 * That is not the pooled curve at fewer thresholds: a pixel can fall below a pixel of another image
 * that it lies above.
 */
import { orderedKey, valueOfKey } from './ordered-float';
import { emptySparse, type SparseHistogram, sum } from './sparse-histogram';

const EDGES_PER_CLASS = 384;

/**
 * Moves the pixels of one image down to the edges of the image's own bins.
 * @param image an exact histogram, a bin per float.
 * @returns the same pixels at no more than 770 scores. An edge between two floats is written as the
 * float below it, so that `score > edge` keeps its meaning.
 */
export function atOwnEdges(image: SparseHistogram): SparseHistogram {
  const edges = edgesOf(image);
  // The last bin holds its upper edge too, as NumPy's histograms do.
  const lowerEdges = edges.subarray(0, edges.length - 1);
  const moved = emptySparse(image.bits, lowerEdges.length);
  let edge = 0;
  image.keys.forEach((key, i) => {
    const score = valueOfKey(key);
    while (edge + 1 < lowerEdges.length && (lowerEdges[edge + 1] as number) <= score) edge++;
    moved.positives[edge] = (moved.positives[edge] as number) + (image.positives[i] as number);
    moved.negatives[edge] = (moved.negatives[edge] as number) + (image.negatives[i] as number);
  });
  lowerEdges.forEach((value, i) => {
    moved.keys[i] = keyAtOrBelow(value);
  });
  return withoutEmpty(moved);
}

/** Joins the pixels of two exact histograms. */
export function joinSparse(a: SparseHistogram, b: SparseHistogram): SparseHistogram {
  const joined = emptySparse(a.bits, a.keys.length + b.keys.length);
  let length = 0;
  for (let i = 0, j = 0; i < a.keys.length || j < b.keys.length; length++) {
    const key = Math.min(a.keys[i] ?? Infinity, b.keys[j] ?? Infinity);
    joined.keys[length] = key;
    for (; a.keys[i] === key; i++) addBin(joined, length, a, i);
    for (; b.keys[j] === key; j++) addBin(joined, length, b, j);
  }
  return firstBins(joined, length);
}

/**
 * Ascending edges of an image's bins: 384 percentiles (0 to 100) of its anomalous and as many of
 * its normal scores, or as many as there are pixels of the class; and 0 and 1, which the toolkit
 * takes for the ends of a score's range.
 */
function edgesOf({ keys, positives, negatives }: SparseHistogram): Float64Array {
  const edges = new Set([0, 1]);
  for (const counts of [positives, negatives])
    for (const edge of percentiles(keys, counts)) edges.add(edge);
  return Float64Array.from(edges).sort();
}

/** Percentiles at even distances from 0 to 100, interpolated as `numpy.quantile` does. */
function percentiles(keys: Uint32Array, counts: Uint32Array | Float64Array): number[] {
  const total = sum(counts);
  const wanted = Math.min(EDGES_PER_CLASS, total);
  const scoreAt = scoresByRank(keys, counts);
  return Array.from({ length: wanted }, (_, i) => {
    const rank =
      i === wanted - 1 ? (total - 1) * Math.sign(i) : i * (1 / (wanted - 1)) * (total - 1);
    const before = Math.floor(rank);
    const low = scoreAt(before);
    const high = scoreAt(Math.min(before + 1, total - 1));
    return between(low, high, rank - before);
  });
}

/** NumPy's interpolation: from the nearer end, with the float32 difference of two float32 scores. */
function between(low: number, high: number, share: number): number {
  if (low === high) return low; // infinities too, whose difference is no number
  const difference = Math.fround(high - low);
  return share < 0.5 ? low + difference * share : high - difference * (1 - share);
}

/** The score of a rank among the counted pixels, from 0; neighbouring ranks are found fast. */
function scoresByRank(
  keys: Uint32Array,
  counts: Uint32Array | Float64Array,
): (rank: number) => number {
  let bin = 0;
  let firstRank = 0;
  const countAt = (i: number) => counts[i] as number;
  return (rank) => {
    while (rank < firstRank) firstRank -= countAt(--bin);
    while (rank >= firstRank + countAt(bin)) firstRank += countAt(bin++);
    return valueOfKey(keys[bin] as number);
  };
}

/** The key of the largest float32 that is not above `value`. */
function keyAtOrBelow(value: number): number {
  const key = orderedKey(value);
  return valueOfKey(key) > value ? key - 1 : key;
}

function addBin(into: SparseHistogram, bin: number, from: SparseHistogram, i: number): void {
  into.positives[bin] = (into.positives[bin] as number) + (from.positives[i] as number);
  into.negatives[bin] = (into.negatives[bin] as number) + (from.negatives[i] as number);
}

/** Drops bins without pixels, and joins neighbours of one key. */
function withoutEmpty(sparse: SparseHistogram): SparseHistogram {
  const kept = emptySparse(sparse.bits, sparse.keys.length);
  let length = 0;
  sparse.keys.forEach((key, i) => {
    if (sparse.positives[i] === 0 && sparse.negatives[i] === 0) return;
    if (length === 0 || kept.keys[length - 1] !== key) kept.keys[length++] = key;
    addBin(kept, length - 1, sparse, i);
  });
  return firstBins(kept, length);
}

function firstBins(sparse: SparseHistogram, length: number): SparseHistogram {
  return {
    bits: sparse.bits,
    keys: sparse.keys.slice(0, length),
    mixed: sparse.mixed.slice(0, length),
    positives: sparse.positives.slice(0, length),
    negatives: sparse.negatives.slice(0, length),
  };
}
