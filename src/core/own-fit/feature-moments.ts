/** Where the features of a network's classes lie on ordinary pictures (docs/methods.md 1.7). */
import { cholesky, inverseOfLower } from '#src/core/cholesky';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { LogitPlanes } from '#src/core/own-network/planes';

/** Means of classes after a projection, `[classes, components]` and `[components, channels]`, row-major. */
interface ProjectedMeans {
  projection: number[];
  centres: number[];
}

/** What was fitted to the features of ordinary pictures. */
export interface FeatureFit {
  /** After it the covariance that all classes share is the identity. */
  mahalanobis: ProjectedMeans;
  /** In units of the mean standard deviation of a channel: every direction counts the same. */
  prototype: ProjectedMeans;
  /** How many classes have a mean. */
  classes: number;
}

/** As in training/measure/feature_statistics.py. */
const SHRINKAGE = 1e-3;
/** A class that was predicted for fewer pixels has no mean worth keeping. */
const FEWEST_PIXELS = 50;
/** Pixels of a picture, evenly spread: more cost time and say little that is new. */
const MOST_PIXELS = 8192;
/** A matrix of more channels takes too long to invert, and to multiply each pixel with. */
const MOST_CHANNELS = 512;

/** Sums of the features of pixels, by the class that was predicted for them; all in float64. */
export class FeatureMoments {
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #products: Float64Array;

  /** @throws AnomalensError `network-unsupported` for more than 512 channels. */
  constructor(
    readonly channels: number,
    readonly classes: number,
  ) {
    if (channels > MOST_CHANNELS)
      throw unsupportedNetwork(
        `its features have ${channels} channels, and ${MOST_CHANNELS} at most can be fitted`,
      );
    this.#counts = new Float64Array(classes);
    this.#sums = new Float64Array(classes * channels);
    this.#products = new Float64Array(channels * channels);
  }

  /**
   * Adds a picture.
   * @param features `[channels, h, w]`. @param logits `[classes, h', w']` of the same input.
   * @param covered which share of the input's width and height the picture covers, from its upper left.
   */
  add(
    features: LogitPlanes,
    logits: LogitPlanes,
    covered: { width: number; height: number },
  ): void {
    const { channels } = this;
    const columns = Math.max(1, Math.floor(features.width * covered.width));
    const rows = Math.max(1, Math.floor(features.height * covered.height));
    const step = Math.max(1, Math.ceil((columns * rows) / MOST_PIXELS));
    const plane = features.width * features.height;
    const feature = new Float64Array(channels);
    for (let i = 0; i < columns * rows; i += step) {
      const [x, y] = [i % columns, Math.floor(i / columns)];
      for (let k = 0; k < channels; k++)
        feature[k] = features.data[k * plane + y * features.width + x] as number;
      this.#addPixel(
        feature,
        classAt(logits, (x + 0.5) / features.width, (y + 0.5) / features.height),
      );
    }
  }

  #addPixel(feature: Float64Array, predicted: number): void {
    const { channels } = this;
    (this.#counts[predicted] as number) += 1;
    for (let k = 0; k < channels; k++) {
      const value = feature[k] as number;
      (this.#sums[predicted * channels + k] as number) += value;
      for (let j = 0; j <= k; j++)
        (this.#products[k * channels + j] as number) += value * (feature[j] as number);
    }
  }

  /** @throws AnomalensError `network-unsupported` where nothing can be told from the features. */
  fit(): FeatureFit {
    const { channels } = this;
    const covariance = this.#covariance();
    let trace = 0;
    for (let k = 0; k < channels; k++) trace += covariance[k * channels + k] as number;
    const variance = trace / channels;
    const means = this.#means();
    if (!(variance > 0) || !Number.isFinite(variance) || means.length === 0)
      throw unsupportedNetwork('its features are the same everywhere on these pictures');
    for (let k = 0; k < channels; k++)
      (covariance[k * channels + k] as number) += SHRINKAGE * variance;
    const whitening = inverseOfLower(cholesky(covariance, channels), channels);
    const scaling = new Float64Array(channels * channels);
    for (let k = 0; k < channels; k++) scaling[k * channels + k] = 1 / Math.sqrt(variance);
    return {
      mahalanobis: projectedMeans(whitening, means),
      prototype: projectedMeans(scaling, means),
      classes: means.length,
    };
  }

  /** Lower half `[channels, channels]` of what is left of the spread within classes. */
  #covariance(): Float64Array {
    const { channels, classes } = this;
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    const covariance = this.#products.slice();
    for (let k = 0; k < channels; k++)
      for (let j = 0; j <= k; j++) {
        const at = k * channels + j;
        for (let c = 0; c < classes; c++) {
          const count = this.#counts[c] as number;
          if (count === 0) continue;
          const both =
            (this.#sums[c * channels + k] as number) * (this.#sums[c * channels + j] as number);
          (covariance[at] as number) -= both / count;
        }
        (covariance[at] as number) /= total;
      }
    return covariance;
  }

  #means(): Float64Array[] {
    const { channels } = this;
    return [...this.#counts].flatMap((count, c) => {
      if (count < FEWEST_PIXELS) return [];
      return [this.#sums.slice(c * channels, (c + 1) * channels).map((sum) => sum / count)];
    });
  }
}

/** The likeliest class at a place of the input, 0..1 both ways. */
function classAt({ data, classes, width, height }: LogitPlanes, x: number, y: number): number {
  const at = Math.floor(y * height) * width + Math.floor(x * width);
  let winner = 0;
  for (let c = 1; c < classes; c++)
    if ((data[c * width * height + at] as number) > (data[winner * width * height + at] as number))
      winner = c;
  return winner;
}

function projectedMeans(projection: Float64Array, means: readonly Float64Array[]): ProjectedMeans {
  const centres = means.flatMap((mean) =>
    Array.from(mean, (_, d) =>
      mean.reduce((sum, value, k) => sum + (projection[d * mean.length + k] as number) * value, 0),
    ),
  );
  return { projection: Array.from(projection), centres };
}
