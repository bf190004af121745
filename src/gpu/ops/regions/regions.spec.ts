import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#src/core/types';
import { regionsCpu } from './cpu';
import { MASK_CASES } from './regions.cases';

/** Flood fill: slow, obvious, and independent of union-find. */
function floodFill(mask: Uint8Array, width: number, height: number): Uint32Array {
  const labels = new Uint32Array(mask.length).fill(BACKGROUND);
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || labels[start] !== BACKGROUND) continue;
    const queue = [start];
    labels[start] = start;
    for (let pixel = queue.pop(); pixel !== undefined; pixel = queue.pop()) {
      const x = pixel % width;
      const y = Math.floor(pixel / width);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const neighbour = ny * width + nx;
          if (!mask[neighbour] || labels[neighbour] !== BACKGROUND) continue;
          labels[neighbour] = start;
          queue.push(neighbour);
        }
      }
    }
  }
  return labels;
}

describe.each(MASK_CASES)('regions: $name', ({ mask, width, height, count }) => {
  const labels = regionsCpu(mask, { width, height });

  it('equals a flood fill', () => {
    expect([...labels]).toEqual([...floodFill(mask, width, height)]);
  });

  if (count !== null) {
    it(`finds ${count}`, () => {
      expect(new Set([...labels].filter((label) => label !== BACKGROUND)).size).toBe(count);
    });
  }
});
