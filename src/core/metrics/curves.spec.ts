import { describe, expect, it } from 'vitest';
import { normal, random } from '#src/core/metrics/testing/random';
import { type CurvePoint, curveOf } from './curves';
import { imageHistogram } from './image-histogram';
import { pixelMetrics } from './pixel-metrics';
import { countConfusion, thresholdMetrics } from './threshold-metrics';

const next = random(4);
const z = normal(next);
const labels = Uint8Array.from({ length: 6_000 }, () => (next() < 0.2 ? 1 : 0));
const scores = Float32Array.from(labels, (label) => z() + 1.5 * label);
const histogram = imageHistogram(scores, labels);
const trapezoid = (curve: CurvePoint[]) =>
  curve.reduce((area, point, i) => {
    const last = curve[i - 1] ?? point;
    return area + ((point.x - last.x) * (point.y + last.y)) / 2;
  }, 0);

describe('curves', () => {
  it('thins, keeps the ends and the area', () => {
    const roc = curveOf('ROC', histogram);
    const precisionRecall = curveOf('precision-recall', histogram);
    for (const curve of [roc, precisionRecall]) {
      expect(curve.length).toBeGreaterThan(200);
      expect(curve.length).toBeLessThanOrEqual(400);
      expect(curve).toEqual(curve.toSorted((a, b) => a.x - b.x));
    }
    expect(roc[0]).toEqual({ x: 0, y: 0, threshold: null });
    expect(roc.at(-1)).toMatchObject({ x: 1, y: 1 });
    expect(precisionRecall.at(-1)?.y).toBe(pixelMetrics(histogram).prior);
    expect(trapezoid(roc)).toBeCloseTo(pixelMetrics(histogram).AUROC as number, 3);
    expect(trapezoid(precisionRecall)).toBeCloseTo(pixelMetrics(histogram).AP as number, 1);
  });

  it('has the rates of the mask at every point', () => {
    for (const point of curveOf('precision-recall', histogram, 20)) {
      const rates = thresholdMetrics(countConfusion(scores, labels, point.threshold as number));
      expect([point.x, point.y]).toEqual([rates.recall, rates.precision]);
    }
  });

  it('keeps every point of a short curve, and has none without both classes', () => {
    const three = imageHistogram(Float32Array.of(3, 2, 1), Uint8Array.of(1, 0, 1));
    expect(curveOf('precision-recall', three)).toEqual([
      { x: 0.5, y: 1, threshold: 3 },
      { x: 0.5, y: 0.5, threshold: 2 },
      { x: 1, y: 2 / 3, threshold: 1 },
    ]);
    expect(curveOf('ROC', imageHistogram(Float32Array.of(1), Uint8Array.of(1)))).toEqual([]);
  });

  it('keeps points at even distances along the way, no more than asked for', () => {
    const steps = Float32Array.from({ length: 1000 }, (_, i) => 1000 - i);
    const stairs = curveOf(
      'ROC',
      imageHistogram(
        steps,
        Uint8Array.from(steps, (_, i) => i % 2),
      ),
      10,
    );
    expect(stairs.length).toBeLessThanOrEqual(10);
    for (const [index, { x, y }] of stairs.entries()) {
      const before = stairs[index - 1];
      if (before) expect(x - before.x + (y - before.y)).toBeLessThan(2 / 8 + 0.01);
    }
  });

  it('has a ROC curve from nothing flagged to all', () => {
    expect(curveOf('ROC', imageHistogram(Float32Array.of(2, 1), Uint8Array.of(1, 0)))).toEqual([
      { x: 0, y: 0, threshold: null },
      { x: 0, y: 1, threshold: 2 },
      { x: 1, y: 1, threshold: 1 },
    ]);
  });
});
