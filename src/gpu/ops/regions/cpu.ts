import { BACKGROUND, type Size } from '#src/core/types';

/**
 * 8-connected regions of a mask `[H, W]` by union-find (Rosenfeld and Pfaltz 1966, two passes).
 * The label of a region is the smallest pixel index in it, so that any implementation agrees
 * element by element.
 */
export function regionsCpu(mask: Uint8Array, { width, height }: Size): Uint32Array {
  const parent = new Uint32Array(mask.length).fill(BACKGROUND);

  const find = (start: number): number => {
    let root = start;
    while (parent[root] !== root) root = parent[root] as number;
    for (let i = start; parent[i] !== root; ) {
      const next = parent[i] as number;
      parent[i] = root;
      i = next;
    }
    return root;
  };
  const unite = (a: number, b: number): void => {
    const rootA = find(a);
    const rootB = find(b);
    if (rootA < rootB) parent[rootB] = rootA;
    else parent[rootA] = rootB;
  };

  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (mask[i] === 0) continue;
      const north = y > 0 && mask[i - width] !== 0;
      const west = x > 0 && mask[i - 1] !== 0;
      const northWest = y > 0 && x > 0 && mask[i - width - 1] !== 0;
      const northEast = y > 0 && x < width - 1 && mask[i - width + 1] !== 0;
      parent[i] = i;
      // A set neighbour to the north already joins west, north-west and north-east with each other.
      if (north) unite(i, i - width);
      else {
        if (northWest) unite(i, i - width - 1);
        else if (west) unite(i, i - 1);
        if (northEast) unite(i, i - width + 1);
      }
    }
  }
  // Parents never lie after their children: one forward sweep resolves every label.
  for (let i = 0; i < parent.length; i++)
    if (parent[i] !== BACKGROUND) parent[i] = parent[parent[i] as number] as number;
  return parent;
}
