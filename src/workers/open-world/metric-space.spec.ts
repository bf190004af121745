import { describe, expect, it } from 'vitest';
import { CLASSES, learntClass, metricPicture, PICTURE } from '#src/workers/testing/metric-picture';
import { metricSpace } from './metric-space';
import { learntClassesOnGrid } from './open-map';

describe('the metric space', () => {
  it('has a point per sampled pixel with its class, and the prototypes of all classes', async () => {
    const { context, entry, network, embeddingAt, prototype } = await metricPicture();
    const own = [learntClass(prototype)];
    const { points, prototypes, mean, axes } = await metricSpace(context, {
      pictureId: PICTURE,
      learnt: own,
    });
    expect(points.length).toBeGreaterThan(500);
    expect(points.length).toBeLessThanOrEqual(1500);
    const map = learntClassesOnGrid(network, entry.size, [own[0]!.rule]);
    for (const { x, y, u, v, index } of points.filter((_, i) => i % 97 === 0)) {
      const f = embeddingAt(x, y);
      const along = (axis: number[]) =>
        axis.reduce((sum, weight, k) => sum + weight * (f[k]! - mean[k]!), 0);
      expect(u).toBeCloseTo(along(axes[0]), 5);
      expect(v).toBeCloseTo(along(axes[1]), 5);
      expect(index).toBe(map[y * entry.size.width + x]);
    }
    expect(prototypes.map(({ index }) => index)).toEqual([
      ...Array.from({ length: CLASSES }, (_, k) => k),
      CLASSES + 1,
    ]);
  });
});
