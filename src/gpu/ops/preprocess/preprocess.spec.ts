import { describe, expect, it } from 'vitest';
import { preprocessCpu, resizeCpu } from './cpu';
import { MEAN, RESIZE_CASES, STD } from './preprocess.cases';

describe.each(RESIZE_CASES)('resize $name', ({ from, to, rgba, expected }) => {
  it("equals PIL's bytes", () => {
    expect([...resizeCpu(rgba, from, to)]).toEqual([...expected]);
  });
});

describe('preprocess', () => {
  it('normalises per channel and pads with zeros at the right and bottom', () => {
    const rgba = Uint8ClampedArray.of(255, 0, 128, 255);
    const planes = preprocessCpu(
      rgba,
      { width: 1, height: 1 },
      { width: 1, height: 1, paddedWidth: 2, paddedHeight: 2 },
      MEAN,
      STD,
    );
    expect(planes[0]).toBeCloseTo((1 - 0.485) / 0.229, 6);
    expect(planes[4]).toBeCloseTo((0 - 0.456) / 0.224, 6);
    expect(planes[8]).toBeCloseTo((128 / 255 - 0.406) / 0.225, 6);
    expect([1, 2, 3, 5, 6, 7, 9, 10, 11].map((i) => planes[i])).toEqual(new Array(9).fill(0));
  });
});
