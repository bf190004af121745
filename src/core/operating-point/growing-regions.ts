/**
 * The 8-connected regions of a mask that grows pixel by pixel, as that of a falling threshold does:
 * all thresholds of a picture for the price of one labelling.
 */
import type { Size } from '#src/core/types';

const OUTSIDE = 0xffffffff;

interface Joins {
  before(into: number, from: number): void;
  after(into: number): void;
}

export class GrowingRegions {
  /** `[H,W]` parents of a forest; `OUTSIDE` where the mask has not come to yet. */
  readonly #parents: Uint32Array;
  readonly #areas: Uint32Array;

  /** @param joins is told of every two regions that become the first of them, by their roots. */
  constructor(
    private readonly size: Size,
    private readonly joins: Joins | null = null,
  ) {
    this.#parents = new Uint32Array(size.width * size.height).fill(OUTSIDE);
    this.#areas = new Uint32Array(size.width * size.height);
  }

  /** Pixels of the region of a root. */
  areaOf(root: number): number {
    return this.#areas[root] as number;
  }

  /** Adds a pixel as a region of its own, to be joined by `connect`. */
  add(pixel: number): void {
    this.#parents[pixel] = pixel;
    this.#areas[pixel] = 1;
  }

  /** Joins an added pixel with what it touches. @returns the root of its region. */
  connect(pixel: number): number {
    const { width, height } = this.size;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const [left, right] = [Math.max(x - 1, 0), Math.min(x + 1, width - 1)];
    let root = this.#rootOf(pixel);
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++)
      for (let column = left; column <= right; column++) {
        const neighbour = row * width + column;
        const parent = this.#parents[neighbour];
        if (parent !== OUTSIDE && parent !== root) root = this.#join(root, neighbour);
      }
    return root;
  }

  #join(root: number, pixel: number): number {
    const other = this.#rootOf(pixel);
    if (other === root) return root;
    const isLarger = this.areaOf(other) > this.areaOf(root);
    const [into, from] = isLarger ? [other, root] : [root, other];
    this.joins?.before(into, from);
    this.#parents[from] = into;
    (this.#areas[into] as number) += this.areaOf(from);
    this.joins?.after(into);
    return into;
  }

  #rootOf(pixel: number): number {
    let root = pixel;
    while (this.#parents[root] !== root) {
      const parent = this.#parents[root] as number;
      this.#parents[root] = this.#parents[parent] as number;
      root = parent;
    }
    return root;
  }
}
