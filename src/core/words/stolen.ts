/** Calibrated prompts: how much is taken off a prompt, so that it wins few ordinary pixels. */

/** The largest of several rows of cosines, pixel by pixel. @param rows at least one, of one length. */
export function bestCosines(rows: readonly Float32Array[]): Float32Array {
  const best = Float32Array.from(rows[0] as Float32Array);
  for (const row of rows.slice(1))
    for (let i = 0; i < best.length; i++)
      if ((row[i] as number) > (best[i] as number)) best[i] = row[i] as number;
  return best;
}

/** A prompt's cosine minus that of the nearest class, of each ordinary pixel, falling. */
function leads(prompt: Float32Array, classes: Float32Array): Float32Array {
  return prompt
    .map((cosine, i) => cosine - (classes[i] as number))
    .sort()
    .reverse();
}

/**
 * The smallest offset, at least 0, with which a prompt is nearer than every class at a share of at most
 * `alpha` of the ordinary pixels.
 * @param prompt its cosines with them. @param classes those of the nearest class, `bestCosines`.
 * @param alpha 0..1.
 */
export function stealOffset(prompt: Float32Array, classes: Float32Array, alpha: number): number {
  const allowed = Math.floor(alpha * prompt.length);
  return Math.max(0, leads(prompt, classes)[allowed] ?? 0);
}
