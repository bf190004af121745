import { describe, expect, it } from 'vitest';
import type { Region } from '#src/core/types';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { keptScore } from './kept-score';
import { paneRegions, regionKey } from './pane-regions';

/** 600 regions; every area occurs twice, and areas grow with the id. */
const REGIONS: Region[] = Array.from({ length: 600 }, (_, i) => ({
  id: i + 1,
  area: 1 + Math.floor(i / 2),
  box: { x: i, y: 0, width: 1, height: 1 },
  centroid: { x: i, y: 0 },
  meanScore: 0.5,
  maxScore: 0.5,
}));

async function listed(regions: Region[]) {
  const { context, entry } = createFakeModels(['base']);
  const settings = settingsFor(methodById('entropy'));
  const pane = { paneId: 'p', settings, threshold: 0.5, removal: null } as unknown as PaneView;
  const [score] = await ensureScores(context, entry, [settings], {});
  if (!score) throw new Error('The score is missing.');
  const kept = await keptScore(context, entry, pane, score);
  const compute = {
    ...context.compute,
    regions: async () => ({ pixelsAbove: 1024, regionCount: regions.length, regions }),
  };
  const withRegions: EngineContext = { ...context, compute };
  return paneRegions(withRegions, 'picture', entry, pane, 0, kept);
}

describe('the regions of a pane', () => {
  it('are counted in full, and the largest 500 listed in the order of their ids', async () => {
    const { regionCount, regions, shareAbove } = await listed(REGIONS);
    expect(regionCount).toBe(600);
    expect(regions.map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, i) => i + 101));
    expect(shareAbove).toBe(1024 / (64 * 32));
  });

  it('of one area are listed from the first', async () => {
    const same = REGIONS.map((region) => ({ ...region, area: 7 }));
    expect((await listed(same)).regions.at(-1)?.id).toBe(500);
  });

  it('are all listed when there are no more', async () => {
    expect((await listed(REGIONS.slice(0, 500))).regions).toHaveLength(500);
  });
});

it('the regions of a pane are told with what they were found with', async () => {
  const { regions: _, ...about } = await listed(REGIONS.slice(0, 2));
  expect(about).toEqual({
    paneId: 'p',
    pictureId: 'picture',
    methodId: 'entropy',
    threshold: 0.5,
    minArea: 0,
    removalKey: '',
    removed: 0,
    leftOutKey: '',
    leftOut: 0,
    counts: null,
    shareAbove: 0.5,
    pixelsAbove: 1024,
    regionCount: 2,
  });
});

it('regions are others for another picture, score, threshold, least area or removal', () => {
  const [first, second] = [createFakeModels([]).entry, createFakeModels([]).entry];
  const settings = settingsFor(methodById('entropy'));
  const pane = { settings, threshold: 0.5, removal: null } as unknown as PaneView;
  const removal = { above: 0.5, classifier: { serial: 1 } } as PaneView['removal'];
  const keys = [
    regionKey(first, pane, 0),
    regionKey(second, pane, 0),
    regionKey(first, { ...pane, settings: settingsFor(methodById('msp')) }, 0),
    regionKey(first, { ...pane, threshold: 0.6 }, 0),
    regionKey(first, pane, 1),
    regionKey(first, { ...pane, removal }, 0),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(regionKey(first, { ...pane, opacity: 1 }, 0)).toBe(keys[0]);
});
