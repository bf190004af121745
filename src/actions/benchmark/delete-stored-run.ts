import { keepResult, keptResult } from '#src/session/benchmark/kept-result';
import { openRunStore } from '#src/session/benchmark/run-store';
import { patchBenchmark } from '#src/store/store';

/** Forgets the unfinished run that a reload or a cancel has left, not the last result. */
export async function deleteStoredRun(): Promise<void> {
  const store = await openRunStore();
  const kept = await keptResult(store);
  await store.clear();
  if (kept) await keepResult(store, kept);
  patchBenchmark({ failure: null, stored: null });
}
