import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { borderTiles } from './border-tiles';

const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    reach: fc.integer({ min: 1, max: 12 }),
  })
  .chain(({ width, height, reach }) =>
    fc.record({
      size: fc.constant({ width, height }),
      reach: fc.constant(reach),
      // Few regions, so that many tiles are uniform.
      ids: fc
        .array(
          fc.tuple(
            fc.nat(width - 1),
            fc.nat(height - 1),
            fc.nat(12),
            fc.integer({ min: 1, max: 3 }),
          ),
          { maxLength: 3 },
        )
        .map((squares) => {
          const ids = new Uint32Array(width * height);
          for (const [left, top, side, id] of squares)
            for (let y = top; y < Math.min(height, top + side); y++)
              ids.fill(id, y * width + left, y * width + Math.min(width, left + side));
          return ids;
        }),
    }),
  );

describe('borderTiles', () => {
  it('leaves out no pixel that sees another id, or a region the edge, within its reach', () => {
    fc.assert(
      fc.property(picture, ({ size: { width, height }, reach, ids }) => {
        const { shift, across, near } = borderTiles(ids, { width, height }, reach);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const own = ids[y * width + x];
            let border = false;
            for (let v = y - reach; v <= y + reach; v++)
              for (let u = x - reach; u <= x + reach; u++) {
                const id = u < 0 || v < 0 || u >= width || v >= height ? 0 : ids[v * width + u];
                if (id !== own) border = true;
              }
            if (border) expect(near[(y >> shift) * across + (x >> shift)]).toBe(1);
          }
        }
      }),
    );
  });

  it('looks beyond a last tile that is narrower than its reach', () => {
    const size = { width: 13, height: 13 };
    const { shift, across, near } = borderTiles(new Uint32Array(13 * 13).fill(1), size, 3);
    expect([1 << shift, across]).toEqual([4, 4]);
    // Pixel (11, 6) is 2 from the edge of the picture, in the tile before the last.
    expect([...near]).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('skips what lies far from every border', () => {
    const ids = new Uint32Array(64 * 64);
    ids[0] = 1;
    const { near } = borderTiles(ids, { width: 64, height: 64 }, 3);
    expect(near.reduce((sum, value) => sum + value, 0)).toBe(4);
  });
});
