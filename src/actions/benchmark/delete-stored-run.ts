import { openRunStore } from '#src/session/benchmark/run-store';
import { patchBenchmark } from '#src/store/store';

/** Forgets the unfinished run that a reload or a cancel has left in the browser. */
export async function deleteStoredRun(): Promise<void> {
  await (await openRunStore()).clear();
  patchBenchmark({ failure: null, stored: null });
}
