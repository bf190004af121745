import { expect, it } from 'vitest';
import type { LabelReading } from './label-reading';
import { paintLabel } from './paint-label';
import { toGroundTruth } from './to-ground-truth';

const MASK: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };

/** Which pixels of a grey preview of this size have changed. */
function painted(ids: number[][], width: number, height: number, reading = MASK): string[] {
  const label = {
    width: ids[0]!.length,
    height: ids.length,
    ids: Uint8Array.from(ids.flat()),
    colours: null,
    alpha: null,
  };
  const rgba = new Uint8ClampedArray(width * height * 4).fill(100);
  paintLabel(rgba, { width, height }, toGroundTruth(label, reading));
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const [red, green, blue] = rgba.subarray((y * width + x) * 4) as unknown as number[];
      if (red === 100 && green === 100) return '.';
      return red! > blue! ? 'A' : 'v';
    }).join(''),
  );
}

it('paints anomalies, hatches void and leaves the rest', () => {
  expect(painted([[0, 1, 255, 0, 0, 0]], 6, 1)).toEqual(['.Av...']);
  expect(painted([Array(12).fill(255)], 12, 1)).toEqual(['vvv...vvv...']);
});

it('shows an object that is smaller than a pixel of the preview', () => {
  const ids = Array.from({ length: 8 }, (_, y) =>
    Array.from({ length: 8 }, (_, x) => Number(x === 5 && y === 6)),
  );
  expect(painted(ids, 2, 2)).toEqual(['..', '.A']);
});

it('enlarges a small label', () => {
  expect(painted([[0, 1]], 4, 2)).toEqual(['..AA', '..AA']);
});

it('paints no class as an anomaly', () => {
  expect(painted([[0, 1, 2]], 3, 1, { as: 'train-ids' })).toEqual(['...']);
});
