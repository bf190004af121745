import { describe, expect, it } from 'vitest';
import { RegionTracker } from '#src/core/drives/region-tracker';
import { boxRegion } from './testing/drawn-frames';

/** Eps is 10 cells here, pieces up to 2 cells apart are one. */
const GRID = { width: 410, height: 60 };
type Drawn = [x: number, y: number, columns: number, rows: number];
const region = ([x, y, columns, rows]: Drawn) => boxRegion(GRID, x, y, columns, rows);

/** Per frame, the left edge of each object by id. */
function followed(frames: readonly (readonly Drawn[])[], times?: readonly number[]) {
  const tracker = new RegionTracker(GRID);
  return frames.map((drawn, place) =>
    Object.fromEntries(
      [...tracker.next(times?.[place] ?? place, drawn.map(region))].map(([id, { box }]) => [
        id,
        box.x,
      ]),
    ),
  );
}

describe('the tracker', () => {
  it('1: takes pieces near to each other as one object', () => {
    expect(
      followed([
        [
          [10, 10, 4, 4],
          [16, 10, 4, 4],
          [23, 10, 4, 4],
        ],
      ]),
    ).toEqual([{ 1: 10, 2: 23 }]);
    const tracker = new RegionTracker(GRID);
    const [object] = tracker.next(0, [region([10, 10, 4, 4]), region([16, 10, 4, 4])]).values();
    expect(object).toMatchObject({ area: 32, box: { x: 10, width: 10 } });
  });

  it('gives ids in the order of appearance, none twice', () => {
    expect(
      followed([
        [[10, 10, 4, 4]],
        [
          [10, 10, 4, 4],
          [100, 10, 4, 4],
        ],
        [[200, 10, 4, 4]],
      ]),
    ).toEqual([{ 1: 10 }, { 1: 10, 2: 100 }, { 3: 200 }]);
  });

  it('2: knows a new object again within reach of where it was', () => {
    expect(followed([[[10, 10, 3, 3]], [[20, 10, 3, 3]]])).toEqual([{ 1: 10 }, { 1: 20 }]);
    expect(followed([[[10, 10, 3, 3]], [[21, 10, 3, 3]]])).toEqual([{ 1: 10 }, { 2: 21 }]);
  });

  it('2: of several takes the nearest', () => {
    expect(
      followed([
        [[50, 10, 3, 3]],
        [
          [41, 10, 3, 3],
          [57, 10, 3, 3],
        ],
      ]),
    ).toEqual([{ 1: 50 }, { 1: 57, 2: 41 }]);
  });

  it('2: looks for overlap where the last movement leads', () => {
    // Thirty columns a frame, far out of reach; an object elsewhere is nearer to where it was.
    expect(
      followed([
        [[10, 10, 20, 8]],
        [[20, 10, 20, 8]],
        [
          [30, 10, 20, 8],
          [12, 10, 4, 4],
        ],
      ]),
    ).toEqual([{ 1: 10 }, { 1: 20 }, { 1: 30, 2: 12 }]);
  });

  it('2: movement counts by time, not by frames', () => {
    const frames: Drawn[][] = [[[10, 10, 8, 8]], [[14, 10, 8, 8]], [[54, 10, 8, 8]]];
    expect(followed(frames, [0, 1, 11])[2]).toEqual({ 1: 54 });
    expect(followed(frames, [0, 1, 2])[2]).toEqual({ 2: 54 });
  });

  it('2: all pieces of enough overlap are the object, else the best one', () => {
    // Both halves cover 40 % of it.
    expect(
      followed([
        [[10, 10, 20, 4]],
        [
          [10, 10, 8, 4],
          [22, 10, 8, 4],
        ],
      ])[1],
    ).toEqual({ 1: 10 });
    const held = followed([
      [[10, 10, 20, 4]],
      [[10, 10, 20, 4]],
      [
        [10, 10, 8, 4],
        [22, 10, 8, 4],
      ],
    ]);
    expect(held[2]).toEqual({ 1: 10 });
    // 10 %, 20 % and 15 %: step 2 takes the second piece, step 3 the third.
    const torn = followed([
      [[10, 10, 20, 4]],
      [[10, 10, 20, 4]],
      [
        [10, 10, 2, 4],
        [16, 10, 4, 4],
        [24, 10, 3, 4],
      ],
    ]);
    expect(torn[2]).toEqual({ 1: 16, 2: 10 });
  });

  it('2: where nothing overlaps, distance and change of direction together are within reach', () => {
    // Moved by 4 before: 4 + 4 back is a distance of 4 and a change of 8.
    const back = (x: number): Drawn[][] => [[[50, 10, 2, 2]], [[54, 10, 2, 2]], [[x, 10, 2, 2]]];
    expect(followed(back(51))[2]).toEqual({ 1: 51 }); // 3 + 7
    expect(followed(back(50))[2]).not.toEqual({ 1: 50, 2: 54 });
    const away: Drawn[][] = [[[50, 10, 2, 2]], [[54, 10, 2, 2]], [[54, 18, 2, 2]]];
    // 8 away and a turn of 8.9; yet a straight line through two centres is 8.9 away: step 4.
    expect(followed(away)[2]).toEqual({ 1: 54 });
  });

  it('2: larger objects choose first', () => {
    const frames: Drawn[][] = [
      [
        [50, 10, 2, 2],
        [60, 10, 4, 4],
      ],
      [[55, 10, 3, 3]],
    ];
    expect(followed(frames)[1]).toEqual({ 2: 55 });
  });

  it('3: what overlaps is the object even where it has a piece already', () => {
    // By distance the object is the left piece; the right one covers 43 % of it.
    const frames: Drawn[][] = [
      [[20, 10, 14, 4]],
      [
        [16, 10, 7, 4],
        [28, 10, 6, 4],
      ],
    ];
    expect(followed(frames)[1]).toEqual({ 1: 16 });
  });

  it('4: knows an object again after at most four frames without it, on a straight line', () => {
    const gone = (missing: number): Drawn[][] => [
      [[10, 10, 4, 4]],
      [[15, 10, 4, 4]],
      ...Array<Drawn[]>(missing).fill([]),
      [[20 + 5 * missing, 10, 4, 4]],
    ];
    for (const missing of [1, 2, 3])
      expect(followed(gone(missing)).at(-1)).toEqual({ 1: 20 + 5 * missing });
    // Five frames are remembered: of the two centres one is left.
    expect(followed(gone(4)).at(-1)).toEqual({ 2: 40 });
    // One centre makes no line.
    expect(followed([[[10, 10, 4, 4]], [], [[10, 10, 4, 4]]])[2]).toEqual({ 2: 10 });
  });

  it('4: takes the nearest to the line within reach, else overlap of the largest that it was', () => {
    const past: Drawn[][] = [[[10, 10, 30, 4]], [[20, 10, 30, 4]], []];
    // Expected at 40 with its middle at 54.5: a middle 10 off is near, one of 11 overlaps.
    expect(followed([...past, [[50, 10, 30, 4]]]).at(-1)).toEqual({ 1: 50 });
    expect(followed([...past, [[51, 10, 30, 4]]]).at(-1)).toEqual({ 1: 51 });
    expect(followed([...past, [[51, 16, 30, 4]]]).at(-1)).toEqual({ 2: 51 });
  });

  it('5: the rest are new', () => {
    expect(
      followed([
        [],
        [
          [10, 10, 4, 4],
          [200, 10, 4, 4],
        ],
      ]),
    ).toEqual([{}, { 1: 10, 2: 200 }]);
  });

  it('forgets where pieces lay in the frame before', () => {
    const tracker = new RegionTracker(GRID);
    tracker.next(0, [region([10, 10, 4, 4])]);
    tracker.next(1, []);
    expect(tracker.next(2, []).size).toBe(0);
  });
});
