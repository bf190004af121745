import { describe, expect, it, vi } from 'vitest';
import { meanCpu } from '#src/gpu/ops/mean/cpu';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import { scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { analyze } from './analyze';
import { cachedScore } from './score-cache';
import { ensureScore, ensureScores } from './scores';

const FILES = ['trunk', 'base', 'max-entropy', 'dmlnet', 'rpl'];
const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);
const twice = (id: string, chosen: Record<string, number> = {}) => of(id, { ...chosen, looks: 2 });

/** A picture of 64 pixels, seen at a long side of 32 first. */
function opened(longSide = 32) {
  const fake = createFakeModels(FILES);
  fake.context.options.longSide = longSide;
  const { context, entry } = fake;
  const pictures = { get: () => entry };
  const read = async (settings: MethodSettings) =>
    context.compute.readScore((await ensureScore(context, entry, settings, {})).map);
  const ask = (settings: MethodSettings[], more: object = {}, signal?: AbortSignal) =>
    analyze({ ...context, pictures } as never, { pictureId: 'a', settings, ...more }, signal);
  return { ...fake, read, ask };
}

/** The map of one look at a long side. */
const lookedAt = (longSide: number, settings: MethodSettings) => opened(longSide).read(settings);

describe('a score of two looks', () => {
  it.each(['max-entropy', 'dmlnet', 'sml', 'mahalanobis'])(
    'is the mean of both maps on the picture grid: %s',
    async (id) => {
      const [first, second] = [await lookedAt(32, of(id)), await lookedAt(64, of(id))];
      expect(second).not.toEqual(first);
      expect(await opened().read(twice(id))).toEqual(meanCpu(first, second));
    },
  );

  it('is blurred as their mean would be', async () => {
    const { context, entry, read } = opened();
    const sharp = { ...twice('rpl'), blur: false };
    const { map } = await ensureScore(context, entry, sharp, {});
    const expected = await context.compute.readScore(await context.compute.blur(map));
    const actual = await read(twice('rpl'));
    expect(actual).not.toEqual(await read(sharp));
    for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5);
  });

  it('takes the first map from the cache, and comes from it the next time', async () => {
    const { context, entry, read, runs } = opened();
    const once = await ensureScore(context, entry, of('max-entropy'), {});
    expect(runs).toEqual(['trunk', 'max-entropy']);
    await read(twice('max-entropy'));
    expect(runs).toEqual(['trunk', 'max-entropy', 'trunk at 64', 'max-entropy at 64']);
    expect(cachedScore(entry, of('max-entropy'))).toBe(once);
    await read(twice('max-entropy'));
    await read(twice('max-entropy', { temperature: 2 }));
    expect(runs).toHaveLength(4);
  });

  it('says its own settings and range, and the residual norm of the first look', async () => {
    const { context, entry } = opened();
    const [first, both] = await ensureScores(context, entry, [of('rpl'), twice('rpl')], {});
    expect(both?.summary.settings).toEqual(twice('rpl'));
    expect(both?.summary.range).not.toEqual(first?.summary.range);
    expect(both?.summary.residualNorm).toEqual(first?.summary.residualNorm);
    expect(both?.summary.residualNorm).not.toBeNull();
  });

  it('is that of one look where the picture has no more to show, in a map of its own', async () => {
    const { context, entry, runs } = opened(64);
    const [first, both] = await ensureScores(context, entry, [of('energy'), twice('energy')], {});
    expect(runs).toEqual(['trunk', 'base']);
    expect(both?.map).not.toBe(first?.map);
    expect(await context.compute.readScore(both!.map)).toEqual(
      await context.compute.readScore(first!.map),
    );
  });

  it('has the second look of the engine where that says another', async () => {
    const { context, read, runs } = opened();
    Object.assign(context.options, { longSide: 32, secondLook: 48 });
    await read(twice('max-entropy'));
    expect(runs.at(-1)).toBe('max-entropy at 48');
  });

  it('is sampled on the grid of a label as on that of the picture', async () => {
    const grid = { width: 40, height: 20 };
    const at = async (longSide: number, settings: MethodSettings[]) => {
      const { context, entry } = opened(longSide);
      return entry.use(() => scoresOnGrid(context, entry, grid, settings));
    };
    const settings = [of('entropy'), twice('energy'), twice('rpl')];
    const once = settings.map(({ methodId }) => of(methodId));
    const [first, second, both] = [await at(32, once), await at(64, once), await at(32, settings)];
    expect(both).toEqual([
      first[0],
      ...[1, 2].map((i) => meanCpu(first[i] as Float32Array, second[i] as Float32Array)),
    ]);
  });

  it('that is not finite is refused, and leaves the first look', async () => {
    const { context, entry } = opened();
    vi.spyOn(context.compute, 'mean').mockImplementation(async (a) =>
      context.compute.importScore(new Float32Array(a.width * a.height).fill(Number.NaN), a),
    );
    await expect(ensureScore(context, entry, twice('energy'), {})).rejects.toMatchObject({
      code: 'model-self-check',
    });
    expect(cachedScore(entry, of('energy'))).not.toBeNull();
  });
});

describe('the maps that the networks of a second look read', () => {
  it('stay until the last one was asked for', async () => {
    const { ask, entry, runs } = opened();
    await ask([of('max-entropy')], { lookFollows: true });
    await ask([twice('max-entropy')], { lookFollows: true });
    expect(entry.secondMaps.isEmpty).toBe(false);
    await ask([twice('dmlnet')], { lookFollows: false });
    expect(entry.secondMaps.isEmpty).toBe(true);
    expect(entry.maps.isEmpty).toBe(false);
    expect(runs.filter((run) => run === 'trunk at 64')).toHaveLength(1);
  });

  it('go when it fails or is cancelled, whatever follows', async () => {
    const { ask, entry, broken, context } = opened();
    await ask([twice('max-entropy')], { lookFollows: true });
    broken.add('dmlnet');
    await expect(ask([twice('dmlnet')], { lookFollows: true })).rejects.toThrow('damaged');
    expect(entry.secondMaps.isEmpty).toBe(true);
    const controller = new AbortController();
    vi.spyOn(context.compute, 'mean').mockImplementation(() => expect.fail('It went on.'));
    const model = await context.models.get('trunk');
    if (!('picture' in model)) throw new Error('It takes a picture.');
    const run = model.picture.run.bind(model.picture);
    model.picture.run = (...parameters) => {
      controller.abort();
      return run(...parameters);
    };
    await expect(
      ask([twice('rpl')], { lookFollows: true }, controller.signal),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(entry.secondMaps.isEmpty).toBe(true);
    expect(cachedScore(entry, twice('rpl'))).toBeNull();
  });
});
