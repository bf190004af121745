/**
 * Percentile bootstrap over images (Efron 1979): images are drawn with replacement, their pixels
 * pooled, the metrics recomputed.
 *
 * An interval needs no more than three digits, so the images come in bins of the top 16 bits of a
 * float (128 per power of two:
 * 0.06 for energies in -16..-8), some ten kilobytes each. A resample takes 1 to 5 ms for 1000
 * images, all of them seconds: the work is cut into slices.
 */
import { quantile } from '#src/core/quantile';
import { timeSlices } from '#src/core/scheduling/time-slices';
import { random } from '../random';
import { type Interval, METRICS, type MetricIntervals } from './intervals';
import { binOfKey } from './ordered-float';
import { pixelMetrics } from './pixel-metrics';
import { coarsen, type SparseHistogram, sum } from './sparse-histogram';

const BOOTSTRAP_BITS = 16;
const BINS = 2 ** BOOTSTRAP_BITS;
/**
 * Occupied bins are joined to this many groups of equal weight, half by positives and half by
 * negatives.
 */
const MAX_GROUPS = 1024;
type Rest = ReturnType<typeof timeSlices>;

/**
 * One value per resample; NaN where a resample without positives or without negatives has no
 * metrics.
 */
export type MetricSamples = Record<(typeof METRICS)[number], Float64Array>;

/**
 * A histogram that is read when its turn comes: those of all images together can be larger than the
 * memory of a tab should be.
 */
export type HistogramReader = () => Promise<SparseHistogram>;

export interface BootstrapOptions {
  resamples?: number;
  seed?: number;
  signal?: AbortSignal;
}

/** What has to be kept of an image. */
export function bootstrapImage(image: SparseHistogram): SparseHistogram {
  return coarsen(image, BOOTSTRAP_BITS);
}

/**
 * The pooled metrics of each resample; none for fewer than two images. Two methods on the same
 * images share their draws, so that their samples can be subtracted.
 * @param images each is read twice. @throws AnomalensError `cancelled`, and what a reader throws.
 */
export async function bootstrapSamples(
  images: readonly HistogramReader[],
  { resamples = 1000, seed = 1, signal }: BootstrapOptions = {},
): Promise<MetricSamples> {
  const rest = timeSlices(signal);
  const count = images.length < 2 ? 0 : resamples;
  const empty = () => new Float64Array(count);
  const samples = { AP: empty(), AUROC: empty(), FPR95: empty(), bestF1: empty() };
  const { groupOfBin, mixed } = await groupBins(images, rest);
  const groups = mixed.length;
  const rows = await countsPerGroup(images, groupOfBin, groups, rest);
  const totals = new Float64Array(2 * groups);
  const [positives, negatives] = [totals.subarray(0, groups), totals.subarray(groups)];
  const keys = Uint32Array.from(mixed, (_, group) => group); // only their order matters
  const draws = new Uint32Array(images.length);
  const next = random(seed);
  for (let resample = 0; resample < count; resample++) {
    await rest();
    draws.fill(0);
    for (let i = 0; i < images.length; i++) (draws[Math.floor(next() * images.length)] as number)++;
    sumRows(rows, draws, totals);
    const metrics = pixelMetrics({ keys, mixed, positives, negatives });
    for (const name of METRICS) samples[name][resample] = metrics[name] ?? Number.NaN;
  }
  return samples;
}

/** 95 % intervals; null where no resample has the metric. */
export function intervalsOf({ AP, AUROC, FPR95, bestF1 }: MetricSamples): MetricIntervals {
  return {
    AP: intervalOf(AP),
    AUROC: intervalOf(AUROC),
    FPR95: intervalOf(FPR95),
    bestF1: intervalOf(bestF1),
  };
}

/**
 * Intervals of `samples - baseline`, resample by resample: far narrower than the two methods' own,
 * because they share their images.
 */
export function differenceIntervals(
  samples: MetricSamples,
  baseline: MetricSamples,
): MetricIntervals {
  const minus = (name: keyof MetricSamples) =>
    samples[name].map((value, resample) => value - (baseline[name][resample] as number));
  return intervalsOf({
    AP: minus('AP'),
    AUROC: minus('AUROC'),
    FPR95: minus('FPR95'),
    bestF1: minus('bestF1'),
  });
}

/**
 * `[images, 2 * groups]`: positives per group, then negatives. Dense, as a plain sum over rows is
 * faster than a scatter.
 */
async function countsPerGroup(
  images: readonly HistogramReader[],
  groupOfBin: Uint16Array,
  groups: number,
  rest: Rest,
): Promise<Float64Array> {
  const rows = new Float64Array(images.length * 2 * groups);
  for (const [row, read] of images.entries()) {
    const { keys, positives, negatives } = bootstrapImage(await read());
    for (let i = 0; i < keys.length; i++) {
      const group = groupOfBin[binOfKey(keys[i] as number, BOOTSTRAP_BITS)] as number;
      const cell = row * 2 * groups + group;
      (rows[cell] as number) += positives[i] as number;
      (rows[cell + groups] as number) += negatives[i] as number;
    }
    await rest();
  }
  return rows;
}

function sumRows(rows: Float64Array, times: Uint32Array, totals: Float64Array): void {
  totals.fill(0);
  for (let row = 0; row < times.length; row++) {
    const factor = times[row] as number;
    if (factor === 0) continue;
    const start = row * totals.length;
    for (let i = 0; i < totals.length; i++)
      (totals[i] as number) += factor * (rows[start + i] as number);
  }
}

/**
 * Ascending groups of the bins that any image occupies; a group is `mixed` unless all its pixels
 * have one score.
 */
async function groupBins(
  images: readonly HistogramReader[],
  rest: Rest,
): Promise<{ groupOfBin: Uint16Array; mixed: Uint8Array }> {
  const [positives, negatives] = [new Float64Array(BINS), new Float64Array(BINS)];
  const keys = new Float64Array(BINS).fill(-1); // the bin's only key, or NaN where it is mixed
  let occupied = 0;
  for (const read of images) {
    const image = bootstrapImage(await read());
    for (let i = 0; i < image.keys.length; i++) {
      const key = image.keys[i] as number;
      const bin = binOfKey(key, BOOTSTRAP_BITS);
      if (keys[bin] === -1) occupied++;
      keys[bin] = !image.mixed[i] && (keys[bin] === -1 || keys[bin] === key) ? key : NaN;
      (positives[bin] as number) += image.positives[i] as number;
      (negatives[bin] as number) += image.negatives[i] as number;
    }
    await rest();
  }
  const P = Math.max(sum(positives), 1);
  const N = Math.max(sum(negatives), 1);
  const groupOfBin = new Uint16Array(BINS);
  const mixed: number[] = [];
  let weight = 0;
  let lastSlot = -1;
  for (let bin = 0; bin < BINS; bin++) {
    if (keys[bin] === -1) continue;
    const own = (positives[bin] as number) / P + (negatives[bin] as number) / N;
    const slot =
      occupied <= MAX_GROUPS ? bin : Math.floor(((weight + own / 2) / 2) * (MAX_GROUPS - 1));
    weight += own;
    if (slot === lastSlot) mixed[mixed.length - 1] = 1;
    else mixed.push(Number.isNaN(keys[bin]) ? 1 : 0);
    lastSlot = slot;
    groupOfBin[bin] = mixed.length - 1;
  }
  return { groupOfBin, mixed: Uint8Array.from(mixed) };
}

function intervalOf(values: Float64Array): Interval | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}
