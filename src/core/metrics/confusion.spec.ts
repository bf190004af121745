import { describe, expect, it } from 'vitest';
import { ConfusionMatrix } from './confusion';

function matrixOf(predicted: number[], truth: number[], classes = 4): ConfusionMatrix {
  const matrix = new ConfusionMatrix(classes);
  matrix.add(Uint8Array.from(predicted), Uint8Array.from(truth));
  return matrix;
}

describe('confusion matrix', () => {
  it('has the truth in rows, and the metrics computed by hand', () => {
    const matrix = matrixOf([0, 0, 1, 1, 2, 0], [0, 0, 0, 1, 1, 255]);
    expect([...matrix.counts]).toEqual([2, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // Class 2 is only predicted, class 3 nowhere.
    expect(matrix.metrics()).toEqual({ IoU: [2 / 3, 1 / 3, 0, null], mIoU: 0.5, accuracy: 3 / 5 });
  });

  it('pools images', () => {
    const pooled = matrixOf([0, 1], [0, 0]);
    pooled.merge(matrixOf([1, 1], [1, 0]));
    expect(pooled).toEqual(matrixOf([0, 1, 1, 1], [0, 0, 1, 0]));
    expect(() => pooled.merge(new ConfusionMatrix(19))).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });

  it('has 19 classes, and nothing to say about void alone', () => {
    const matrix = new ConfusionMatrix();
    matrix.add(Uint8Array.of(3, 200), Uint8Array.of(255, 255));
    expect(matrix.metrics()).toEqual({ IoU: Array(19).fill(null), mIoU: null, accuracy: null });
  });

  it.each([
    ['score-size', [0], [0, 1]],
    ['option-invalid', [0, 4], [0, 1]],
    ['option-invalid', [0, 1], [0, 4]],
  ])('refuses with %s and stays as it was', (code, predicted, truth) => {
    const matrix = new ConfusionMatrix(4);
    expect(() => matrix.add(Uint8Array.from(predicted), Uint8Array.from(truth))).toThrow(
      expect.objectContaining({ code }),
    );
    expect(matrix).toEqual(new ConfusionMatrix(4));
  });
});
