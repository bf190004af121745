/**
 * From annotated pictures to a head: labelled cells of the network's grid, a sample of them,
 * training (methods.md 4.10).
 */
import { AnomalensError } from '#src/core/errors';
import type { LearntRule } from '#src/core/open-world/learnt';
import { type TrainedHead, trainHead } from '#src/core/open-world/train-head';
import { trainingCells } from '#src/core/open-world/training-cells';
import { timeSlices } from '#src/core/scheduling/time-slices';
import type { CollectedShot } from '#src/workers/learnt/shots';
import { type LabelledCells, labelCells } from '#src/workers/learnt/training-labels';

/** Cells `[n]` of all shots, one shot after another, row by row; labels as in `LabelledCells`. */
interface Cells extends Pick<LabelledCells, 'isAnnotated' | 'labels'> {
  /** Where each cell's features begin: shot, and position on the network's grid. */
  places: { shot: CollectedShot; at: number }[];
}

/**
 * @throws AnomalensError `option-invalid` when no cell's centre is annotated, or rules belong to
 * another network; `cancelled`.
 */
export async function learnHead(
  shots: readonly CollectedShot[],
  earlier: readonly LearntRule[],
  { signal, onStep }: { signal?: AbortSignal; onStep?: (step: number, steps: number) => void } = {},
): Promise<TrainedHead> {
  const { isAnnotated, labels, places } = cellsOf(shots, earlier);
  if (!isAnnotated.includes(1))
    throw new AnomalensError(
      'option-invalid',
      'The annotation is smaller than the network can see. Annotate a larger object.',
    );
  const { cells, weights } = trainingCells(isAnnotated);
  const [{ logits, features }] = shots as [CollectedShot];
  const sampled = new Float64Array(cells.length * features.classes);
  for (const [row, cell] of cells.entries()) {
    const { shot, at } = places[cell] as (typeof places)[number];
    const { data, width, height } = shot.features;
    for (let c = 0; c < features.classes; c++)
      sampled[row * features.classes + c] = data[c * width * height + at] as number;
  }
  const problem = {
    features: sampled,
    labels: Uint8Array.from(cells, (cell) => labels[cell] as number),
    weights,
    outputs: logits.classes + earlier.length + 1,
  };
  return trainHead(problem, timeSlices(signal), onStep);
}

function cellsOf(shots: readonly CollectedShot[], earlier: readonly LearntRule[]): Cells {
  const isAnnotated: number[] = [];
  const labels: number[] = [];
  const places: Cells['places'] = [];
  for (const shot of shots) {
    const cells = labelCells(shot, earlier);
    for (const [cell, label] of cells.labels.entries()) {
      isAnnotated.push(cells.isAnnotated[cell] as number);
      labels.push(label);
      places.push({
        shot,
        at: Math.floor(cell / cells.width) * shot.logits.width + (cell % cells.width),
      });
    }
  }
  return { isAnnotated: Uint8Array.from(isAnnotated), labels: Uint8Array.from(labels), places };
}
