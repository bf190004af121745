import { describe, expect, it } from 'vitest';
import { DEFINITIONS, meanOverImages } from './definitions';
import { imageHistogram } from './image-histogram';
import { pixelMetrics } from './pixel-metrics';

const metricsOf = (scores: number[], labels: number[]) =>
  pixelMetrics(imageHistogram(Float32Array.from(scores), Uint8Array.from(labels)));

describe('definitions', () => {
  it('explains each of the three, once', () => {
    for (const [id, definition] of Object.entries(DEFINITIONS)) {
      expect(definition.id).toBe(id);
      expect(definition.sentence).toMatch(/^[A-Z].{40,}\.$/);
    }
    expect(new Set(Object.values(DEFINITIONS).map(({ sentence }) => sentence)).size).toBe(3);
  });

  it('averages over the images with both classes', () => {
    const images = [
      metricsOf([2, 1], [1, 0]),
      metricsOf([2, 1, 0], [0, 1, 0]),
      metricsOf([5, 6], [0, 0]),
      metricsOf([5], [255]),
    ];
    expect(meanOverImages(images)).toEqual({
      AP: 0.75,
      AUROC: 0.75,
      FPR95: 0.25,
      bestF1: (1 + 2 / 3) / 2,
      threshold: null,
      prior: (1 / 2 + 1 / 3) / 2,
    });
  });

  it('is null without such an image', () => {
    expect(meanOverImages([metricsOf([1], [0])])).toMatchObject({
      AP: null,
      AUROC: null,
      FPR95: null,
      bestF1: null,
      prior: null,
    });
  });
});
