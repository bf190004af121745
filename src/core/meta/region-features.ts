/**
 * Features of regions for meta classification (methods of Chan et al. 2021): sums over pixels,
 * then the ratios of them.
 */
import { CLASSES, FEATURES, UNCERTAINTIES } from './feature-names';
import {
  BOUNDARY,
  forOutsideNeighbours,
  type LabelledRegions,
  regionBoundaries,
} from './region-pixels';
import { pixelUncertainty } from './uncertainty';

/**
 * Writes the logits `[19]` at the centre of a picture pixel. Asked row by row from the top, and
 * only where they are needed.
 */
export type LogitsAt = (x: number, y: number, logits: Float32Array) => void;

/**
 * Per region: inner and boundary pixels, their sums and sums of squares per map, centroid,
 * probabilities, neighbouring classes.
 */
const MAPS = UNCERTAINTIES.length;
const INNER = 0;
const EDGE = 1 + 2 * MAPS;
const ROWS = 2 * EDGE;
const COLUMNS = ROWS + 1;
const PROBABILITIES = ROWS + 2;
const NEIGHBOURS = PROBABILITIES + CLASSES;
const SUMS = NEIGHBOURS + CLASSES;

/** Features `[count, 75]` in float64, in the order of `FEATURE_NAMES`. */
export function regionFeatures(
  regions: LabelledRegions,
  logitsAt: LogitsAt,
): Float64Array<ArrayBuffer> {
  const sums = regionSums(regions, logitsAt);
  const features = new Float64Array(regions.count * FEATURES);
  for (let k = 0; k < regions.count; k++)
    features.set(featuresOf(sums.subarray(k * SUMS, (k + 1) * SUMS)), k * FEATURES);
  return features;
}

/** `[count, SUMS]` */
function regionSums(regions: LabelledRegions, logitsAt: LogitsAt): Float64Array {
  const { ids, width, height, count } = regions;
  const sums = new Float64Array(count * SUMS);
  const bits = regionBoundaries(regions);
  const winners = new Uint8Array(ids.length);
  const logits = new Float32Array(CLASSES);
  const probabilities = new Float64Array(CLASSES);
  const maps = new Float64Array(MAPS);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const id = ids[pixel] as number;
      if (id === 0 && bits[pixel] === 0) continue;
      logitsAt(x, y, logits);
      winners[pixel] = pixelUncertainty(logits, probabilities, maps);
      if (id === 0) continue;
      const base = (id - 1) * SUMS;
      const part = base + ((bits[pixel] as number) & BOUNDARY ? EDGE : INNER);
      (sums[part] as number)++;
      for (let m = 0; m < MAPS; m++) {
        const value = maps[m] as number;
        (sums[part + 1 + m] as number) += value;
        (sums[part + 1 + MAPS + m] as number) += value * value;
      }
      (sums[base + ROWS] as number) += y;
      (sums[base + COLUMNS] as number) += x;
      for (let j = 0; j < CLASSES; j++)
        (sums[base + PROBABILITIES + j] as number) += probabilities[j] as number;
    }
  }
  countNeighbours(regions, bits, winners, sums);
  return sums;
}

/** A class counts once for every pair of a region's pixel and a neighbour outside. */
function countNeighbours(
  regions: LabelledRegions,
  bits: Uint8Array,
  winners: Uint8Array,
  sums: Float64Array,
): void {
  const { ids, width, height } = regions;
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (ids[pixel] === 0 || ((bits[pixel] as number) & BOUNDARY) === 0) continue;
      const base = ((ids[pixel] as number) - 1) * SUMS + NEIGHBOURS;
      forOutsideNeighbours(regions, x, y, (outside) => {
        (sums[base + (winners[outside] as number)] as number)++;
      });
    }
  }
}

/** The 75 numbers of one region. One without a boundary, the whole image, divides by 1 instead. */
function featuresOf(sums: Float64Array): number[] {
  const inner = sums[INNER] as number;
  const edge = sums[EDGE] as number;
  const area = inner + edge;
  const relative = area / Math.max(1, edge);
  const relativeInner = inner / Math.max(1, edge);
  const features = [area, inner, edge, relative, relativeInner];
  for (let m = 0; m < MAPS; m++) {
    const sumIn = sums[INNER + 1 + m] as number;
    const squaresIn = sums[INNER + 1 + MAPS + m] as number;
    const sumAlong = sums[EDGE + 1 + m] as number;
    const squaresAlong = sums[EDGE + 1 + MAPS + m] as number;
    const all = moments(area, sumIn + sumAlong, squaresIn + squaresAlong);
    const within = moments(inner, sumIn, squaresIn);
    const along = moments(edge, sumAlong, squaresAlong);
    features.push(
      all.mean,
      within.mean,
      along.mean,
      all.mean * relative,
      within.mean * relativeInner,
    );
    features.push(
      all.variance,
      within.variance,
      along.variance,
      all.variance * relative,
      within.variance * relativeInner,
    );
  }
  // The published "mean_x" is the row.
  features.push((sums[ROWS] as number) / area, (sums[COLUMNS] as number) / area);
  for (const probability of sums.subarray(PROBABILITIES, PROBABILITIES + CLASSES))
    features.push(probability / area);
  const neighbours = sums.subarray(NEIGHBOURS, NEIGHBOURS + CLASSES);
  const incidences = neighbours.reduce((total, count) => total + count, 0);
  for (const count of neighbours) features.push(count / Math.max(1, incidences));
  return features;
}

/** Mean and population variance E[m^2] - mean^2; 0 of no pixels. */
function moments(count: number, sum: number, squares: number): { mean: number; variance: number } {
  if (count === 0) return { mean: 0, variance: 0 };
  const mean = sum / count;
  return { mean, variance: Math.max(0, squares / count - mean * mean) };
}
