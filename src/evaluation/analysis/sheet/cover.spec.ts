import { describe, expect, it } from 'vitest';
import type { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { planAnalysis } from '#src/evaluation/analysis/plan';
import { createAnalysisEngine } from '#src/evaluation/analysis/testing/analysis-engine';
import type { CoverKind, OpenPicture } from '#src/evaluation/analysis/types';
import { coverMap } from './cover';

type Overrides = Parameters<typeof createFakeEngine>[0];

const NAMES = ['road', 'person', 'rider', 'car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'];
const OPEN = {
  analysed: { picture: { name: 'a.jpg', width: 64, height: 36 } },
} as OpenPicture;

async function covered(cover: CoverKind[], names = NAMES, overrides: Overrides = {}) {
  const engine = createAnalysisEngine({
    prepareModel: ({ modelId }) => ({
      id: modelId,
      kind: 'segmenter',
      title: 'Base',
      bytes: 1,
      sha256: modelId,
      licence: 'none',
      needs: [],
      source: 'cache',
      selfCheck: { maxDifference: 0, tolerance: 1 },
      classes: names.map((name) => ({ name, colour: '#000000' })),
      compileMs: 1,
      threads: 1,
    }),
    ...overrides,
  });
  const plan = await planAnalysis(engine, {
    method: 'max-entropy',
    threshold: null,
    minAreaPercent: 0,
    keepUnlikely: false,
    names: false,
    cover,
    longSide: 768,
  });
  return { engine, plan, map: () => coverMap(engine, plan, OPEN) };
}

describe('what is covered', () => {
  it('are the classes of what is asked for', async () => {
    const numbers = async (cover: CoverKind[]) => [...(await (await covered(cover)).map()).covered];
    expect(await numbers(['persons'])).toEqual([1, 2]);
    expect(await numbers(['persons', 'vehicles'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is read off the classes of the base network, in which no region is unknown', async () => {
    const { engine, map } = await covered(['persons']);
    await map();
    const asked = engine.calls.filter(({ name }) => name === 'exportFile');
    expect(asked.map(({ params }) => params)).toEqual([
      expect.objectContaining({
        kind: 'open-map-png',
        pane: expect.objectContaining({
          threshold: Number.POSITIVE_INFINITY,
          removal: null,
          learnt: [],
        }),
      }),
    ]);
    const analysed = engine.calls.find(({ name }) => name === 'analyze');
    expect(analysed?.params).toMatchObject({
      settings: [{ methodId: expect.not.stringMatching('max-entropy') }],
    });
  });

  it('is refused where the network lacks a class of it', async () => {
    const { map } = await covered(['vehicles'], ['road', 'car']);
    await expect(map()).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('names the network that tells it, loaded before the first picture', async () => {
    const { plan } = await covered(['persons']);
    expect(plan.coverNetwork).toMatchObject({ id: 'base' });
    expect((await covered([])).plan.coverNetwork).toBeNull();
  });
});
