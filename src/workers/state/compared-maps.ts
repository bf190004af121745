/** What one score of a picture is beside another one. */
import type { ScoreMap, TruthMap } from '#src/gpu/compute';

type ComparedMap = ScoreMap | TruthMap;

/** The last map of each kind and pair of methods; the picture releases them with itself. */
export class ComparedMaps {
  readonly #maps = new Map<string, { key: string; map: ComparedMap }>();

  /**
   * @param slot names kind and pair: the map before in it is given to `retire`.
   * @param key all that the map depends on.
   */
  async of<M extends ComparedMap>(
    slot: string,
    key: string,
    make: () => Promise<M>,
    retire: (map: ComparedMap) => void,
  ): Promise<M> {
    const known = this.#maps.get(slot);
    if (known?.key === key) return known.map as M; // a slot holds maps of one kind
    const map = await make();
    const before = this.#maps.get(slot);
    this.#maps.set(slot, { key, map });
    if (before) retire(before.map);
    return map;
  }

  release(): void {
    for (const { map } of this.#maps.values()) map.release();
    this.#maps.clear();
  }
}
