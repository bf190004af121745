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
  const last = shares.length - 1;
  if (share >= shares[0]) return table[0];
  if (share <= shares[last]) return table[last];
  const right = shares.findIndex((value) => value <= share);
  const left = right - 1;
  const along = Math.log(share / shares[left]) / Math.log(shares[right] / shares[left]);
  return table[left] + along * (table[right] - table[left]);
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
  const last = shares.length - 1;
  if (threshold <= table[0]) return shares[0];
  if (threshold >= table[last]) return shares[last];
  const right = table.findIndex((value) => value > threshold);
  const left = right - 1;
  const along = (threshold - table[left]) / (table[right] - table[left]);
  return shares[left] * (shares[right] / shares[left]) ** along;
}
