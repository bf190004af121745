import { describe, expect, it } from 'vitest';
import { CLASSES, learntClass, metricPicture, PICTURE } from '#src/workers/testing/metric-picture';
import { measureLearnt } from './measure-learnt';
import { learntClassesOnGrid } from './open-map';

describe('learnt classes', () => {
  it('are measured against anomalies: intersection over union of all of them together', async () => {
    const { context, entry, network, prototype } = await metricPicture();
    const own = [learntClass(prototype)];
    const map = learntClassesOnGrid(network, entry.size, [own[0]!.rule]);
    const data = Uint8Array.from(map, (_, i) => Number(i % 64 < 32));
    const both = map.filter((index, i) => index > CLASSES && data[i] === 1).length;
    const either = map.filter((index, i) => index > CLASSES || data[i] === 1).length;
    expect(both).toBeGreaterThan(0);
    entry.truth = {
      ...entry.size,
      data,
      reading: { as: 'ids', anomaly: [1], ignore: [255] },
    } as unknown as typeof entry.truth;
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
      reading: { as: 'ids', anomaly: [1], ignore: [255] },
    } as unknown as typeof entry.truth;
    expect((await measureLearnt(context, params)).novel).toBeNull();
    entry.truth = null;
    await expect(measureLearnt(context, params)).rejects.toMatchObject({ code: 'label-unknown' });
  });

  it('are measured against classes: what those of the network have lost', async () => {
    const { context, entry, network, prototype } = await metricPicture();
    const rule = prototype;
    const data = learntClassesOnGrid(network, entry.size, []); // the network is always right
    entry.truth = {
      ...entry.size,
      data,
      reading: { as: 'train-ids' },
    } as unknown as typeof entry.truth;
    const lost =
      learntClassesOnGrid(network, entry.size, [rule]).filter((index) => index > CLASSES).length /
      data.length;
    const { old, oldBefore, novel } = await measureLearnt(context, {
      pictureId: PICTURE,
      learnt: [learntClass(rule)],
    });
    expect(oldBefore).toBe(1);
    expect(old).toBeCloseTo(1 - lost, 12); // one class covers the fake picture
    expect(novel).toBeNull();
  });

  it('are measured against an open map: old, novel and their harmonic mean', async () => {
    const { context, entry, network, prototype } = await metricPicture();
    const rule = prototype;
    const openIds = learntClassesOnGrid(network, entry.size, [rule]).map((index, i) =>
      i % 64 === 63 ? CLASSES : index,
    );
    entry.truth = {
      ...entry.size,
      data: openIds,
      openIds,
      reading: { as: 'open-map' },
    } as unknown as typeof entry.truth;
    const own = [learntClass(rule)];
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
      reading: { as: 'open-map' },
    } as unknown as typeof entry.truth;
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
