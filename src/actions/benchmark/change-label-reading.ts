import { askFolderAgain } from '#src/session/benchmark/folder-labels';
import { getState } from '#src/store/store';

/**
 * Opens the question about labels of the folder, also one that was closed without an answer.
 * @param index of the group that is to be read in another way, where all are decided.
 */
export function changeLabelReading(index = 0): void {
  if (getState().benchmark.runState === 'idle') askFolderAgain(index);
}
