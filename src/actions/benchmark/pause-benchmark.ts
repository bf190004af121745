import { benchmarkRun } from '#src/session/benchmark/benchmark-run';
import { patchBenchmark } from '#src/store/store';

export function pauseBenchmark(): void {
  benchmarkRun.control?.pause();
  patchBenchmark({ runState: 'pausing' });
}
