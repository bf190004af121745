import { LatestOnly } from '#src/core/scheduling/latest-only';
import type { ViewState } from '#src/protocol/view';

/** A worker that draws nothing for this long gets the next view all the same. */
const LONGEST_WAIT_MS = 2_000;

/**
 * Keeps at most one view message in flight: the next one, the newest, leaves when the worker
 * reports it drawn.
 */
export class ViewSender {
  #send: ((view: ViewState) => void) | null = null;
  #drawn: (() => void) | null = null;
  readonly #queue = new LatestOnly<ViewState>(
    (view) => this.#sendAndWait(view),
    (error) => reportError(error),
  );

  get waiting(): boolean {
    return this.#drawn !== null;
  }

  /** Where views go from now on; null while there is no worker, which drops them. */
  connect(send: ((view: ViewState) => void) | null): void {
    this.#send = send;
    this.#drawn?.();
  }

  offer(view: ViewState): void {
    if (this.#send) this.#queue.offer(view);
  }

  drawn(): void {
    this.#drawn?.();
  }

  async #sendAndWait(view: ViewState): Promise<void> {
    if (!this.#send) return;
    this.#send(view);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#drawn?.(), LONGEST_WAIT_MS);
      this.#drawn = () => {
        clearTimeout(timer);
        this.#drawn = null;
        resolve();
      };
    });
  }
}
