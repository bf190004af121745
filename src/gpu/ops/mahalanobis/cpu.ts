import type { LogitsData } from '#src/gpu/ops/scores/cpu';

/**
 * A projection after which the features' covariance is the identity, and the class means after it.
 */
export interface WhitenedClasses {
  /** `[components, channels]`, row-major. */
  projection: readonly number[];
  /** `[classes, components]`, row-major. */
  centres: readonly number[];
}

/**
 * Squared Mahalanobis distance to the nearest class mean per feature pixel, `[height, width]` (Lee
 * et al. 2018; methods.md 1.3): `min_c ||W f - W mu_c||^2`. The features are projected first, so
 * that float32 has no large numbers to subtract.
 * @param features `[channels, height, width]` of the padded input.
 */
export function mahalanobisCpu(
  features: LogitsData,
  { projection, centres }: WhitenedClasses,
): Float32Array {
  const { data, classes: channels, width, height } = features;
  const plane = width * height;
  const components = projection.length / channels;
  const matrix = Float64Array.from(projection);
  const means = Float64Array.from(centres);
  const feature = new Float64Array(channels);
  const projected = new Float64Array(components);
  const distances = new Float32Array(plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let k = 0; k < channels; k++) feature[k] = data[k * plane + pixel] as number;
    for (let d = 0; d < components; d++) {
      let sum = 0;
      for (let k = 0; k < channels; k++)
        sum += (matrix[d * channels + k] as number) * (feature[k] as number);
      projected[d] = sum;
    }
    let nearest = Number.POSITIVE_INFINITY;
    for (let start = 0; start < means.length; start += components) {
      let distance = 0;
      for (let d = 0; d < components; d++)
        distance += ((projected[d] as number) - (means[start + d] as number)) ** 2;
      nearest = Math.min(nearest, distance);
    }
    distances[pixel] = nearest;
  }
  return distances;
}
