import type { RunControl } from '#src/session/benchmark/run-control';

/** The run that is under way. */
export const benchmarkRun: { control: RunControl | null } = { control: null };
