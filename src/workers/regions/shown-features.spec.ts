import { beforeEach, describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FEATURES } from '#src/core/meta/feature-names';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { Requests } from '#src/protocol/requests';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { shownFeatures } from './shown-features';

const SETTINGS = settingsFor(methodById('entropy'));
const PIXELS = 64 * 32;

let context: EngineContext;
let fake: ReturnType<typeof createFakeModels>;
const ask = (change: Partial<Requests['regionFeatures']['params']> = {}) =>
  shownFeatures(context, {
    pictureId: 'road',
    settings: SETTINGS,
    threshold: 0,
    removal: null,
    leftOut: null,
    minArea: 0,
    ...change,
  });
const sizesOf = ({ features }: Awaited<ReturnType<typeof ask>>) =>
  Array.from(
    { length: features.length / FEATURES },
    (_, row) => features[row * FEATURES + FEATURE_NAMES.indexOf('S')],
  );

beforeEach(() => {
  fake = createFakeModels(['base']);
  const pictures = new PictureStore();
  pictures.add('road', fake.entry);
  context = { ...fake.context, pictures };
});

describe('the features of the regions that a pane lists', () => {
  it('have a row for each, in the order of their ids', async () => {
    expect(sizesOf(await ask())).toEqual([PIXELS]);
    const { map } = await ensureScore(context, fake.entry, SETTINGS, {});
    const values = await context.compute.readScore(map);
    const threshold = [...values].sort((a, b) => a - b)[PIXELS >> 1] as number;
    const { regions } = await context.compute.regions(map, threshold, 3);
    expect(regions.length).toBeGreaterThan(1);
    expect(sizesOf(await ask({ threshold, minArea: 3 }))).toEqual(regions.map(({ area }) => area));
  });

  it('leave out regions that are too small or removed', async () => {
    expect(sizesOf(await ask({ minArea: PIXELS + 1 }))).toEqual([]);
    const removal = { above: 0, classifier: { serial: 1, model: maxEntropyMeta } };
    expect(sizesOf(await ask({ removal }))).toEqual([]);
  });

  it('are none of an imported score', async () => {
    const settings = { methodId: 'file:1', parameters: {}, blur: false };
    const map = { ...fake.entry.size, release: () => {} };
    const stored = { ...fake.entry.size, data: new Float32Array(PIXELS) };
    fake.entry.imported.set('file:1', { stored, map, serial: 1 });
    await expect(ask({ settings })).rejects.toMatchObject({ code: 'method-unknown' });
  });
});
