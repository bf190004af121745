/**
 * Terms under exp(-20) = 2e-9 of the largest cannot change a float32 sum of at most 64 terms
 * noticeably.
 */
export const NEGLIGIBLE = -20;

/** exp(-i / 256) for 0 <= i <= 20 * 256. */
const EXP_STEPS = Float64Array.from({ length: -NEGLIGIBLE * 256 + 1 }, (_, i) =>
  Math.exp(-i / 256),
);

/**
 * exp(x) for -20 <= x <= 0: table and third-order remainder, relative error below 1e-11, several
 * times as fast as Math.exp.
 */
export function fastExp(x: number): number {
  const step = (x * -256) | 0;
  const rest = x + step / 256;
  return (EXP_STEPS[step] as number) * (1 + rest * (1 + rest * (0.5 + rest * 0.16666666666666666)));
}
