/** Pause and cancel of the run under way, and the time its images take. */
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';

/** Images that the time left is estimated from. */
const REMEMBERED = 20;

export class RunControl {
  readonly #aborting = new AbortController();
  #pause: { promise: Promise<void>; end: () => void } | null = null;
  #tick = performance.now();
  #durations: number[] = [];

  get signal(): AbortSignal {
    return this.#aborting.signal;
  }

  /** The promise that the runner and every read wait for; null when nothing is paused. */
  readonly paused = (): Promise<void> | null => this.#pause?.promise ?? null;

  pause(): void {
    if (this.#pause) return;
    let end = () => {};
    const promise = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#pause = { promise, end };
  }

  resume(): void {
    this.#pause?.end();
    this.#pause = null;
    this.#tick = performance.now();
  }

  cancel(): void {
    this.#aborting.abort();
    this.resume();
  }

  /** An image has been finished. */
  lap(): void {
    const now = performance.now();
    this.#durations = [...this.#durations, now - this.#tick].slice(-REMEMBERED);
    this.#tick = now;
  }

  /** Work of another kind begins. */
  startClock(): void {
    this.#tick = performance.now();
  }

  get millisecondsPerImage(): number | null {
    const { length } = this.#durations;
    return length === 0
      ? null
      : this.#durations.reduce((total, duration) => total + duration, 0) / length;
  }
}

export type ReadKind = 'image' | 'label';

/**
 * Wraps items: every read waits while the run is paused, and says what it is for. @throws
 * AnomalensError `cancelled`, from a read.
 */
export function watchedItems(
  items: readonly EvaluationItem[],
  { paused, signal }: RunControl,
  { onPaused, onRead }: { onPaused: () => void; onRead: (kind: ReadKind, name: string) => void },
): EvaluationItem[] {
  const watched = (file: EvaluationFile, kind: ReadKind, name: string): EvaluationFile => ({
    name: file.name,
    read: async () => {
      const pause = paused();
      if (pause) onPaused();
      await pause;
      throwIfCancelled(signal);
      onRead(kind, name);
      return file.read();
    },
  });
  return items.map((item) => ({
    ...item,
    image: watched(item.image, 'image', item.image.name),
    label: item.label && watched(item.label, 'label', item.image.name),
  }));
}
