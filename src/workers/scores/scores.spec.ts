import { describe, expect, it, type MockInstance, vi } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { classesOnGrid, scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { PROMPT_NETWORK_IDS } from '#src/workers/testing/fake-prompt-networks';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { cachedScore, isAtHand } from './score-cache';
import { ensureScore, ensureScores } from './scores';

const MODELS = modelsOf(methods);
const WORDS: readonly string[] = [WORDS_NETWORK, SIMILARITY_GRAPH];
const SEGMENTERS = MODELS.filter((id) => ![...PROMPT_NETWORK_IDS, ...WORDS].includes(id));
const ofModel = (modelId: string) =>
  methods.filter(({ model }) => model === modelId).map((method) => settingsFor(method));
const base = ofModel('base');
const rpl = (gamma: number) =>
  methods.filter(({ id }) => id === 'rpl').map((method) => settingsFor(method, { gamma }));
const all = methods.map((method) => settingsFor(method));

describe('scores of several networks', () => {
  it('take one run per network, whatever the number of methods, and none when asked again', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    const scores = await ensureScores(context, entry, all, {});
    expect(scores.map(({ summary }) => summary.methodId)).toEqual(methods.map(({ id }) => id));
    expect(runs.slice(0, 4)).toEqual(['base', 'dmlnet', 'max-entropy', 'rpl gamma=1']);
    const before = runs.length;
    await ensureScores(context, entry, all, {});
    expect(runs).toHaveLength(before);
  });

  it('run a network again for another scalar input, and drop what it gave before', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    const [trained] = await ensureScores(context, entry, rpl(1), {});
    const [off] = await ensureScores(context, entry, rpl(0), {});
    expect(runs).toEqual(['rpl gamma=1', 'rpl gamma=0']);
    expect(off!.summary.range).not.toEqual(trained!.summary.range);
    expect(cachedScore(entry, rpl(1)[0]!)).toBeNull();
    expect(isAtHand(context, entry, rpl(1)[0]!)).toBe(false);
    expect(isAtHand(context, entry, rpl(0)[0]!)).toBe(true);
  });

  it('with the block off are the energy of the closed set, blurred', async () => {
    const { context, entry } = createFakeModels(MODELS);
    const energy = settingsFor({
      ...(methods.find(({ id }) => id === 'energy') ?? methods[0]!),
      blur: true,
    });
    const read = async (settings: typeof all) => {
      const [score] = await ensureScores(context, entry, settings, {});
      return context.compute.readScore(score!.map);
    };
    // The fake networks differ in their winning class only, which the energy does not see.
    const expected = await read([energy]);
    const largest = (await read(rpl(0))).reduce(
      (sum, value, i) => Math.max(sum, Math.abs(value - expected[i]!)),
      0,
    );
    expect(largest).toBeLessThan(1e-5);
  });

  it('keep fourteen maps of a picture: the fifteenth takes the place of the oldest', async () => {
    const { context, entry } = createFakeModels(MODELS);
    const [entropy] = methods.filter(({ id }) => id === 'entropy');
    const settingsAt = (temperature: number) =>
      settingsFor(entropy ?? methods[0]!, { temperature });
    const ask = (temperature: number) =>
      ensureScores(context, entry, [settingsAt(temperature)], {});
    const isKept = (temperature: number) => entry.scores.has(entry.keyOf(settingsAt(temperature)));
    for (let step = 1; step <= 14; step++) await ask(step / 2);
    expect(Array.from({ length: 14 }, (_, i) => isKept((i + 1) / 2))).not.toContain(false);
    await ask(0.5); // used again, so that the second is the oldest
    await ask(7.5);
    expect([isKept(0.5), isKept(1), isKept(1.5), isKept(7.5)]).toEqual([true, false, true, true]);
  });

  it('of one network survive the failure of another', async () => {
    const { context, entry, broken } = createFakeModels(MODELS);
    broken.add('rpl');
    await ensureScores(context, entry, base, {});
    await expect(ensureScores(context, entry, rpl(1), {})).rejects.toMatchObject({
      code: 'model-damaged',
    });
    expect(base.every((settings) => cachedScore(entry, settings))).toBe(true);
    broken.clear();
    expect(await ensureScores(context, entry, rpl(1), {})).toHaveLength(1);
  });

  it('say the percentiles of the residual norm where there is one', async () => {
    const { context, entry } = createFakeModels(MODELS);
    const scores = await ensureScores(context, entry, all, {});
    const withNorm = scores.filter(({ summary }) => summary.residualNorm);
    expect(withNorm.map(({ summary }) => summary.methodId)).toEqual(['rpl']);
    // 16 x 8 pixels with the values 0 to 127.
    expect(withNorm[0]!.summary.residualNorm).toEqual({ min: 1, max: 126 });
  });

  it('of Monte Carlo dropout tell every pass, repeat exactly, and differ with the seed', async () => {
    const { context, entry, progress } = createFakeModels(MODELS);
    const read = async (parameters: Record<string, number>) => {
      const settings = settingsFor(methodById('mc-dropout'), parameters);
      const { map } = await ensureScore(context, entry, settings, {});
      return context.compute.readScore(map);
    };
    const first = await read({ passes: 3 });
    expect(progress.filter(({ total }) => total === 3).map(({ loaded }) => loaded)).toEqual([
      0, 1, 2,
    ]);
    expect(Math.max(...first)).toBeGreaterThan(0);
    entry.scores.clear();
    expect(await read({ passes: 3 })).toEqual(first);
    expect(await read({ passes: 3, seed: 2 })).not.toEqual(first);
    expect(Math.max(...(await read({ passes: 3, dropRate: 0 })))).toBeLessThan(1e-6);
  });

  it('of Monte Carlo dropout end between two passes when cancelled, and come when asked for again', async () => {
    const { context, entry, progress } = createFakeModels(MODELS);
    const dropout = [settingsFor(methodById('mc-dropout'), { passes: 50 })];
    const controller = new AbortController();
    const running = ensureScores(
      context,
      entry,
      [...base.slice(0, 1), ...dropout],
      {},
      controller.signal,
    );
    setTimeout(() => controller.abort(), 20);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(progress.filter(({ total }) => total === 50).length).toBeLessThan(50);
    expect(cachedScore(entry, dropout[0]!)).toBeNull();
    expect(await ensureScores(context, entry, dropout, {})).toHaveLength(1);
  });

  it('computed on demand are not at hand before they were asked for', async () => {
    const { context, entry } = createFakeModels(MODELS);
    const [sml] = [settingsFor(methodById('sml'))];
    await ensureScores(context, entry, base.slice(0, 1), {});
    expect([isAtHand(context, entry, base[0]!), isAtHand(context, entry, sml)]).toEqual([
      true,
      false,
    ]);
    await ensureScores(context, entry, [sml], {});
    expect(isAtHand(context, entry, sml)).toBe(true);
  });

  it('refuse a parameter outside its limits', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    await expect(ensureScores(context, entry, rpl(2.5), {})).rejects.toMatchObject({
      code: 'option-invalid',
    });
    await expect(
      ensureScores(context, entry, [{ methodId: 'rpl', parameters: {}, blur: true }], {}),
    ).rejects.toMatchObject({
      code: 'option-invalid',
    });
    expect(runs).toEqual([]);
  });

  it('of a metric head follow its choice of a score without another run', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    const dmlnet = methodById('dmlnet');
    const read = async (chosen: Record<string, number>) => {
      const { map } = await ensureScore(context, entry, settingsFor(dmlnet, chosen), {});
      return (await context.compute.readScore(map))[0];
    };
    const [eds, mmsp] = [await read({}), await read({ score: 1 })];
    // The first logits are 4 for the winner and 0 for the others.
    expect(eds).toBeCloseTo(1 - (19 * ((2 / 3 - 3 / 19) ** 2 + 18 * (3 / 19) ** 2)) / 162, 5);
    expect(mmsp).toBeCloseTo(1 - Math.exp(4) / (Math.exp(4) + 18), 5);
    expect(await read({ score: 2, beta: 0 })).toBeCloseTo((eds! + mmsp!) / 2, 5);
    expect(await read({ score: 2, gamma: 1.5 })).toBeCloseTo(mmsp!, 3);
    expect(runs).toEqual(['dmlnet']);
    await expect(read({ score: 0.5 })).rejects.toThrow(
      'Score of dmlnet must be one of 0 (EDS), 1 (MMSP), 2 (Mix), not 0.5.',
    );
  });

  it('lie on the grid of a label in the order of the settings', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    const grid = { width: 33, height: 17 };
    const mixed = [rpl(1)[0]!, base[0]!, rpl(1)[0]!, base[1]!];
    const maps = await scoresOnGrid(context, entry, grid, mixed);
    expect(maps.map(({ length }) => length)).toEqual([561, 561, 561, 561]);
    expect([...maps[0]!]).toEqual([...maps[2]!]);
    expect(runs).toEqual(['rpl gamma=1', 'base']);
  });
});

describe('closed-set classes', () => {
  it('are those of the network itself, whatever its residual block does', async () => {
    const { context, entry, runs } = createFakeModels(MODELS);
    await ensureScores(context, entry, rpl(2), {}); // class 1 wins on the residual path
    for (const [winner, modelId] of SEGMENTERS.entries()) {
      const classes = await classesOnGrid(context, entry, entry.size, modelId);
      expect(new Set(classes), modelId).toEqual(new Set([winner]));
    }
    expect(runs.filter((line) => line.startsWith('rpl'))).toEqual(['rpl gamma=2']);
  });

  it('of words are those of the usual ones, whatever is looked for or merged', async () => {
    const { context, entry } = createFakeModels(MODELS);
    const words = { ...DEFAULT_VOCABULARY, merges: [['road', 'car']], prompts: [{ word: 'cow' }] };
    await ensureScores(context, entry, [{ ...settingsFor(methodById('vl4ad')), words }], {});
    const classes = await classesOnGrid(context, entry, entry.size, WORDS_NETWORK);
    const nameAt = (x: number) => DEFAULT_VOCABULARY.classes[classes[x] as number]?.name;
    expect([nameAt(4), nameAt(20)]).toEqual(['road', 'car']);
  });
});

it('scores of one pass of which one has no range give the maps back that nobody keeps', async () => {
  const { context, entry } = createFakeModels(MODELS);
  const { scores, range } = context.compute;
  const releases: MockInstance[] = [];
  vi.spyOn(context.compute, 'scores').mockImplementation(async (...parameters) => {
    const computed = await scores(...parameters);
    releases.push(...computed.scores.map((map) => vi.spyOn(map, 'release')));
    return computed;
  });
  let left = 1;
  vi.spyOn(context.compute, 'range').mockImplementation(async (map) =>
    left-- > 0 ? range(map) : { min: Number.NaN, max: Number.NaN },
  );
  const settings = ['msp', 'entropy', 'energy'].map((id) => settingsFor(methodById(id)));
  await expect(ensureScores(context, entry, settings, {})).rejects.toMatchObject({
    code: 'model-self-check',
  });
  expect(entry.scores.size).toBe(1);
  expect(releases.map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1]);
});
