/** What a reload or a cancel has left in the browser: an unfinished run, or the last result. */
import { Checkpoints } from '#src/evaluation/checkpoint';
import { serialiseError } from '#src/protocol/errors';
import { keptResult } from '#src/session/benchmark/kept-result';
import { openRunStore, RUN_LOCK, type RunStore } from '#src/session/benchmark/run-store';
import { getState, patchBenchmark } from '#src/store/store';

/** Looks for one, and takes over its settings so that Run goes on with it. */
export async function findStoredRun(): Promise<void> {
  if (getState().benchmark.runState !== 'idle') return;
  // Another tab's run is under way, not left.
  await navigator.locks.request(RUN_LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    try {
      const store = await openRunStore();
      await showKept(store);
      const checkpoint = await new Checkpoints(store).load();
      const { benchmark } = getState();
      if (!checkpoint) return patchBenchmark({ stored: null });
      const { settings, longSide, closedSet } = checkpoint.key;
      const methodIds = closedSet
        ? benchmark.options.methodIds
        : settings.map(({ methodId }) => methodId);
      const stored = { done: checkpoint.journal.length, images: checkpoint.images };
      patchBenchmark({ stored, options: { ...benchmark.options, methodIds, longSide, closedSet } });
    } catch (error) {
      patchBenchmark({ failure: serialiseError(error) });
    }
  });
}

/** A result that a reload has taken from the page, unless another folder was chosen since. */
async function showKept(store: RunStore): Promise<void> {
  const kept = await keptResult(store);
  const { result, folder } = getState().benchmark;
  if (!kept || result || folder) return;
  patchBenchmark({ result: kept.result, resultFolder: kept.folder, errors: kept.result.errors });
}
