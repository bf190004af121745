import { BACKGROUND, type Size } from '#src/core/types';
import { fillRun, runsOfMask } from './runs';

/**
 * 8-connected regions of a mask `[H, W]`. The label of a region is the smallest pixel index in it, so
 * that any implementation agrees element by element.
 */
export function regionsCpu(mask: Uint8Array, size: Size): Uint32Array {
  const { starts, ends, first } = runsOfMask(mask, size);
  const labels = new Uint32Array(mask.length).fill(BACKGROUND);
  for (let run = 0; run < starts.length; run++) {
    const label = starts[first[run] as number] as number;
    fillRun(labels, label, starts[run] as number, ends[run] as number);
  }
  return labels;
}
