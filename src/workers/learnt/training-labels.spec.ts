import { describe, expect, it, vi } from 'vitest';
import type { LearntRule } from '#src/core/open-world/learnt';
import { trainHead } from '#src/core/open-world/train-head';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { learnClass } from './learn-class';
import type { CollectedShot, ShotStore } from './shots';
import { labelCells, trainingLabels } from './training-labels';

/** The features that heads were trained on; training changes them where they lie. */
const fed = vi.hoisted(() => [] as number[][]);
vi.mock(import('#src/core/open-world/train-head'), async (original) => {
  const module = await original();
  const noting: typeof module.trainHead = (problem, ...control) => {
    fed.push([...problem.features]);
    return module.trainHead(problem, ...control);
  };
  return { ...module, trainHead: vi.fn(noting) };
});

const CLASSES = 3;
/** Cells in the picture; the network's output is one cell wider, for its padding. */
const CELLS = { width: 6, height: 4 };
/** Picture pixels per cell; network input pixels per cell are 4. */
const PIXELS = 10;

function output(classes: number, valueAt: (c: number, x: number, y: number) => number): LogitsData {
  const [width, height] = [CELLS.width + 1, CELLS.height];
  const data = Float32Array.from({ length: classes * width * height }, (_, i) => {
    const place = i % (width * height);
    return valueAt(Math.floor(i / (width * height)), place % width, Math.floor(place / width));
  });
  const grid = {
    width: CELLS.width * 4,
    height: CELLS.height * 4,
    paddedWidth: width * 4,
    paddedHeight: height * 4,
  };
  return { classes, data, width, height, stride: 4, grid };
}

/**
 * The network sees class 0 above and class 1 below; feature 0 is the column, feature 1 a number of
 * its own for each cell.
 */
function shotOf(isAnnotated: (x: number, y: number) => boolean): CollectedShot {
  const size = { width: CELLS.width * PIXELS, height: CELLS.height * PIXELS };
  const mask = Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    Number(isAnnotated(i % size.width, Math.floor(i / size.width))),
  );
  const logits = output(CLASSES, (c, _x, y) => (c === (y < 2 ? 0 : 1) ? 6 : 0));
  const features = output(2, (c, x, y) => (c === 0 ? x : Math.sin(x + 7 * y)));
  return { logits, features, size, mask, pixels: mask.reduce((sum, value) => sum + value, 0) };
}

/** Fires in columns 0 to 2: its own output is 3 - column, the others 0.5. */
const LEFT: LearntRule = {
  kind: 'head',
  weights: [0, 0, 0, 0, 0, 0, -1, 0],
  bias: [0.5, 0.5, 0.5, 3],
};
/** Fires where the network sees class 1, but for the cells that a head takes. */
const BELOW: LearntRule = { kind: 'prototype', prototype: [0, 1.2, 0], radius: 0.1 };
/** Pixels in the upper right corner: their cells are (4, 0) and (5, 0). */
const CORNER = (x: number, y: number) => x >= 40 && y < 10;

const storeOf = (shots: Record<string, CollectedShot>) =>
  ({ get: (id: string) => shots[id] }) as unknown as ShotStore;

/** Row by row, as they are drawn. */
const rows = ({ width, labels }: { width: number; labels: ArrayLike<number> }) =>
  Array.from({ length: labels.length / width }, (_, y) =>
    Array.from(labels)
      .slice(y * width, (y + 1) * width)
      .join(''),
  );

describe('training labels', () => {
  it('are the classes of the network where nothing is annotated, and the new one where it is', () => {
    expect(rows(labelCells(shotOf(CORNER), []))).toEqual(['000033', '000000', '111111', '111111']);
  });

  it('hold the learnt classes in their order between the two: a later rule overwrites, the annotation is last', () => {
    expect(rows(labelCells(shotOf(CORNER), [LEFT]))).toEqual([
      '333044',
      '333000',
      '333111',
      '333111',
    ]);
    expect(rows(labelCells(shotOf(CORNER), [LEFT, BELOW]))).toEqual([
      '333055',
      '333000',
      '444444',
      '444444',
    ]);
    expect(
      rows(
        labelCells(
          shotOf((x, y) => x < 10 && y >= 30),
          [LEFT, BELOW],
        ),
      ),
    ).toEqual(['333000', '333000', '444444', '544444']);
  });

  it('take the annotation at the centre of a cell', () => {
    const { isAnnotated } = labelCells(
      shotOf((x, y) => x < 5 || y >= 36), // up to just before the first centre; below the last
      [],
    );
    expect(isAnnotated.includes(1)).toBe(false);
    expect(
      labelCells(
        shotOf((x, y) => x === 5 && y === 5),
        [],
      ).isAnnotated.indexOf(1),
    ).toBe(0);
  });

  it('that are shown are those that a head is trained on, cell for cell', async () => {
    const shots = storeOf({ a: shotOf(CORNER), b: shotOf((x, y) => x < 20 && y >= 20) });
    const earlier = [LEFT];
    await learnClass(shots, { shotIds: ['a', 'b'], earlier, kind: 'head' });
    const taught = vi.mocked(trainHead).mock.calls[0]![0];
    // All cells of so small pictures are drawn, the annotated ones first.
    const shown = ['a', 'b'].flatMap((shotId) => trainingLabels(shots, { shotId, earlier }).labels);
    const own = CLASSES + earlier.length;
    expect([...taught.labels]).toEqual([
      ...shown.filter((label) => label === own),
      ...shown.filter((label) => label !== own),
    ]);
    expect(taught.outputs).toBe(own + 1);
    const annotated = [
      [4, 0],
      [5, 0],
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
    ];
    const features = annotated.flatMap(([x = 0, y = 0]) => [x, Math.fround(Math.sin(x + 7 * y))]);
    expect(fed[0]?.slice(0, 12)).toEqual(features);
    expect(fed[0]).toHaveLength(2 * taught.labels.length);
  });

  it('come with the part of the picture that their cells cover', () => {
    const { width, height, annotated, reach } = trainingLabels(storeOf({ a: shotOf(CORNER) }), {
      shotId: 'a',
      earlier: [],
    });
    expect({ width, height, annotated, reach }).toEqual({
      ...CELLS,
      annotated: 2,
      reach: { x: 1, y: 1 },
    });
    const shot = shotOf(CORNER);
    // A last column of which half and a little more lies in the picture.
    shot.logits.grid = { ...shot.logits.grid, width: 23 };
    shot.features.grid = shot.logits.grid;
    const cut = trainingLabels(storeOf({ a: shot }), { shotId: 'a', earlier: [] });
    expect([cut.width, cut.reach.x]).toEqual([6, 24 / 23]);
  });

  it('refuse rules of another network', () => {
    expect(() => labelCells(shotOf(CORNER), [{ ...LEFT, bias: [1] }])).toThrow(/another network/);
  });
});
