import { benchmarkRun } from '#src/session/benchmark/benchmark-run';
import { patchBenchmark } from '#src/store/store';

export function resumeBenchmark(): void {
  benchmarkRun.control?.resume();
  patchBenchmark({ runState: 'running' });
}
