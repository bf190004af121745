/**
 * A quantile with linear interpolation, as NumPy has it by default. @param sorted ascending, not
 * empty. @param share 0..1.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const lower = Math.floor(position);
  const upper = Math.min(lower + 1, sorted.length - 1);
  const below = sorted[lower] as number;
  return below + ((sorted[upper] as number) - below) * (position - lower);
}
