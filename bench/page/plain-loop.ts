/**
 * The obvious way to get the scores: enlarge all logits to the picture, then a softmax per pixel.
 */
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';

/** `[classes, height, width]` of the picture; bilinear, half-pixel centres. */
function enlarge(
  { data, classes, width, height, stride, grid }: LogitsData,
  target: Size,
): Float32Array {
  const result = new Float32Array(classes * target.width * target.height);
  const right = Math.min(width, Math.ceil(grid.width / stride)) - 1;
  const bottom = Math.min(height, Math.ceil(grid.height / stride)) - 1;
  let index = 0;
  for (let c = 0; c < classes; c++) {
    for (let y = 0; y < target.height; y++) {
      const fy = Math.min(
        Math.max(((y + 0.5) * grid.height) / target.height / stride - 0.5, 0),
        bottom,
      );
      const y0 = Math.floor(fy);
      const y1 = Math.min(y0 + 1, bottom);
      for (let x = 0; x < target.width; x++) {
        const fx = Math.min(
          Math.max(((x + 0.5) * grid.width) / target.width / stride - 0.5, 0),
          right,
        );
        const x0 = Math.floor(fx);
        const x1 = Math.min(x0 + 1, right);
        const row0 = (c * height + y0) * width;
        const row1 = (c * height + y1) * width;
        const above =
          (data[row0 + x0] as number) +
          ((data[row0 + x1] as number) - (data[row0 + x0] as number)) * (fx - x0);
        const below =
          (data[row1 + x0] as number) +
          ((data[row1 + x1] as number) - (data[row1 + x0] as number)) * (fx - x0);
        result[index++] = above + (below - above) * (fy - y0);
      }
    }
  }
  return result;
}

/** MSP, max-logit, entropy, energy and margin, `[height, width]` each. */
export function plainLoop(logits: LogitsData, target: Size): Float32Array[] {
  const { classes } = logits;
  const enlarged = enlarge(logits, target);
  const pixels = target.width * target.height;
  const empty = () => new Float32Array(pixels);
  const [msp, maxLogit, entropy, energy, margin] = [empty(), empty(), empty(), empty(), empty()];
  const probabilities = new Float64Array(classes);
  for (let pixel = 0; pixel < pixels; pixel++) {
    let first = -Infinity;
    let second = -Infinity;
    for (let c = 0; c < classes; c++) {
      const value = enlarged[c * pixels + pixel] as number;
      if (value > first) {
        second = first;
        first = value;
      } else if (value > second) second = value;
    }
    let sum = 0;
    for (let c = 0; c < classes; c++)
      sum += probabilities[c] = Math.exp((enlarged[c * pixels + pixel] as number) - first);
    let h = 0;
    for (let c = 0; c < classes; c++) {
      const p = (probabilities[c] as number) / sum;
      if (p > 0) h -= p * Math.log(p);
    }
    msp[pixel] = 1 - 1 / sum;
    maxLogit[pixel] = -first;
    entropy[pixel] = h / Math.log(classes);
    energy[pixel] = -(first + Math.log(sum));
    margin[pixel] = 1 - 1 / sum + Math.exp(second - first) / sum;
  }
  return [msp, maxLogit, entropy, energy, margin];
}
