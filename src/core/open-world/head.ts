/** The linear heads of PLM (methods.md 4.10). */
import type { HeadRule } from './learnt';

/**
 * Logits `[outputs, pixels]` of features `[channels, pixels]`. Linear, so sampling them between
 * pixels is exact.
 */
export function headLogits(
  { weights, bias }: Pick<HeadRule, 'weights' | 'bias'>,
  features: Float32Array,
  channels: number,
): Float32Array {
  const pixels = features.length / channels;
  const logits = new Float32Array(bias.length * pixels);
  for (let o = 0; o < bias.length; o++) {
    const row = logits.subarray(o * pixels, (o + 1) * pixels).fill(bias[o] as number);
    for (let c = 0; c < channels; c++) {
      const weight = weights[o * channels + c] as number;
      for (let i = 0, offset = c * pixels; i < pixels; i++, offset++)
        (row[i] as number) += weight * (features[offset] as number);
    }
  }
  return logits;
}
