/** A fraction 0..1 in per cent with two decimals, as papers print it; a dash where it is undefined. */
export function formatRate(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? '–' : (rate * 100).toFixed(2);
}
