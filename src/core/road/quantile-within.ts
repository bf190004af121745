const BINS = 4096;

/**
 * The lowest of the chosen values that at least a share of them does not exceed: exact, without sorting
 * them all. Null where none is chosen.
 * @param isChosen by index; NaN must not be chosen. @param share 0..1.
 */
export function quantileWithin(
  values: Float32Array,
  isChosen: (index: number) => boolean,
  share: number,
): number | null {
  let [min, max, count] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    if (!isChosen(i)) continue;
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
    count += 1;
  }
  if (count === 0) return null;
  const scale = max > min ? (BINS - 1) / (max - min) : 0;
  const binOf = (value: number) => Math.floor((value - min) * scale);
  const counts = new Uint32Array(BINS);
  for (let i = 0; i < values.length; i++)
    if (isChosen(i)) (counts[binOf(values[i] as number)] as number) += 1;
  /** How many come before it in ascending order. */
  let before = Math.max(0, Math.ceil(share * count) - 1);
  let bin = 0;
  while (before >= (counts[bin] as number)) before -= counts[bin++] as number;
  const candidates = new Float32Array(counts[bin] as number);
  for (let i = 0, place = 0; i < values.length; i++)
    if (isChosen(i) && binOf(values[i] as number) === bin)
      candidates[place++] = values[i] as number;
  return candidates.sort()[before] as number;
}
