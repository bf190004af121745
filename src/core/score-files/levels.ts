const MOST_LEVELS = 2;

/**
 * The values of a map that has at most two different ones, in order: a constant or a binary map.
 * Null for any other.
 */
export function levelsOf(data: Float32Array): number[] | null {
  const levels = new Set<number>();
  for (const value of data) {
    levels.add(value);
    if (levels.size > MOST_LEVELS) return null;
  }
  return [...levels].sort((a, b) => a - b);
}
