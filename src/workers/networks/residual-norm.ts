/**
 * The layer that shows where and how much a network adds to its features: the squared L2 norm of
 * the residual per pixel.
 */
import type { Range } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult, PlacedOutput } from '#src/workers/state/network-result';

/** 1st and 99th percentile over the output's pixels, the padding left out (methods.md 2.8). */
export function residualRange({ tensor, values }: PlacedOutput): Range {
  const { grid, stride } = tensor;
  const [columns, rows] = [Math.ceil(grid.width / stride), Math.ceil(grid.height / stride)];
  const content = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    content.set(values.subarray(y * tensor.width, y * tensor.width + columns), y * columns);
  content.sort();
  const percentile = (share: number) => content[Math.round(share * (content.length - 1))] as number;
  return { min: percentile(0.01), max: percentile(0.99) };
}

/**
 * The residual norm `[H, W]` on the picture grid, computed once per run; null for networks without
 * it.
 */
export async function ensureResidualNorm(
  { compute }: EngineContext,
  entry: HeldPicture,
  network: NetworkResult,
): Promise<ScoreMap | null> {
  const { residualNorm } = network.outputs;
  if (!residualNorm) return null;
  return entry.queue.run(async () => {
    network.residualNorm ??= await compute.upsample(residualNorm.tensor, entry.size);
    return network.residualNorm;
  });
}
