import { describe, expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Prober } from './prober';

const SETTINGS = settingsFor(methodById('entropy'));

async function probing() {
  const { context, entry } = createFakeModels(['base']);
  const [score] = await ensureScores(context, entry, [SETTINGS], {});
  if (!score) throw new Error('The score is missing.');
  const pictures = new PictureStore();
  pictures.add('picture', entry);
  const readScore = vi.fn(context.compute.readScore);
  const readLabels = vi.fn(context.compute.readLabels);
  const compute = { ...context.compute, readScore, readLabels };
  const prober = new Prober({ ...context, pictures, compute } as unknown as EngineContext);
  const probe = (x: number, y: number, threshold = 0, minArea = 0) =>
    prober.probe({
      pictureId: 'picture',
      x,
      y,
      settings: [SETTINGS],
      active: { settings: SETTINGS, threshold, removal: null, learnt: [] } as unknown as PaneView,
      minArea,
    });
  const scores = await context.compute.readScore(score.map);
  return { probe, scores, readScore, readLabels };
}

describe('the probe', () => {
  it('finds a region where the score equals the threshold, and none just below', async () => {
    const { probe, scores } = await probing();
    const score = scores[3 * 64 + 5] as number;
    expect((await probe(5, 3)).scores).toMatchObject([{ methodId: 'entropy', score }]);
    expect((await probe(5, 3, score)).regionId).not.toBeNull();
    expect((await probe(5, 3, score + 1e-6)).regionId).toBeNull();
  });

  it('finds no region below the smallest area', async () => {
    const { probe } = await probing();
    expect((await probe(5, 3, 0, 64 * 32)).regionId).toBe(1);
    expect((await probe(5, 3, 0, 64 * 32 + 1)).regionId).toBeNull();
  });

  it('reads scores and regions back once for all pixels of a picture', async () => {
    const { probe, readScore, readLabels } = await probing();
    for (const x of [0, 1, 2]) await probe(x, 0);
    expect([readScore.mock.calls.length, readLabels.mock.calls.length]).toEqual([1, 1]);
    await probe(0, 0, 0.001);
    expect(readLabels).toHaveBeenCalledTimes(2);
  });

  it('gives the classes of the network, the most probable first', async () => {
    const { probe } = await probing();
    const { classes } = await probe(0, 0);
    expect(classes).toHaveLength(19);
    expect(classes[0]).toMatchObject({ index: 0, name: 'class 0' });
    expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    [-1, 0],
    [0, -1],
    [64, 0],
    [0, 32],
    [0.5, 0],
  ])('refuses the position %d, %d, which is no pixel', async (x, y) => {
    const { probe } = await probing();
    await expect(probe(x, y)).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(probe(63, 31)).resolves.toBeDefined();
  });
});
