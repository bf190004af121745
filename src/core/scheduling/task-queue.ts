import { AnomalensError } from '#src/core/errors';

/** Throws `cancelled` when the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AnomalensError('cancelled', 'Cancelled.', true);
}

/**
 * Runs tasks one at a time, in order. A task that fails rejects its own promise and nothing else:
 * the next one starts as if it had succeeded.
 */
export class TaskQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /**
   * @throws what the task throws, or AnomalensError `cancelled` when the signal was aborted before
   * its turn came.
   */
  run<T>(task: () => T | Promise<T>, signal?: AbortSignal): Promise<T> {
    const start = (): T | Promise<T> => {
      throwIfCancelled(signal);
      return task();
    };
    const result = this.#tail.then(start);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
