import { describe, expect, it } from 'vitest';
import {
  framesRows,
  momentsRows,
  type TableFrames,
  tracksRows,
} from '#src/core/drives/drive-tables';
import { momentsOf } from '#src/core/drives/moments';
import { scaledBox, scaledRle } from '#src/core/drives/scaled-region';
import { trackRegions } from '#src/core/drives/track-regions';
import { tracksCoco } from '#src/core/drives/tracks-coco';
import { decodeRle } from '#src/core/rle/coco-rle';
import { fc } from '#src/core/testing/seeded';
import { drawnRegions, framesOf } from './testing/drawn-frames';

const frames: TableFrames = {
  grid: { width: 8, height: 2 },
  picture: { width: 80, height: 20 },
  nameOf: (index) => `f${index}.png`,
};
const tracks = trackRegions(
  framesOf([drawnRegions('98000000', '00000000'), drawnRegions('99000009', '90000000')]),
  frames.grid,
);

describe('tables of a drive', () => {
  it('have a row for each object in each frame, in pixels of the picture', () => {
    expect(tracksRows(tracks, frames)).toEqual([
      [
        'frame',
        'timestamp',
        'file',
        'track',
        'score',
        'area_percent',
        'x',
        'y',
        'width',
        'height',
        'flicker',
      ],
      [0, 0, 'f0.png', 1, expect.closeTo(0.9, 2), 12.5, 0, 0, 20, 10, false],
      [1, 0.1, 'f1.png', 1, expect.closeTo(0.9, 2), 18.75, 0, 0, 20, 20, false],
      [1, 0.1, 'f1.png', 2, expect.closeTo(0.9, 2), 6.25, 70, 0, 10, 10, true],
    ]);
  });

  it('have a row for each frame, and for each moment', () => {
    const timeline = {
      indexes: [0, 5],
      timestamps: [0, 0.5],
      peak: [0.9, 1],
      area: [0.25, 0],
      tracks: [1, 0],
    };
    expect(framesRows(timeline, frames.nameOf)).toEqual([
      ['frame', 'timestamp', 'file', 'peak', 'area_percent', 'tracks'],
      [0, 0, 'f0.png', 0.9, 25, 1],
      [5, 0.5, 'f5.png', 1, 0, 0],
    ]);
    const moments = momentsOf(tracks, { min: 0, max: 1 }, frames.grid);
    const [head, row, ...others] = momentsRows(moments, frames);
    expect(head).toHaveLength(14);
    expect(row?.slice(0, 4)).toEqual([1, 1, 0, 0.1]);
    expect(row?.slice(6)).toEqual([18.75, 0.1, 1, 'f1.png', 0, 0, 20, 20]);
    expect(others).toEqual([]);
  });
});

describe('tracks as COCO', () => {
  it('have the frame, its time and the track with each object', () => {
    const coco = tracksCoco(
      tracks,
      [
        { index: 0, timestamp: 0 },
        { index: 1, timestamp: 0.1 },
        { index: 2, timestamp: 0.2 },
      ],
      frames,
    );
    expect(coco.images).toHaveLength(3);
    expect(coco.images[1]).toEqual({
      id: 2,
      file_name: 'f1.png',
      width: 80,
      height: 20,
      frame_index: 1,
      timestamp: 0.1,
    });
    expect(
      coco.annotations.map(({ id, image_id, track_id, area, bbox }) => ({
        id,
        image_id,
        track_id,
        area,
        bbox,
      })),
    ).toEqual([
      { id: 1, image_id: 1, track_id: 1, area: 200, bbox: [0, 0, 20, 10] },
      { id: 2, image_id: 2, track_id: 1, area: 300, bbox: [0, 0, 20, 20] },
      { id: 3, image_id: 2, track_id: 2, area: 100, bbox: [70, 0, 10, 10] },
    ]);
  });
});

describe('a region on the pixels of its frame', () => {
  const side = fc.integer({ min: 1, max: 7 });
  it('covers the pixels whose centres lie in its cells, whatever the sizes', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 23 }),
        fc.integer({ min: 1, max: 23 }),
        fc.array(fc.nat(48), { minLength: 1 }),
        (columns, rows, width, height, drawn) => {
          const grid = { width: columns, height: rows };
          const picture = { width, height };
          const cells = new Uint32Array([
            ...new Set(drawn.map((cell) => cell % (columns * rows))),
          ]).sort();
          const { rle, area } = scaledRle(cells, grid, picture);
          const mask = decodeRle(rle);
          const expected = Array.from({ length: width * height }, (_, pixel) => {
            const x = Math.floor((((pixel % width) + 0.5) * columns) / width);
            const y = Math.floor(((Math.floor(pixel / width) + 0.5) * rows) / height);
            return Number(cells.includes(y * columns + x));
          });
          expect([...mask]).toEqual(expected);
          expect(area).toBe(expected.filter(Boolean).length);
        },
      ),
    );
  });

  it('has the box of its cells', () => {
    expect(
      scaledBox(
        { x: 1, y: 0, width: 2, height: 1 },
        { width: 4, height: 2 },
        { width: 10, height: 5 },
      ),
    ).toEqual({ x: 2, y: 0, width: 5, height: 2 });
  });
});
