/**
 * Runs a task on the newest of many values: at most one run at a time, and of the values that
 * arrive meanwhile only the last one is kept. The last value offered is always handled.
 */
export class LatestOnly<T> {
  #waiting: { value: T } | null = null;
  #running: Promise<void> | null = null;

  /** `task` reports its own failures; one that rejects does not stop later values. */
  constructor(
    private readonly task: (value: T) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  offer(value: T): void {
    this.#waiting = { value };
    this.#running ??= this.#drain();
  }

  /** Drops a waiting value and resolves once nothing runs. */
  async stop(): Promise<void> {
    this.#waiting = null;
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting) {
      const { value } = this.#waiting;
      this.#waiting = null;
      try {
        await this.task(value);
      } catch (error) {
        this.onError(error);
      }
    }
    this.#running = null;
  }
}
