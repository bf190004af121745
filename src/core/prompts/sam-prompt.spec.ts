import { describe, expect, it } from 'vitest';
import { frameGrid, pointTensors, promptKey } from './sam-prompt';

const PICTURE = { width: 2000, height: 1000 };
const SQUARE = frameGrid(PICTURE, { longSide: 1024, padTo: 'square' });
const BOX = { x: 100, y: 500, width: 200, height: 50 };

describe('the frame', () => {
  it('is padded to a square for published segmenters, to the next multiple for ours', () => {
    expect(SQUARE).toEqual({ width: 1024, height: 512, paddedWidth: 1024, paddedHeight: 1024 });
    expect(
      frameGrid({ width: 300, height: 500 }, { longSide: 1024, padTo: 'square' }),
    ).toMatchObject({ width: 614, height: 1024 });
    expect(
      frameGrid(
        { width: 1280, height: 721 },
        { longSide: 1024, padTo: 'multiple', multipleOf: 32 },
      ),
    ).toEqual({
      width: 1024,
      height: 577,
      paddedWidth: 1024,
      paddedHeight: 608,
    });
  });
});

describe('a prompt for the decoder', () => {
  it('has a box as two corners in frame pixels, without a padding point', () => {
    const { coords, labels } = pointTensors({ box: BOX, points: [] }, PICTURE, SQUARE);
    expect([...coords]).toEqual([51.2, 256, 153.6, 281.6].map(Math.fround));
    expect([...labels]).toEqual([2, 3]);
  });

  it('has points first, and one padding point when there is no box', () => {
    const points = [
      { x: 1000, y: 250, positive: true },
      { x: 10, y: 20, positive: false },
    ];
    const alone = pointTensors({ box: null, points }, PICTURE, SQUARE);
    expect([...alone.coords]).toEqual([512, 128, 5.12, 10.24, 0, 0].map(Math.fround));
    expect([...alone.labels]).toEqual([1, 0, -1]);
    expect([...pointTensors({ box: BOX, points }, PICTURE, SQUARE).labels]).toEqual([1, 0, 2, 3]);
  });

  it('is the same for the same box and points, whatever it is called', () => {
    const prompt = { id: 'a', box: BOX, points: [], score: 1, origin: 'manual' as const };
    expect(promptKey({ ...prompt })).toBe(promptKey({ box: { ...BOX }, points: [] }));
    expect(promptKey(prompt)).not.toBe(promptKey({ ...prompt, box: { ...BOX, x: 101 } }));
    const [plus, minus] = [true, false].map((positive) =>
      promptKey({ box: null, points: [{ x: 1, y: 2, positive }] }),
    );
    expect(plus).not.toBe(minus);
  });
});
