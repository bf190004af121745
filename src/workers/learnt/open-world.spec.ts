import { describe, expect, it } from 'vitest';
import { LOGITS_PER_EMBEDDING } from '#src/core/open-world/embedding';
import type { LearntClass } from '#src/core/open-world/learnt';
import { decodeRle, encodeRle } from '#src/core/rle/coco-rle';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { LearningProgress } from '#src/protocol/open-world';
import { annotationMask } from '#src/workers/open-world/annotation-mask';
import { measureLearnt } from '#src/workers/open-world/measure-learnt';
import { metricOutputs, metricResult } from '#src/workers/open-world/metric-head';
import { metricSpace } from '#src/workers/open-world/metric-space';
import {
  ensureLearntClasses,
  learntAt,
  learntClassesOnGrid,
} from '#src/workers/open-world/open-map';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { learnClass } from './learn-class';
import { ShotStore } from './shots';

const PICTURE = 'a';
const CLASSES = 19;

async function setUp() {
  const fake = createFakeModels(modelsOf(methods));
  const { entry } = fake;
  const context = {
    ...fake.context,
    pictures: { get: () => entry } as unknown as typeof fake.context.pictures,
  };
  const shots = new ShotStore();
  const network = await metricResult(context, entry);
  const { logits } = metricOutputs(network);
  const embeddingAt = (x: number, y: number) =>
    Array.from(sampleLogitsCpu(logits, entry.size, x, y), (z) => z / LOGITS_PER_EMBEDDING);
  const maskOf = (isInside: (x: number, y: number) => boolean) => {
    const { width, height } = entry.size;
    return encodeRle(
      Uint8Array.from({ length: width * height }, (_, i) =>
        Number(isInside(i % width, Math.floor(i / width))),
      ),
      entry.size,
    );
  };
  return { ...fake, context, shots, network, embeddingAt, maskOf };
}

const learnt = (rule: LearntClass['rule']): LearntClass => ({
  name: 'cow',
  colour: '#123456',
  rule,
});

describe('a prototype', () => {
  it('is the mean of the embeddings under the annotation', async () => {
    const { context, shots, embeddingAt, maskOf } = await setUp();
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
    const { context, shots, embeddingAt, maskOf } = await setUp();
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
    const { context, shots, entry, network, embeddingAt, maskOf } = await setUp();
    await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf((x) => x < 16) });
    const learn = (earlier: LearntClass['rule'][], signal?: AbortSignal) =>
      learnClass(shots, { shotIds: ['s'], earlier, kind: 'head' }, { signal });
    const { rule, losses, pixels, distances } = await learn([]);
    if (rule.kind !== 'head') throw new Error('A head was asked for.');
    expect([rule.bias.length, rule.weights.length]).toEqual([20, 20 * 64]);
    expect(losses).toHaveLength(50);
    expect(losses[49]).toBeLessThan(losses[0]!);
    expect([pixels, distances]).toEqual([16 * 32, null]);

    const prototype = { kind: 'prototype' as const, prototype: embeddingAt(20, 10), radius: 0.02 };
    const second = await learn([prototype]);
    if (second.rule.kind !== 'head') throw new Error('A head was asked for.');
    expect(second.rule.bias).toHaveLength(21);
    const both = [learnt(prototype), learnt(second.rule)];
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
    const { context, shots, maskOf } = await setUp();
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
    const { context, shots, maskOf } = await setUp();
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
    const { context, shots, maskOf } = await setUp();
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

describe('shots', () => {
  it('live on when their picture is gone, until they are dropped', async () => {
    const { context, shots, entry, maskOf } = await setUp();
    await shots.collect(context, { shotId: 's', pictureId: PICTURE, mask: maskOf((x) => x < 4) });
    entry.release();
    const ask = () => learnClass(shots, { shotIds: ['s'], earlier: [], kind: 'prototype' });
    expect((await ask()).pixels).toBe(4 * 32);
    shots.drop({ shotIds: ['s'] });
    await expect(ask()).rejects.toMatchObject({ code: 'shot-unknown', retryable: true });
  });

  it('are refused without a pixel, and with a mask of another size', async () => {
    const { context, shots, maskOf } = await setUp();
    const collect = (mask: ReturnType<typeof maskOf>) =>
      shots.collect(context, { shotId: 's', pictureId: PICTURE, mask });
    await expect(collect(maskOf(() => false))).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(
      collect(encodeRle(new Uint8Array(4).fill(1), { width: 2, height: 2 })),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('learnt classes', () => {
  it('lie on the class map, on the probed pixel and on a label alike, and leave no trace when they are gone', async () => {
    const { context, entry, network, embeddingAt } = await setUp();
    const before = await context.compute.readClasses(
      await ensureLearntClasses(context, entry, network, []),
    );
    const own = [learnt({ kind: 'prototype', prototype: embeddingAt(20, 10), radius: 0.02 })];
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
    const { context, entry, network } = await setUp();
    const ask = (rule: LearntClass['rule']) =>
      ensureLearntClasses(context, entry, network, [learnt(rule)]);
    await expect(ask({ kind: 'prototype', prototype: [1, 2], radius: 1 })).rejects.toMatchObject({
      code: 'option-invalid',
    });
    const weights = new Array<number>(21 * 64).fill(0);
    await expect(
      ask({ kind: 'head', weights, bias: new Array<number>(21).fill(0) }),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('are measured against anomalies: intersection over union of all of them together', async () => {
    const { context, entry, network, embeddingAt } = await setUp();
    const own = [learnt({ kind: 'prototype', prototype: embeddingAt(20, 10), radius: 0.02 })];
    const map = learntClassesOnGrid(network, entry.size, [own[0]!.rule]);
    const data = Uint8Array.from(map, (_, i) => Number(i % 64 < 32));
    const both = map.filter((index, i) => index > CLASSES && data[i] === 1).length;
    const either = map.filter((index, i) => index > CLASSES || data[i] === 1).length;
    expect(both).toBeGreaterThan(0);
    entry.truth = { ...entry.size, data, encoding: 'anomaly-1' } as typeof entry.truth;
    const params = { pictureId: PICTURE, learnt: own };
    expect(await measureLearnt(context, params)).toEqual({
      old: null,
      oldBefore: null,
      novel: both / either,
      harmonic: null,
    });
    entry.truth = {
      ...entry.size,
      data: data.fill(0),
      encoding: 'anomaly-1',
    } as typeof entry.truth;
    expect((await measureLearnt(context, params)).novel).toBeNull();
    entry.truth = null;
    await expect(measureLearnt(context, params)).rejects.toMatchObject({ code: 'label-unknown' });
  });

  it('are measured against classes: what those of the network have lost', async () => {
    const { context, entry, network, embeddingAt } = await setUp();
    const [rule] = [{ kind: 'prototype' as const, prototype: embeddingAt(20, 10), radius: 0.02 }];
    const data = learntClassesOnGrid(network, entry.size, []); // the network is always right
    entry.truth = { ...entry.size, data, encoding: 'train-ids' } as typeof entry.truth;
    const lost =
      learntClassesOnGrid(network, entry.size, [rule]).filter((index) => index > CLASSES).length /
      data.length;
    const { old, oldBefore, novel } = await measureLearnt(context, {
      pictureId: PICTURE,
      learnt: [learnt(rule)],
    });
    expect(oldBefore).toBe(1);
    expect(old).toBeCloseTo(1 - lost, 12); // one class covers the fake picture
    expect(novel).toBeNull();
  });

  it('are measured against an open map: old, novel and their harmonic mean', async () => {
    const { context, entry, network, embeddingAt } = await setUp();
    const rule = { kind: 'prototype' as const, prototype: embeddingAt(20, 10), radius: 0.02 };
    const openIds = learntClassesOnGrid(network, entry.size, [rule]).map((index, i) =>
      i % 64 === 63 ? CLASSES : index,
    );
    entry.truth = {
      ...entry.size,
      data: openIds,
      openIds,
      encoding: 'open-map',
    } as typeof entry.truth;
    const own = [learnt(rule)];
    expect(await measureLearnt(context, { pictureId: PICTURE, learnt: own })).toMatchObject({
      old: 1,
      novel: 1,
      harmonic: 1,
    });
    // Half of the novel pixels are said to be of the network's only class: both lose them.
    const isNovel = (index: number) => index > CLASSES;
    let seen = 0;
    const half = openIds.map((index) =>
      isNovel(index) && seen++ % 2 === 0 ? (openIds.find((id) => id < CLASSES) ?? 0) : index,
    );
    entry.truth = {
      ...entry.size,
      data: half,
      openIds: half,
      encoding: 'open-map',
    } as typeof entry.truth;
    const [novel, old] = [
      half.filter(isNovel).length,
      half.filter((index) => index < CLASSES).length,
    ];
    const kept = openIds.filter((index) => index < CLASSES).length;
    const measured = await measureLearnt(context, { pictureId: PICTURE, learnt: own });
    expect(measured.novel).toBeCloseTo(novel / openIds.filter(isNovel).length, 12);
    expect(measured.old).toBeCloseTo(kept / old, 12);
    expect(measured.harmonic).toBeCloseTo(
      2 / (1 / (measured.novel ?? 0) + 1 / (measured.old ?? 0)),
      12,
    );
    expect(measured.oldBefore).toBeCloseTo(old / (old + novel), 12);
  });
});

describe('an annotation', () => {
  it('is the region under a pixel, or nothing', async () => {
    const { context, entry } = await setUp();
    const settings = settingsFor(methodById('dmlnet'));
    const ask = (threshold: number) =>
      annotationMask(context, {
        pictureId: PICTURE,
        source: { kind: 'region', settings, threshold, removal: null, minArea: 0, x: 5, y: 5 },
      });
    const { mask } = await ask(0);
    expect(mask && decodeRle(mask).every((value) => value === 1)).toBe(true);
    expect(mask?.size).toEqual([entry.size.height, entry.size.width]);
    expect(await ask(2)).toEqual({ mask: null });
    const listed = (id: number) =>
      annotationMask(context, {
        pictureId: PICTURE,
        source: { kind: 'listed-region', settings, threshold: 0, removal: null, minArea: 0, id },
      });
    expect(await listed(1)).toEqual({ mask });
    expect(await listed(2)).toEqual({ mask: null });
  });

  it('is the mask of a box', async () => {
    const { context, entry } = await setUp();
    const box = { x: 8, y: 4, width: 20, height: 12 };
    const prompt = { id: 'a', box, points: [], score: 1, origin: 'manual' as const };
    const { mask } = await annotationMask(context, {
      pictureId: PICTURE,
      source: { kind: 'prompt', prompt },
    });
    const pixels = mask ? decodeRle(mask) : new Uint8Array();
    const inside = pixels.filter((value, i) => {
      const [x, y] = [i % entry.size.width, Math.floor(i / entry.size.width)];
      return value === 1 && x >= 8 && x < 28 && y >= 4 && y < 16;
    }).length;
    expect(inside).toBe(pixels.filter((value) => value === 1).length);
    expect(Math.abs(inside - 240)).toBeLessThanOrEqual(4); // the fake mask has its corners cut
  });
});

describe('the metric space', () => {
  it('has a point per sampled pixel with its class, and the prototypes of all classes', async () => {
    const { context, entry, network, embeddingAt } = await setUp();
    const own = [learnt({ kind: 'prototype', prototype: embeddingAt(20, 10), radius: 0.02 })];
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
