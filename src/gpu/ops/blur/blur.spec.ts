import { describe, expect, it } from 'vitest';
import { BLUR_CASES } from './blur.cases';
import { blurCpu, GAUSSIAN_7, reflect } from './cpu';

const named = (name: string) =>
  BLUR_CASES.find((c) => c.name === name) as (typeof BLUR_CASES)[number];

describe('blur', () => {
  it('has the taps exp(−x² / 2) for x = −3..3, normalised', () => {
    const expected = [0.004433, 0.054006, 0.242036, 0.39905, 0.242036, 0.054006, 0.004433];
    for (const [i, value] of expected.entries()) expect(GAUSSIAN_7[i]).toBeCloseTo(value, 6);
  });

  it('answers an impulse with the outer product of the kernel', () => {
    const { score, ...size } = named('impulse');
    const blurred = blurCpu(score, size);
    for (let dy = -3; dy <= 3; dy++) {
      for (let dx = -3; dx <= 3; dx++)
        expect(blurred[(7 + dy) * 15 + 7 + dx]).toBeCloseTo(
          (GAUSSIAN_7[dy + 3] as number) * (GAUSSIAN_7[dx + 3] as number),
          7,
        );
    }
  });

  it('leaves a constant map as it is', () => {
    const { score, ...size } = named('constant');
    for (const value of blurCpu(score, size)) expect(value).toBeCloseTo(-4.25, 5);
  });

  it('reflects without repeating the edge', () => {
    expect([-3, -2, -1, 0, 4, 5, 6].map((i) => reflect(i, 5))).toEqual([3, 2, 1, 0, 4, 3, 2]);
    expect([-3, -1, 2, 3].map((i) => reflect(i, 2))).toEqual([1, 1, 0, 1]);
  });
});
