import { type LeftOut, leftOutKey, leftOutOn } from '#src/core/ground-truth/left-out';
import type { Histogram } from '#src/core/types';
import type { Compute } from '#src/gpu/compute';
import { countsInside } from '#src/workers/regions/inside-score';
import type { CachedScore, HeldPicture } from '#src/workers/state/held-picture';

/** The scores of one picture, read back once, and their histograms of the pixels that count. */
export class ReadScores {
  #values = new Map<string, Float32Array>();
  #valuesOf = 0;
  /** The bins of the pixels inside, by score, for one region of interest at a time. */
  #counts = new Map<string, Uint32Array>();
  #outside: { key: string; pixels: Uint8Array } | null = null;

  constructor(private readonly compute: Compute) {}

  /** `[height, width]` of the picture. */
  async values(entry: HeldPicture, { map, summary }: CachedScore): Promise<Float32Array> {
    if (this.#valuesOf !== entry.serial) {
      this.#values.clear(); // one picture at a time
      this.#valuesOf = entry.serial;
    }
    const key = entry.keyOf(summary.settings);
    const known = this.#values.get(key);
    if (known) return known;
    const values = await this.compute.readScore(map);
    this.#values.set(key, values);
    return values;
  }

  /**
   * 1 for each pixel `[height, width]` that is left out; null: all of them count.
   * @throws AnomalensError `label-size` for a region of interest of another aspect.
   */
  outside(entry: HeldPicture, leftOut: LeftOut | null): Uint8Array | null {
    if (!leftOut) return null;
    const key = `${entry.serial}|${leftOutKey(leftOut)}`;
    if (this.#outside?.key !== key) {
      this.#counts.clear();
      this.#outside = { key, pixels: leftOutOn(leftOut.mask, entry.size) };
    }
    return this.#outside.pixels;
  }

  /** What the stage shows as the histogram of a score. */
  async histogram(
    entry: HeldPicture,
    score: CachedScore,
    leftOut: LeftOut | null,
  ): Promise<Histogram> {
    const { settings, histogram } = score.summary;
    const values = await this.values(entry, score);
    const outside = this.outside(entry, leftOut);
    if (!outside) return histogram;
    const key = entry.keyOf(settings);
    const counts = this.#counts.get(key) ?? countsInside(values, outside, histogram.range).counts;
    this.#counts.set(key, counts);
    return { range: histogram.range, counts };
  }
}
