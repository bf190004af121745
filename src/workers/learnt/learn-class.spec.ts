import { describe, expect, it } from 'vitest';
import type { LearntClass } from '#src/core/open-world/learnt';
import type { LearningProgress } from '#src/protocol/open-world';
import { ensureLearntClasses } from '#src/workers/open-world/open-map';
import { CLASSES, learntClass, metricPicture, PICTURE } from '#src/workers/testing/metric-picture';
import { learnClass } from './learn-class';
import { ShotStore } from './shots';

describe('a prototype', () => {
  it('is the mean of the embeddings under the annotation', async () => {
    const { context, embeddingAt, maskOf } = await metricPicture();
    const shots = new ShotStore();
    const inside = (x: number, y: number) => x >= 10 && x < 14 && y >= 4 && y < 7;
    expect(
      await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf(inside) }),
    ).toEqual({ pixels: 12 });
    const { rule, pixels, distances } = await learnClass(shots, {
      shotIds: ['s'],
      earlier: [],
      kind: 'prototype',
    });
    if (rule.kind !== 'prototype') throw new Error('A prototype was asked for.');
    const all = [10, 11, 12, 13].flatMap((x) => [4, 5, 6].map((y) => embeddingAt(x, y)));
    for (let k = 0; k < CLASSES; k++)
      expect(rule.prototype[k]).toBeCloseTo(all.reduce((sum, f) => sum + f[k]!, 0) / 12, 6);
    const own = all
      .map((f) => f.reduce((sum, value, k) => sum + (value - rule.prototype[k]!) ** 2, 0))
      .sort((a, b) => a - b);
    // 0.7 of the way over twelve distances lies between the eighth and the ninth.
    expect(rule.radius).toBeCloseTo(Math.max(0.01, own[7]! + (own[8]! - own[7]!) * 0.7), 6);
    expect(pixels).toBe(12);
    expect(distances?.inside.reduce((a, b) => a + b)).toBe(12);
    expect(distances?.outside.reduce((a, b) => a + b)).toBe((64 * 32) / 4 - 2 * 2);
  });

  it('weighs every annotated pixel of every shot the same', async () => {
    const { context, embeddingAt, maskOf } = await metricPicture();
    const shots = new ShotStore();
    await shots.collect(context, {
      shotId: 'one',
      pictureId: PICTURE,
      mask: maskOf((x, y) => x === 3 && y === 3),
    });
    await shots.collect(context, {
      shotId: 'three',
      pictureId: PICTURE,
      mask: maskOf((x, y) => x > 40 && x < 44 && y === 9),
    });
    const { rule } = await learnClass(shots, {
      shotIds: ['one', 'three'],
      earlier: [],
      kind: 'prototype',
    });
    const all = [embeddingAt(3, 3), embeddingAt(41, 9), embeddingAt(42, 9), embeddingAt(43, 9)];
    if (rule.kind !== 'prototype') throw new Error('A prototype was asked for.');
    expect(rule.prototype[0]).toBeCloseTo(all.reduce((sum, f) => sum + f[0]!, 0) / 4, 6);
  });
});

describe('a head', () => {
  it('is trained on the cells under the annotation, and knows the rules before it', async () => {
    const { context, entry, network, prototype, maskOf } = await metricPicture();
    const shots = new ShotStore();
    await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf((x) => x < 16) });
    const learn = (earlier: LearntClass['rule'][], signal?: AbortSignal) =>
      learnClass(shots, { shotIds: ['s'], earlier, kind: 'head' }, { signal });
    const { rule, losses, pixels, distances } = await learn([]);
    if (rule.kind !== 'head') throw new Error('A head was asked for.');
    expect([rule.bias.length, rule.weights.length]).toEqual([20, 20 * 64]);
    expect(losses).toHaveLength(50);
    expect(losses[49]).toBeLessThan(losses[0]!);
    expect([pixels, distances]).toEqual([16 * 32, null]);

    const second = await learn([prototype]);
    if (second.rule.kind !== 'head') throw new Error('A head was asked for.');
    expect(second.rule.bias).toHaveLength(21);
    const both = [learntClass(prototype), learntClass(second.rule)];
    const map = await context.compute.readClasses(
      await ensureLearntClasses(context, entry, network, both),
    );
    expect([...new Set(map)].every((index) => index < 19 || index === 20 || index === 21)).toBe(
      true,
    );
    const controller = new AbortController();
    const cancelled = learn([], controller.signal);
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('needs an annotation that the network can see', async () => {
    const { context, maskOf } = await metricPicture();
    const shots = new ShotStore();
    await shots.collect(context, {
      shotId: 's',
      pictureId: PICTURE,
      mask: maskOf((x, y) => x === 0 && y === 0),
    }); // between cell centres
    await expect(
      learnClass(shots, { shotIds: ['s'], earlier: [], kind: 'head' }),
    ).rejects.toMatchObject({
      code: 'option-invalid',
      message: expect.stringContaining('larger'),
    });
  });
});

describe('progress', () => {
  it('counts the pictures of both passes over them for a prototype, and the steps of a head', async () => {
    const { context, maskOf } = await metricPicture();
    const shots = new ShotStore();
    for (const shotId of ['s', 't'])
      await shots.collect(context, { shotId, pictureId: PICTURE, mask: maskOf((x) => x < 16) });
    const told: LearningProgress[] = [];
    const onProgress = (progress: LearningProgress) => told.push(progress);
    const params = { shotIds: ['s', 't'], earlier: [] };
    await learnClass(shots, { ...params, kind: 'prototype' }, { onProgress });
    const of = (phase: LearningProgress['phase'], total: number) =>
      Array.from({ length: total }, (_, index) => ({ phase, current: index + 1, total }));
    expect(told).toEqual([...of('average', 2), ...of('distances', 2)]);
    told.length = 0;
    const { losses } = await learnClass(shots, { ...params, kind: 'head' }, { onProgress });
    expect(told).toEqual(of('train', losses.length));
  });

  it('ends with the learning that is cancelled', async () => {
    const { context, maskOf } = await metricPicture();
    const shots = new ShotStore();
    await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf((x) => x < 16) });
    const controller = new AbortController();
    let last = 0;
    const onProgress = ({ current }: LearningProgress) => {
      last = current;
      // Longer than a slice, as a step on many pictures is.
      for (const end = performance.now() + 10; performance.now() < end; );
      if (current === 12) controller.abort();
    };
    const learning = learnClass(
      shots,
      { shotIds: ['s'], earlier: [], kind: 'head' },
      { signal: controller.signal, onProgress },
    );
    await expect(learning).rejects.toMatchObject({ code: 'cancelled' });
    expect(last).toBe(12);
  });
});
