import { destroyStorage } from '#src/gpu/buffers';
import type { Placed } from '#src/models/picture-network';

/**
 * What networks left of one picture for other networks, where networks run: its input, and the maps
 * of those that feed others, by source (`trunk/at4`), of one look. About 21 MB at 768 x 448, 85 MB in
 * a second look at 1536 x 864.
 */
export class PictureMaps {
  readonly #held = new Map<string, Placed>();

  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  get(source: string): Placed | null {
    return this.#held.get(source) ?? null;
  }

  /** Takes a map over: it is released with the others. */
  keep(source: string, map: Placed): void {
    this.#held.set(source, map);
  }

  release(): void {
    for (const map of this.#held.values()) if ('buffer' in map) destroyStorage(map.buffer);
    this.#held.clear();
  }
}
