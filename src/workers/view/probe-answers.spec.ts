import { describe, expect, it, vi } from 'vitest';
import { LOGITS_PER_EMBEDDING } from '#src/core/open-world/embedding';
import { encodeRle } from '#src/core/rle/coco-rle';
import { histogramCpu } from '#src/gpu/ops/histogram/cpu';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { percentileInBins } from './percentile';
import { Prober } from './prober';

/** Its scores of the fake network differ from pixel to pixel. */
const MAX_LOGIT = settingsFor(methodById('max-logit'));
const [ENTROPY, MSP, RPL, DMLNET, MAX_ENTROPY] = [
  'entropy',
  'msp',
  'rpl',
  'dmlnet',
  'max-entropy',
].map((id) => settingsFor(methodById(id))) as [
  MethodSettings,
  MethodSettings,
  MethodSettings,
  MethodSettings,
  MethodSettings,
];

async function probing(there: MethodSettings[]) {
  const fake = createFakeModels(['base', 'rpl', 'dmlnet', 'max-entropy']);
  const scores = await ensureScores(fake.context, fake.entry, there, {});
  const pictures = new PictureStore();
  pictures.add('picture', fake.entry);
  const { compute } = fake.context;
  const readScore = vi.fn(compute.readScore);
  const context = { ...fake.context, pictures, compute: { ...compute, readScore } };
  const prober = new Prober(context as unknown as EngineContext);
  const probe = (
    settings: MethodSettings[],
    active: Partial<PaneView> = {},
    pictureId = 'picture',
  ) =>
    prober.probe({
      pictureId,
      x: 5,
      y: 3,
      settings,
      active: { settings: ENTROPY, threshold: 0, removal: null, learnt: [], ...active } as PaneView,
      minArea: 0,
    });
  return { ...fake, pictures, scores, probe, readScore };
}

describe('the answer to a probe', () => {
  it('says where it was asked, and the scores with their place among the pixels', async () => {
    const { probe, scores, context } = await probing([ENTROPY]);
    const [cached] = scores;
    if (!cached) throw new Error('The score is missing.');
    const score = (await context.compute.readScore(cached.map))[3 * 64 + 5] as number;
    const percentile = percentileInBins(score, cached.summary.histogram);
    expect(await probe([ENTROPY])).toMatchObject({
      pictureId: 'picture',
      x: 5,
      y: 3,
      scores: [{ methodId: 'entropy', score, percentile }],
      learnt: null,
    });
  });

  it('counts the pixels inside the region of interest alone', async () => {
    const { probe, scores, context, entry } = await probing([MAX_LOGIT]);
    const [cached] = scores;
    if (!cached) throw new Error('The score is missing.');
    const values = await context.compute.readScore(cached.map);
    const active = { settings: MAX_LOGIT, threshold: -100 };
    const { range } = cached.summary.histogram;
    // The rows from 4 on, then all but the first; the probed pixel lies in row 3.
    const below = (row: number, serial: number) => {
      const mask = values.map((_, i) => Number(i >= row * entry.size.width));
      return { serial, mask: encodeRle(Uint8Array.from(mask), entry.size) };
    };
    const percentile = percentileInBins(values[3 * 64 + 5] as number, {
      range,
      counts: histogramCpu(values.slice(0, 4 * 64), range),
    });
    const whole = await probe([MAX_LOGIT], active);
    const inside = await probe([MAX_LOGIT], { ...active, leftOut: below(4, 1) });
    expect(inside).toMatchObject({ isLeftOut: false, scores: [{ percentile }], regionId: 1 });
    expect(inside.scores[0]?.percentile).not.toBe(whole.scores[0]?.percentile);
    expect(await probe([MAX_LOGIT], { ...active, leftOut: below(1, 2) })).toMatchObject({
      isLeftOut: true,
      scores: [{ score: values[3 * 64 + 5], percentile: null }],
      regionId: null,
    });
    expect(await probe([MAX_LOGIT], active)).toEqual(whole);
  });

  it('counts again for another region of interest', async () => {
    const { probe, entry } = await probing([MAX_LOGIT]);
    const but = (rows: number, serial: number) => {
      const { width, height } = entry.size;
      const mask = Uint8Array.from({ length: width * height }, (_, i) => Number(i >= rows * width));
      return { leftOut: { serial, mask: encodeRle(mask, entry.size) } };
    };
    const percentiles = [but(4, 1), but(20, 2)].map(async (active) => {
      const { scores } = await probe([MAX_LOGIT], active);
      return scores[0]?.percentile;
    });
    const [few, many] = await Promise.all(percentiles);
    expect(few).not.toBe(many);
  });

  it('computes what takes no run, and leaves out what does', async () => {
    const { probe, runs } = await probing([ENTROPY]);
    const { scores } = await probe([RPL, MSP, ENTROPY]);
    expect(scores.map(({ methodId }) => methodId)).toEqual(['msp', 'entropy']);
    expect(runs).toEqual(['base']);
  });

  it('has classes of the network behind the active pane, by falling probability', async () => {
    const { probe } = await probing([ENTROPY, RPL]);
    const { classes } = await probe([], { settings: RPL });
    expect(classes[0]).toMatchObject({ index: 1, name: 'class 1' });
    const sum = Math.exp(4) + 18;
    expect(classes[0]?.probability).toBeCloseTo(Math.exp(4) / sum, 5);
    expect(classes[18]?.probability).toBeCloseTo(1 / sum, 5);
  });

  it('has no classes while the network has not run', async () => {
    const { probe } = await probing([ENTROPY]);
    expect(await probe([], { settings: RPL })).toMatchObject({
      classes: [],
      learnt: null,
      regionId: null,
    });
  });

  it('says which learnt class a pixel of a metric network is of', async () => {
    const { probe } = await probing([DMLNET]);
    const { learnt: none } = await probe([], { settings: DMLNET });
    expect(none?.position).toBeNull();
    expect(none?.embedding).toHaveLength(19);
    expect((none?.embedding[2] as number) * LOGITS_PER_EMBEDDING).toBeGreaterThan(4);
    const rule = { kind: 'prototype' as const, prototype: none?.embedding ?? [], radius: 0.1 };
    const learnt = [{ name: 'cow', colour: '#123456', rule }];
    expect((await probe([], { settings: DMLNET, learnt })).learnt?.position).toBe(0);
  });

  it('has the region under the pixel unless it was removed', async () => {
    const { probe } = await probing([MAX_ENTROPY]);
    const removal = { above: 0, classifier: { serial: 1, model: maxEntropyMeta } };
    expect((await probe([], { settings: MAX_ENTROPY })).regionId).toBe(1);
    expect((await probe([], { settings: MAX_ENTROPY, removal })).regionId).toBeNull();
  });

  it('is read from another picture anew, and both from the first when it is shown again', async () => {
    const { probe, readScore, pictures } = await probing([ENTROPY]);
    const other = createFakeModels(['base']);
    await ensureScores(other.context, other.entry, [ENTROPY], {});
    pictures.add('other', other.entry);
    await probe([ENTROPY]);
    await probe([ENTROPY]);
    expect(readScore).toHaveBeenCalledTimes(1);
    await probe([ENTROPY], {}, 'other');
    await probe([ENTROPY]);
    expect(readScore).toHaveBeenCalledTimes(3);
  });

  it('names the pixel that is not there', async () => {
    const { entry, context } = createFakeModels([]);
    const prober = new Prober({
      ...context,
      pictures: { get: () => entry },
    } as unknown as EngineContext);
    const params = { pictureId: '', settings: [], active: {} as PaneView, minArea: 0 };
    await expect(prober.probe({ ...params, x: 64, y: 1 })).rejects.toThrow(
      'There is no pixel (64, 1) in a picture of 64 x 32.',
    );
    await expect(prober.probe({ ...params, x: 1, y: 1.5 })).rejects.toThrow('(1, 1.5)');
  });
});

describe('the share of pixels below a score', () => {
  const histogram = { range: { min: 0, max: 4 }, counts: Uint32Array.of(10, 20, 30, 40) };

  it.each([
    [-1, 0],
    [0, 0],
    [1, 10],
    [1.5, 20],
    [3.5, 80],
    [4, 100],
    [9, 100],
  ])('at %f is %f', (value, percentile) => {
    expect(percentileInBins(value, histogram)).toBeCloseTo(percentile);
  });

  it('is all of them in a flat picture', () => {
    const flat = { range: { min: 2, max: 2 }, counts: Uint32Array.of(4, 0, 0, 4) };
    expect([1, 2].map((value) => percentileInBins(value, flat))).toEqual([100, 100]);
  });
});
