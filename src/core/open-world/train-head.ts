/**
 * Training of a PLM head: DCE + lambda VL over a linear map of features (Cen et al. 2021;
 * methods.md 4.3 and 4.10).
 */
import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from './embedding';
import { unwhiten, whiten, whiteningOf } from './whitening';

/** Weight of the variance loss, as the network itself was trained. */
const LAMBDA = 0.08;
/**
 * The paper's code takes 10 steps of 0.1 with momentum 0.9 from weights that have seen the classes;
 * these start at nothing.
 */
const STEPS = 50;
/**
 * Below one over the largest curvature, 6^2 / 2 + 2 lambda for features of unit covariance: the
 * loss falls in every step but for the momentum.
 */
const STEP_SIZE = 0.05;
const MOMENTUM = 0.8;

export interface HeadProblem {
  /** `[n, channels]` row by row; overwritten. */
  features: Float64Array;
  /** `[n]`: 0..outputs-1, the last one the class to be learnt. */
  labels: Uint8Array;
  /** `[n]`, summing to 1. */
  weights: Float64Array;
  outputs: number;
}

export interface TrainedHead {
  /** `[outputs, channels]`: embeddings f = W x + b, probabilities softmax(6 f). */
  weights: number[];
  /** `[outputs]` */
  bias: number[];
  /** Before every step. */
  losses: number[];
}

/**
 * Full-batch steps with Nesterov momentum from zero weights; the twin of
 * training/open_world/plm.py, in float64.
 * @param pause awaited between blocks of rows; what it throws ends the training.
 * @param onStep told of every step as it begins, from 1 on.
 */
export async function trainHead(
  { features, labels, weights, outputs }: HeadProblem,
  pause: () => Promise<void>,
  onStep?: (step: number, steps: number) => void,
): Promise<TrainedHead> {
  const channels = features.length / labels.length;
  const whitening = whiteningOf(features, weights, channels);
  await pause();
  whiten(features, whitening);
  // Weights of all outputs, then their biases; every embedding starts with the sum of the
  // prototypes.
  const theta = new Float64Array(outputs * (channels + 1));
  theta.fill(PROTOTYPE_LENGTH / outputs, outputs * channels);
  const velocity = new Float64Array(theta.length);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    onStep?.(step + 1, STEPS);
    const { loss, gradient } = await lossOf(theta, { features, labels, weights, outputs }, pause);
    losses.push(loss);
    for (let i = 0; i < theta.length; i++) {
      const slope = gradient[i] as number;
      const speed = MOMENTUM * (velocity[i] as number) + slope;
      velocity[i] = speed;
      (theta[i] as number) -= STEP_SIZE * (slope + MOMENTUM * speed);
    }
  }
  return {
    ...unwhiten(
      theta.subarray(0, outputs * channels),
      theta.subarray(outputs * channels),
      whitening,
    ),
    losses,
  };
}

/** Rows between two pauses: about a millisecond of work. */
const BLOCK = 256;

async function lossOf(
  theta: Float64Array,
  { features, labels, weights, outputs }: HeadProblem,
  pause: () => Promise<void>,
): Promise<{ loss: number; gradient: Float64Array }> {
  const channels = features.length / labels.length;
  const bias = theta.subarray(outputs * channels);
  const gradient = new Float64Array(theta.length);
  const biasGradient = gradient.subarray(outputs * channels);
  const f = new Float64Array(outputs);
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    if (i % BLOCK === 0) await pause();
    const start = i * channels;
    for (let o = 0; o < outputs; o++) {
      let sum = bias[o] as number;
      for (let c = 0, offset = o * channels; c < channels; c++, offset++)
        sum += (theta[offset] as number) * (features[start + c] as number);
      f[o] = sum;
    }
    const weight = weights[i] as number;
    loss += weight * lossAndSlope(f, labels[i] as number);
    for (let o = 0; o < outputs; o++) {
      const slope = weight * (f[o] as number);
      (biasGradient[o] as number) += slope;
      for (let c = 0, offset = o * channels; c < channels; c++, offset++)
        (gradient[offset] as number) += slope * (features[start + c] as number);
    }
  }
  return { loss, gradient };
}

/** DCE + lambda VL of one embedding `[outputs]`, which is replaced by the slope of the loss. */
function lossAndSlope(f: Float64Array, label: number): number {
  const largest = f.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const value of f) sum += Math.exp(LOGITS_PER_EMBEDDING * (value - largest));
  const dce = Math.log(sum) - LOGITS_PER_EMBEDDING * ((f[label] as number) - largest);
  let variance = 0;
  for (let o = 0; o < f.length; o++) {
    const isOwn = o === label;
    const value = f[o] as number;
    const chance = Math.exp(LOGITS_PER_EMBEDDING * (value - largest)) / sum;
    const away = value - (isOwn ? PROTOTYPE_LENGTH : 0);
    variance += away * away;
    f[o] = LOGITS_PER_EMBEDDING * (chance - (isOwn ? 1 : 0)) + 2 * LAMBDA * away;
  }
  return dce + LAMBDA * variance;
}
