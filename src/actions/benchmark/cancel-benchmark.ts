import { benchmarkRun } from '#src/session/benchmark/benchmark-run';
import { patchBenchmark } from '#src/store/store';

/** The images finished so far stay stored. */
export function cancelBenchmark(): void {
  benchmarkRun.control?.cancel();
  patchBenchmark({ runState: 'cancelling' });
}
