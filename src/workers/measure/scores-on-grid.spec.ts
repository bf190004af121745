import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassMap, ScoreMap } from '#src/gpu/compute';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { classesOnGrid, scoresOnGrid } from './scores-on-grid';

const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);
const GRID = { width: 33, height: 17 };
const IMPORTED = { methodId: 'file:1', parameters: {}, blur: false };

let fake: ReturnType<typeof createFakeModels>;
/** Maps that were made, and whether they were given back. */
let made: { release: ReturnType<typeof vi.fn> }[];

beforeEach(() => {
  fake = createFakeModels(modelsOf(methods));
  made = [];
  const noting = <M extends ScoreMap | ClassMap>(map: M): M => {
    const release = vi.fn(map.release.bind(map));
    map.release = release;
    made.push({ release });
    return map;
  };
  const { compute } = fake.context;
  const [scores, paintMasks] = [compute.scores, compute.paintMasks];
  vi.spyOn(compute, 'scores').mockImplementation(async (...parameters) => {
    const answer = await scores(...parameters);
    return { scores: answer.scores.map(noting), classes: noting(answer.classes) };
  });
  vi.spyOn(compute, 'paintMasks').mockImplementation(async (...parameters) =>
    noting(await paintMasks(...parameters)),
  );
});
const releases = () => made.map(({ release }) => release.mock.calls.length);

describe('scores on the grid of a label', () => {
  it('of the picture itself are the maps that it keeps', async () => {
    const { context, entry } = fake;
    const [kept] = await ensureScores(context, entry, [of('entropy')], {});
    if (!kept) throw new Error('The score is missing.');
    const [score] = await scoresOnGrid(context, entry, entry.size, [of('entropy')]);
    expect(score).toEqual(await context.compute.readScore(kept.map));
    expect(releases()).toEqual([0, 0]);
    expect(context.compute.scores).toHaveBeenCalledOnce();
  });

  it.each([
    ['width', { width: 64, height: 31 }],
    ['height', { width: 63, height: 32 }],
  ])('of another %s are sampled, and their maps given back', async (_side, grid) => {
    const { context, entry } = fake;
    const [score] = await scoresOnGrid(context, entry, grid, [of('entropy')]);
    expect(score).toHaveLength(grid.width * grid.height);
    expect(releases()).toEqual([1, 1]); // the map, and the classes that come with it
    expect(entry.scores.size).toBe(0);
  });

  it('give their maps back when reading fails', async () => {
    const { context, entry } = fake;
    vi.spyOn(context.compute, 'readScore').mockRejectedValue(new Error('lost'));
    await expect(scoresOnGrid(context, entry, GRID, [of('entropy'), of('msp')])).rejects.toThrow(
      'lost',
    );
    expect(releases()).toEqual([1, 1, 1]);
  });

  it('of masks are painted on that grid', async () => {
    const { context, entry } = fake;
    const [own] = await scoresOnGrid(context, entry, entry.size, [of('s2m')]);
    expect(own).toHaveLength(64 * 32);
    expect(releases().at(-1)).toBe(0); // the picture keeps it
    const [other] = await scoresOnGrid(context, entry, GRID, [of('s2m')]);
    expect(other).toHaveLength(GRID.width * GRID.height);
    expect(Math.max(...(other ?? []))).toBeGreaterThan(0);
    expect(releases().at(-1)).toBe(1);
  });

  it('of files are taken as stored, or refused', async () => {
    const { context, entry } = fake;
    const data = new Float32Array(GRID.width * GRID.height);
    await expect(scoresOnGrid(context, entry, GRID, [IMPORTED])).rejects.toMatchObject({
      code: 'method-unknown',
      message: 'There is no score "file:1" for this picture.',
    });
    const map = context.compute.importScore(new Float32Array(64 * 32), entry.size);
    entry.imported.set('file:1', { stored: { ...GRID, data }, map, serial: 1 });
    const scores = await scoresOnGrid(context, entry, GRID, [of('msp'), IMPORTED]);
    expect(scores[1]).toBe(data);
    for (const grid of [
      { width: 33, height: 18 },
      { width: 34, height: 17 },
    ])
      await expect(scoresOnGrid(context, entry, grid, [IMPORTED])).rejects.toMatchObject({
        code: 'score-size',
        message: `The imported score is 33 x 17, the ground truth ${grid.width} x ${grid.height}. It is not measured: resizing would change it.`,
      });
  });

  it('are cancelled with the request', async () => {
    const { context, entry, runs } = fake;
    const signal = AbortSignal.abort();
    for (const settings of [of('entropy'), of('s2m')])
      for (const grid of [GRID, entry.size])
        await expect(scoresOnGrid(context, entry, grid, [settings], signal)).rejects.toMatchObject({
          code: 'cancelled',
        });
    expect(runs).toEqual([]);
  });
});

describe('classes on the grid of a label', () => {
  it('come from whatever run is there, and their map is given back', async () => {
    const { context, entry, runs } = fake;
    await ensureScores(context, entry, [of('rpl', { gamma: 2 })], {});
    made.length = 0;
    const classes = await classesOnGrid(context, entry, GRID, 'rpl');
    expect(classes).toHaveLength(GRID.width * GRID.height);
    expect(runs).toEqual(['rpl gamma=2']);
    expect(releases()).toEqual([1]);
  });

  it('run the network as it is without one, unless they are cancelled', async () => {
    const { context, entry, runs } = fake;
    const cancelled = classesOnGrid(context, entry, GRID, 'rpl', AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(runs).toEqual([]);
    await classesOnGrid(context, entry, GRID, 'rpl');
    expect(runs).toEqual(['rpl']);
    expect(context.compute.scores).toHaveBeenLastCalledWith(expect.anything(), GRID, []);
  });

  it('give their map back when reading fails', async () => {
    const { context, entry } = fake;
    vi.spyOn(context.compute, 'readClasses').mockRejectedValue(new Error('lost'));
    await expect(classesOnGrid(context, entry, GRID, 'base')).rejects.toThrow('lost');
    expect(releases()).toEqual([1]);
  });
});
