/** How far two masks of one picture agree, in pixels. */
export interface Agreement {
  both: number;
  onlyFirst: number;
  onlySecond: number;
  /** All pixels that count. */
  pixels: number;
}

/**
 * @param first `[H, W]`, 0 outside the mask. @param second of the same size.
 * @param outside 1 for pixels that do not count; null: all do.
 */
export function agreementOf(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  outside: Uint8Array | null,
): Agreement {
  const agreement = { both: 0, onlyFirst: 0, onlySecond: 0, pixels: 0 };
  for (let i = 0; i < first.length; i++) {
    if (outside?.[i]) continue;
    agreement.pixels += 1;
    if (first[i]) agreement[second[i] ? 'both' : 'onlyFirst'] += 1;
    else if (second[i]) agreement.onlySecond += 1;
  }
  return agreement;
}

/** Intersection over union, 0..1; null where both masks are empty. */
export function maskOverlap({ both, onlyFirst, onlySecond }: Agreement): number | null {
  const union = both + onlyFirst + onlySecond;
  return union > 0 ? both / union : null;
}
