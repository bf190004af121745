import type { StageTimes } from '#src/core/types';

/** Runs a stage and adds its milliseconds to `times`. */
export async function timed<T>(
  times: StageTimes,
  stage: keyof StageTimes,
  run: () => T | Promise<T>,
): Promise<T> {
  const start = performance.now();
  try {
    return await run();
  } finally {
    times[stage] = (times[stage] ?? 0) + performance.now() - start;
  }
}
