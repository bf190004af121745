import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropoutMasks } from '#src/gpu/ops/dropout/masks';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { loadStatistics } from '#src/methods/statistics';
import type { MethodSettings } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import { runOf } from '#src/workers/networks/run-plan';
import type { NetworkResult } from '#src/workers/state/network-result';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { fittedMap } from './fitted-scores';
import { scoreMaps, summarise } from './score-maps';

const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);
const TARGET = { width: 64, height: 32 };

let fake: ReturnType<typeof createFakeModels>;
const released: string[] = [];
/** A map that says when it is given back. */
const mapOf = (name: string) => ({ ...TARGET, release: () => released.push(name) });

const ran = (settings: MethodSettings): Promise<NetworkResult> =>
  ensureNetworkResult(fake.context, fake.entry, runOf(settings), {});

beforeEach(() => {
  released.length = 0;
  fake = createFakeModels(['base', 'rpl']);
});

describe('the score maps of a network', () => {
  it('stand in the order of the settings, fitted ones among them', async () => {
    const { compute } = fake.context;
    const maps = [mapOf('energy'), mapOf('msp')];
    const [sml, classes] = [mapOf('sml'), mapOf('classes')];
    vi.spyOn(compute, 'sml').mockResolvedValue(sml);
    const scores = vi.spyOn(compute, 'scores').mockResolvedValue({ scores: maps, classes });
    const network = await ran(of('energy'));
    const settings = [of('energy'), of('sml'), of('msp')];
    expect(await scoreMaps(fake.context, network, settings, TARGET)).toEqual({
      maps: [maps[0], sml, maps[1]],
      classes,
    });
    expect(scores.mock.calls[0]?.[2].map(({ kind }) => kind)).toEqual(['energy', 'msp']);
    expect(released).toEqual([]);
  });

  it('come with the classes of the closed set only; others are given back', async () => {
    const { compute } = fake.context;
    vi.spyOn(compute, 'scores').mockResolvedValue({
      scores: [mapOf('sharp')],
      classes: mapOf('classes'),
    });
    const blurred = mapOf('blurred');
    vi.spyOn(compute, 'blur').mockResolvedValue(blurred);
    const network = await ran(of('rpl'));
    const answer = await scoreMaps(fake.context, network, [of('rpl')], TARGET);
    expect(answer).toEqual({ maps: [blurred], classes: null });
    expect(released).toEqual(['classes', 'sharp']);
  });

  it('are given back when a later one fails, the classes with them', async () => {
    const { compute } = fake.context;
    vi.spyOn(compute, 'sml').mockResolvedValue(mapOf('sml'));
    const answers = [
      { scores: [mapOf('msp')], classes: mapOf('closed set') },
      { scores: [mapOf('sharp')], classes: mapOf('classes of the block') },
    ];
    vi.spyOn(compute, 'scores').mockImplementation(async () => answers.shift() as never);
    vi.spyOn(compute, 'blur').mockRejectedValue(new Error('lost'));
    const network = await ran(of('rpl'));
    const settings = [of('sml'), of('msp'), of('rpl')];
    await expect(scoreMaps(fake.context, network, settings, TARGET)).rejects.toThrow('lost');
    expect(released.sort()).toEqual(['classes of the block', 'closed set', 'msp', 'sharp', 'sml']);
  });
});

describe('fitted scores', () => {
  const fitted = async (settings: MethodSettings, signal?: AbortSignal) =>
    fittedMap(fake.context, await ran(settings), settings, TARGET, signal);

  it('are computed with the statistics of their network', async () => {
    const { compute } = fake.context;
    const [first, second] = [mapOf('sml'), mapOf('mahalanobis')];
    const sml = vi.spyOn(compute, 'sml').mockResolvedValue(first);
    const mahalanobis = vi.spyOn(compute, 'mahalanobis').mockResolvedValue(second);
    const { maxLogit, mahalanobis: whitening } = await loadStatistics();
    expect(await fitted(of('sml'))).toBe(first);
    expect(await fitted(of('mahalanobis'))).toBe(second);
    expect(sml.mock.calls[0]?.slice(1)).toEqual([TARGET, maxLogit]);
    expect(mahalanobis.mock.calls[0]?.slice(1)).toEqual([TARGET, whitening]);
    expect(sml.mock.calls[0]?.[0].classes).toBe(19);
    expect(mahalanobis.mock.calls[0]?.[0].classes).toBe(64);
  });

  it.each([
    [0, 'mutual-information'],
    [1, 'predictive-entropy'],
    [2, 'expected-entropy'],
  ])(
    'of dropout have the statistic %i, %s, over masks that the seed draws',
    async (statistic, name) => {
      const dropout = vi.spyOn(fake.context.compute, 'dropout').mockResolvedValue(mapOf('dropout'));
      await fitted(of('mc-dropout', { passes: 3, dropRate: 0.5, seed: 7, statistic }));
      const { classifier } = await loadStatistics();
      expect(dropout.mock.calls[0]?.[2]).toEqual({
        classifier,
        masks: dropoutMasks(3, 64, 0.5, 7),
        statistic: name,
      });
    },
  );

  it('of dropout tell every pass, and end between two when they are cancelled', async () => {
    const told: unknown[] = [];
    const context = { ...fake.context, tellPage: (...notice: unknown[]) => told.push(notice) };
    vi.spyOn(context.compute, 'dropout').mockImplementation(
      async (_features, _target, _request, beforePass) => {
        await beforePass(4);
        return mapOf('dropout');
      },
    );
    const settings = of('mc-dropout', { passes: 9 });
    const network = await ran(settings);
    await fittedMap(context as never, network, settings, TARGET);
    const progress = { what: 'dropout passes', modelId: null, phase: 'score' };
    expect(told).toEqual([['progress', { ...progress, loaded: 4, total: 9, cached: false }]]);
    await expect(
      fittedMap(context as never, network, settings, TARGET, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('are no others', async () => {
    const network = await ran(of('msp'));
    await expect(fittedMap(fake.context, network, of('msp'), TARGET)).rejects.toMatchObject({
      code: 'internal',
      message: 'msp is no fitted score.',
    });
  });
});

describe('the summary of a map', () => {
  it('has range, histogram and the percentiles that go with it', async () => {
    const { compute } = fake.context;
    const map = compute.importScore(Float32Array.of(1, 2, 2, 4), { width: 2, height: 2 });
    const times = {};
    const residualNorm = { min: 3, max: 4 };
    const settings = of('entropy');
    const score = await summarise(fake.context, map, settings, times, residualNorm);
    expect(score.map).toBe(map);
    const { histogram, ...about } = score.summary;
    expect(about).toEqual({
      methodId: 'entropy',
      settings,
      range: { min: 1, max: 4 },
      residualNorm,
    });
    expect(histogram.range).toEqual({ min: 1, max: 4 });
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(Object.keys(times)).toEqual(['histogram']);
    expect((await summarise(fake.context, map, settings, {})).summary.residualNorm).toBeNull();
  });

  it('is none of values that are not numbers', async () => {
    const map = mapOf('broken');
    vi.spyOn(fake.context.compute, 'range').mockResolvedValue({ min: Number.NaN, max: 1 });
    await expect(summarise(fake.context, map, of('entropy'), {})).rejects.toMatchObject({
      code: 'model-self-check',
      message: 'The score "entropy" holds values that are not numbers.',
      retryable: true,
    });
  });
});
