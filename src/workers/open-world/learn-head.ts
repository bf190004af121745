/** From annotated pictures to a head: cells of the network's grid, pseudo labels in the order of Algorithm 1, training (methods.md 4.10). */
import { AnomalensError } from '#src/core/errors';
import type { LearntRule } from '#src/core/open-world/learnt';
import { type TrainedHead, trainHead } from '#src/core/open-world/train-head';
import { trainingCells } from '#src/core/open-world/training-cells';
import { timeSlices } from '#src/core/time-slices';
import { openClassesCpu } from '#src/gpu/ops/open-classes/cpu';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { openRules } from '#src/workers/open-world/learnt-classes';
import type { CollectedShot } from '#src/workers/open-world/shots';

/** Cells of all shots, one shot after another, row by row. */
interface Cells {
  /** `[n]`, 1 where the picture is annotated under the cell's centre. */
  isAnnotated: Uint8Array;
  /** `[n]`: the network's classes, those learnt before, and the new one. */
  labels: Uint8Array;
  /** Where each cell's features begin: shot, and position on the network's grid. */
  places: { shot: CollectedShot; at: number }[];
}

/** @throws AnomalensError `option-invalid` when no cell's centre is annotated, or rules belong to another network; `cancelled`. */
export async function learnHead(
  shots: readonly CollectedShot[],
  earlier: readonly LearntRule[],
  signal?: AbortSignal,
): Promise<TrainedHead> {
  const { isAnnotated, labels, places } = cellsOf(shots, earlier);
  if (!isAnnotated.includes(1))
    throw new AnomalensError('option-invalid', 'The annotation is smaller than the network can see. Annotate a larger object.');
  const { cells, weights } = trainingCells(isAnnotated);
  const [{ logits, features }] = shots;
  const sampled = new Float64Array(cells.length * features.classes);
  for (const [row, cell] of cells.entries()) {
    const { shot, at } = places[cell];
    const { data, width, height } = shot.features;
    for (let c = 0; c < features.classes; c++) sampled[row * features.classes + c] = data[c * width * height + at];
  }
  const problem = {
    features: sampled,
    labels: Uint8Array.from(cells, (cell) => labels[cell]),
    weights,
    outputs: logits.classes + earlier.length + 1,
  };
  return trainHead(problem, timeSlices(signal));
}

function cellsOf(shots: readonly CollectedShot[], earlier: readonly LearntRule[]): Cells {
  const isAnnotated: number[] = [];
  const labels: number[] = [];
  const places: Cells['places'] = [];
  for (const shot of shots) {
    const { logits, size, mask } = shot;
    const { classes, width, grid, stride } = logits;
    const pseudo = pseudoLabels(shot, earlier);
    for (let y = 0; (y + 0.5) * stride < grid.height; y++) {
      const row = Math.floor((((y + 0.5) * stride) / grid.height) * size.height);
      for (let x = 0; (x + 0.5) * stride < grid.width; x++) {
        const column = Math.floor((((x + 0.5) * stride) / grid.width) * size.width);
        const at = y * width + x;
        const own = mask[row * size.width + column];
        isAnnotated.push(own);
        labels.push(own ? classes + earlier.length : pseudo[at]);
        places.push({ shot, at });
      }
    }
  }
  return { isAnnotated: Uint8Array.from(isAnnotated), labels: Uint8Array.from(labels), places };
}

/** Per cell `[h, w]` what the network and the rules before take it for; no gap between them for unknown. */
function pseudoLabels({ logits, features }: CollectedShot, earlier: readonly LearntRule[]): Uint8Array {
  const { classes } = logits;
  const whole = { width: logits.width, height: logits.height, paddedWidth: logits.width, paddedHeight: logits.height };
  const cellByCell = (output: LogitsData): LogitsData => ({ ...output, stride: 1, grid: whole });
  const outputs = { logits: cellByCell(logits), features: cellByCell(features) };
  return openClassesCpu(outputs.logits, logits, openRules(outputs, earlier)).map((index) => (index > classes ? index - 1 : index));
}
