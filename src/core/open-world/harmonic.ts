/** `2 a b / (a + b)`, 0 when both are 0; null without one of them (methods.md 4.12). */
export function harmonicMean(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  return a + b > 0 ? (2 * a * b) / (a + b) : 0;
}
