/**
 * Goes to the benchmark page and back. Kept apart from its other actions: they come with the page,
 * when it is first opened.
 */
import { patchBenchmark } from '#src/store/store';

export function setBenchmarkOpen(open: boolean): void {
  patchBenchmark({ open });
}
