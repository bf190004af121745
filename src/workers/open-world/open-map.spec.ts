import { describe, expect, it } from 'vitest';
import type { LearntClass } from '#src/core/open-world/learnt';
import { CLASSES, learntClass, metricPicture } from '#src/workers/testing/metric-picture';
import { ensureLearntClasses, learntAt, learntClassesOnGrid } from './open-map';

describe('learnt classes', () => {
  it('lie on the class map, on the probed pixel and on a label alike, and leave no trace when they are gone', async () => {
    const { context, entry, network, embeddingAt, prototype } = await metricPicture();
    const before = await context.compute.readClasses(
      await ensureLearntClasses(context, entry, network, []),
    );
    const own = [learntClass(prototype)];
    const map = await context.compute.readClasses(
      await ensureLearntClasses(context, entry, network, own),
    );
    expect(new Set(map).has(CLASSES + 1)).toBe(true);
    expect([...learntClassesOnGrid(network, entry.size, [own[0]!.rule])]).toEqual([...map]);
    for (const x of [0, 20, 33, 63]) {
      const learntPixel = learntAt(network, entry.size, own, { x, y: 10 });
      expect(learntPixel?.position).toBe(map[10 * 64 + x] === CLASSES + 1 ? 0 : null);
      expect(learntPixel?.embedding).toEqual(embeddingAt(x, 10));
    }
    expect(
      await context.compute.readClasses(await ensureLearntClasses(context, entry, network, [])),
    ).toEqual(before);
  });

  it('of another network or place in the list are refused', async () => {
    const { context, entry, network } = await metricPicture();
    const ask = (rule: LearntClass['rule']) =>
      ensureLearntClasses(context, entry, network, [learntClass(rule)]);
    await expect(ask({ kind: 'prototype', prototype: [1, 2], radius: 1 })).rejects.toMatchObject({
      code: 'option-invalid',
    });
    const weights = new Array<number>(21 * 64).fill(0);
    await expect(
      ask({ kind: 'head', weights, bias: new Array<number>(21).fill(0) }),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });
});
