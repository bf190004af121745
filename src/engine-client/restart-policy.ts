/**
 * When to try again after a crash, and when WebGPU has failed too often. Pure: the caller passes
 * the time.
 */
export type RestartDecision =
  | { action: 'restart'; delayMs: number }
  | { action: 'give-up-webgpu'; delayMs: number }
  | { action: 'fail' };

const WINDOW_MS = 60_000;
const MOST_RESTARTS = 3;
const FIRST_DELAY_MS = 100;

export class RestartPolicy {
  #restarts: number[] = [];
  #usesWebgpu: boolean;

  constructor(usesWebgpu: boolean) {
    this.#usesWebgpu = usesWebgpu;
  }

  /** What has crashed so far no longer counts. */
  forget(): void {
    this.#restarts = [];
  }

  /**
   * At most three restarts within a minute, each after a longer pause; then the same without
   * WebGPU; then the end.
   * @param webgpuImpossible the crash says that WebGPU cannot work here, so trying it again is no
   * use.
   */
  afterCrash(now: number, webgpuImpossible = false): RestartDecision {
    this.#restarts = this.#restarts.filter((time) => now - time < WINDOW_MS);
    const spent = this.#restarts.length >= MOST_RESTARTS;
    if (spent || webgpuImpossible) {
      if (!this.#usesWebgpu) return { action: 'fail' };
      this.#usesWebgpu = false;
      this.#restarts = [];
      return { action: 'give-up-webgpu', delayMs: 0 };
    }
    const delayMs = FIRST_DELAY_MS * 4 ** this.#restarts.length;
    this.#restarts.push(now);
    return { action: 'restart', delayMs };
  }
}
