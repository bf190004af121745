/**
 * What a head is taught: a label per cell of the network's grid, in the order of Algorithm 1
 * (methods.md 4.10).
 */
import type { LearntRule } from '#src/core/open-world/learnt';
import type { Size } from '#src/core/types';
import { openClassesCpu } from '#src/gpu/ops/open-classes/cpu';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import type { TrainingLabels } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';
import type { CollectedShot, ShotStore } from '#src/workers/learnt/shots';
import { openRules } from '#src/workers/open-world/open-map';

/**
 * Cells of one shot whose centres lie in the picture, row by row; cell (x, y) of them is cell (x,
 * y) of the network's grid.
 */
export interface LabelledCells extends Size {
  /** `[height, width]`, 1 where the picture is annotated under the cell's centre. */
  isAnnotated: Uint8Array;
  /**
   * `[height, width]`: the network's classes, those learnt before, and the new one; no gap between
   * them for unknown.
   */
  labels: Uint8Array;
}

/**
 * The network's classes, overwritten by each earlier rule where it fires, and last by the
 * annotation. @throws AnomalensError `option-invalid`.
 */
export function labelCells(shot: CollectedShot, earlier: readonly LearntRule[]): LabelledCells {
  const { logits, size, mask } = shot;
  const { classes, grid, stride } = logits;
  const [width, height] = [centresWithin(grid.width, stride), centresWithin(grid.height, stride)];
  const isAnnotated = new Uint8Array(width * height);
  const labels = new Uint8Array(width * height);
  const pseudo = pseudoLabels(shot, earlier);
  for (let y = 0, cell = 0; y < height; y++) {
    const row = Math.floor((((y + 0.5) * stride) / grid.height) * size.height);
    for (let x = 0; x < width; x++, cell++) {
      const column = Math.floor((((x + 0.5) * stride) / grid.width) * size.width);
      isAnnotated[cell] = mask[row * size.width + column] as number;
      labels[cell] = isAnnotated[cell]
        ? classes + earlier.length
        : (pseudo[y * logits.width + x] as number);
    }
  }
  return { width, height, isAnnotated, labels };
}

/** How many k there are with (k + 1/2) stride < length. */
function centresWithin(length: number, stride: number): number {
  return Math.ceil(length / stride - 0.5);
}

/** Per cell `[h, w]` of the network's output what the network and the rules before take it for. */
function pseudoLabels(
  { logits, features }: CollectedShot,
  earlier: readonly LearntRule[],
): Uint8Array {
  const { classes } = logits;
  const whole = {
    width: logits.width,
    height: logits.height,
    paddedWidth: logits.width,
    paddedHeight: logits.height,
  };
  const cellByCell = (output: LogitsData): LogitsData => ({ ...output, stride: 1, grid: whole });
  const outputs = { logits: cellByCell(logits), features: cellByCell(features) };
  return openClassesCpu(outputs.logits, logits, openRules(outputs, earlier)).map((index) =>
    index > classes ? index - 1 : index,
  );
}

/**
 * For the page to show. @throws AnomalensError `shot-unknown`, `option-invalid` for rules of
 * another network.
 */
export function trainingLabels(
  shots: ShotStore,
  { shotId, earlier }: Requests['trainingLabels']['params'],
): TrainingLabels {
  const shot = shots.get(shotId);
  const { width, height, isAnnotated, labels } = labelCells(shot, earlier);
  const { grid, stride } = shot.logits;
  return {
    width,
    height,
    labels: Array.from(labels),
    annotated: isAnnotated.reduce((sum, value) => sum + value, 0),
    reach: { x: (width * stride) / grid.width, y: (height * stride) / grid.height },
  };
}
