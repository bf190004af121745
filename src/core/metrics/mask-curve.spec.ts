import { describe, expect, it } from 'vitest';
import { maskCurve, maskMetrics } from './mask-curve';
import { maskSweep } from './mask-sweep';
import { emptySparse } from './sparse-histogram';

/** The even steps of 0..1 alone: no pixel gives percentiles. */
const SWEEP = maskSweep(emptySparse(32, 0), { min: 0, max: 1 }) ?? { thresholds: [], even: [] };
const UNIT = SWEEP.thresholds;

describe('one image over all thresholds', () => {
  // Six pixels: true ones scored 0.8, 0.5 and 0; others 0.5, 0 and, in void, 0.8.
  const scores = Float32Array.of(0.8, 0.5, 0, 0.5, 0, 0.8);
  const labels = Uint8Array.of(1, 1, 1, 0, 0, 255);
  const { IoU, F1 } = maskCurve(scores, labels, UNIT);

  it('compares strictly: a score of 0.5 is above 0.49 and not above 0.5', () => {
    expect(IoU.slice(48, 52)).toEqual([2 / 5, 2 / 5, 1 / 4, 1 / 4]);
    expect([F1[49], F1[50]]).toEqual([4 / 7, 2 / 5]);
  });

  it('begins above 0, so that unpainted pixels are never in', () => {
    expect([IoU[0], F1[0]]).toEqual([2 / 5, 4 / 7]);
  });

  it('takes 0.8 as the float32 that it is, and void as wrong', () => {
    // float32 0.8 lies a little above 0.8.
    expect([IoU[79], IoU[80], IoU[81]]).toEqual([1 / 4, 1 / 4, 0]);
  });

  it('is 0 where nothing is predicted and nothing is there', () => {
    const empty = maskCurve(new Float32Array(4), new Uint8Array(4), UNIT);
    expect([...new Set([...empty.IoU, ...empty.F1])]).toEqual([0]);
  });

  it('refuses a score of another size', () => {
    expect(() => maskCurve(scores, new Uint8Array(5), UNIT)).toThrow(
      expect.objectContaining({ code: 'score-size' }),
    );
  });
});

describe('a set', () => {
  // A mask of 0.6 that is all right and one of 0.2 that is half of a truth.
  const curves = [
    maskCurve(Float32Array.of(0.6, 0), Uint8Array.of(1, 0), UNIT),
    maskCurve(Float32Array.of(0.2, 0), Uint8Array.of(1, 1), UNIT),
  ];

  it('has the mean over images at its best threshold, the lowest of several', () => {
    const metrics = maskMetrics(curves, SWEEP);
    expect(metrics).toMatchObject({ bestIoU: 0.75, threshold: 0, IoUPerImage: [1, 0.5] });
  });

  it('has the area under the mean IoU by trapezoids, and F1 over images and thresholds', () => {
    const metrics = maskMetrics(curves, SWEEP);
    // float32 0.6 lies above 0.6 and float32 0.2 above 0.2: 61 and 21 thresholds lie below them.
    const area = (60.5 * 1 + 20.5 * 0.5) / 2 / 100;
    expect(metrics?.AuIoU).toBeCloseTo(area, 12);
    expect(metrics?.meanF1).toBeCloseTo((61 * 1 + 21 * (2 / 3)) / 2 / 101, 12);
  });

  it('of no image is nothing', () => {
    expect(maskMetrics([], SWEEP)).toBeNull();
  });
});
