/**
 * Written by `training/measure/calibrate.py`: the score above which each share of the known validation
 * pixels lies.
 */
export interface Calibration {
  /** SHA-256 of the model file that the scores come from. */
  model: string;
  images: number;
  pixels: number;
  /** Falling shares, 1 down to 1e-5. */
  shares: number[];
  /** By method id: rising raw scores, one per share. */
  methods: Record<string, number[]>;
}

/** Piecewise linear in the logarithm of the share; clamped to the table's ends. */
export function thresholdFor(
  shares: readonly number[],
  table: readonly number[],
  share: number,
): number {
  if (share >= (shares[0] as number)) return table[0] as number;
  if (share <= (shares.at(-1) as number)) return table.at(-1) as number;
  const right = shares.findIndex((value) => value <= share);
  const [from, to] = [shares[right - 1] as number, shares[right] as number];
  const [low, high] = [table[right - 1] as number, table[right] as number];
  return low + (Math.log(share / from) / Math.log(to / from)) * (high - low);
}

/**
 * The inverse of `thresholdFor`: share of known pixels at or above a raw threshold, clamped to the
 * table's ends.
 */
export function quantileOf(
  shares: readonly number[],
  table: readonly number[],
  threshold: number,
): number {
  if (threshold <= (table[0] as number)) return shares[0] as number;
  if (threshold >= (table.at(-1) as number)) return shares.at(-1) as number;
  const right = table.findIndex((value) => value > threshold);
  const [from, to] = [shares[right - 1] as number, shares[right] as number];
  const [low, high] = [table[right - 1] as number, table[right] as number];
  return from * (to / from) ** ((threshold - low) / (high - low));
}
