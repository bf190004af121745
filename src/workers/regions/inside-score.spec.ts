import { expect, it, vi } from 'vitest';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import { encodeRle } from '#src/core/rle/coco-rle';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { ensureScore } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { insideScore } from './inside-score';
import { keptScore } from './kept-score';
import { paneRegions, regionKey } from './pane-regions';

const [WIDTH, HEIGHT] = [64, 32];
/** Leaves out the columns from one on; the mask is of half the size. */
const beyond = (column: number, serial = 1): LeftOut => {
  const size = { width: WIDTH / 2, height: HEIGHT / 2 };
  const mask = Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    Number(2 * (i % size.width) >= column),
  );
  return { serial, mask: encodeRle(mask, size) };
};

async function picture() {
  const fake = createFakeModels(['max-entropy']);
  const settings = settingsFor(methodById('max-entropy'));
  const score = await ensureScore(fake.context, fake.entry, settings, {});
  const pane = (leftOut: LeftOut | null, about: Partial<PaneView> = {}) =>
    ({ paneId: 'p', settings, threshold: 0, removal: null, leftOut, ...about }) as PaneView;
  const regions = async (shown: PaneView) =>
    paneRegions(
      fake.context,
      'a',
      fake.entry,
      shown,
      0,
      await keptScore(fake.context, fake.entry, shown, score),
    );
  return { ...fake, score, pane, regions };
}

it('a region that crosses the border is cut there, and shares are of what counts', async () => {
  const { pane, regions } = await picture();
  expect(await regions(pane(null))).toMatchObject({ leftOut: 0, leftOutKey: '', counts: null });
  const inside = await regions(pane(beyond(48)));
  expect(inside).toMatchObject({
    leftOutKey: '1',
    leftOut: 0.25,
    shareAbove: 1,
    pixelsAbove: 48 * HEIGHT,
    regionCount: 1,
  });
  expect(inside.regions[0]?.box).toEqual({ x: 0, y: 0, width: 48, height: HEIGHT });
});

it('the histogram counts what is inside alone, over the same range', async () => {
  const { context, entry, score } = await picture();
  const { counts } = await insideScore(context, entry, beyond(32), score);
  const values = await context.compute.readScore(score.map);
  const left = values.filter((_, pixel) => pixel % WIDTH < 32);
  const map = context.compute.importScore(left, { width: 32, height: HEIGHT });
  const expected = await context.compute.histogram(map, score.summary.range);
  expect(counts).toEqual(expected.counts);
});

it('the score itself stays as it is', async () => {
  const { context, entry, score } = await picture();
  const before = await context.compute.readScore(score.map);
  const { map } = await insideScore(context, entry, beyond(32), score);
  expect(map).not.toBe(score.map);
  expect(await context.compute.readScore(score.map)).toEqual(before);
  expect((await insideScore(context, entry, null, score)).map).toBe(score.map);
});

it('is made once for a region, and given back with the next one', async () => {
  const { context, entry, score } = await picture();
  const first = await insideScore(context, entry, beyond(32), score);
  expect(await insideScore(context, entry, beyond(32), score)).toBe(first);
  const release = vi.spyOn(first.map, 'release');
  const next = await insideScore(context, entry, beyond(32, 2), score);
  expect(next).not.toBe(first);
  expect(release).toHaveBeenCalledOnce();
  const last = vi.spyOn(next.map, 'release');
  entry.release();
  expect(last).toHaveBeenCalledOnce();
});

it('removal judges the regions within it, and again for another region of interest', async () => {
  const { pane, regions, entry } = await picture();
  const removal = { above: 0, classifier: { serial: 1, model: maxEntropyMeta } };
  const removed = await regions(pane(beyond(48), { removal }));
  expect(removed).toMatchObject({ removed: 1, regionCount: 0, pixelsAbove: 48 * HEIGHT });
  const { judged } = entry.kept.get('max-entropy') ?? {};
  expect(judged?.ids.filter((id) => id > 0)).toHaveLength(48 * HEIGHT);
  await regions(pane(beyond(32, 2), { removal }));
  const again = entry.kept.get('max-entropy')?.judged;
  expect(again?.ids.filter((id) => id > 0)).toHaveLength(32 * HEIGHT);
});

it('regions are others for another region of interest', async () => {
  const { pane, entry } = await picture();
  const keys = [null, beyond(32), beyond(32, 2)].map((region) => regionKey(entry, pane(region), 0));
  expect(new Set(keys).size).toBe(3);
});
