import { AnomalensError } from '#src/core/errors';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** Told to the page, which sends a picture again that has gone. */
export const KEPT_PICTURES = 5;

/**
 * The decoded pictures, at most five: the least recently used one goes first, but never the one
 * that is shown.
 */
export class PictureStore {
  readonly #entries = new Map<string, HeldPicture>();
  /** Id on the canvases. */
  shownId: string | null = null;

  /** Replaces an earlier picture of the same id. */
  add(id: string, entry: HeldPicture): void {
    this.remove(id);
    this.#entries.set(id, entry);
    for (const candidate of [...this.#entries.keys()]) {
      if (this.#entries.size <= KEPT_PICTURES) break;
      if (candidate !== this.shownId) this.remove(candidate);
    }
  }

  /** Without counting as a use. */
  peek(id: string): HeldPicture | null {
    return this.#entries.get(id) ?? null;
  }

  /** @throws AnomalensError `picture-unknown`: the page sends the file again. */
  get(id: string): HeldPicture {
    const entry = this.#entries.get(id);
    if (!entry)
      throw new AnomalensError('picture-unknown', 'The picture is not loaded any more.', true);
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry;
  }

  /** All that are held; none counts as used. */
  all(): HeldPicture[] {
    return [...this.#entries.values()];
  }

  remove(id: string): void {
    this.#entries.get(id)?.release();
    this.#entries.delete(id);
  }
}
