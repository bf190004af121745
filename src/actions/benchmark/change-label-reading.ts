import { askFolderAgain } from '#src/session/benchmark/folder-labels';
import { getState } from '#src/store/store';

/** Opens the question about the labels of the folder, also one that was closed without an answer. */
export function changeLabelReading(): void {
  if (getState().benchmark.runState === 'idle') askFolderAgain();
}
