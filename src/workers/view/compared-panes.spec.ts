import { describe, expect, it, vi } from 'vitest';
import { agreementColours, differenceColours, sidesOf } from '#src/core/colours/comparison-colours';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { maskAgreement } from './agreement';
import { paneDrawing, paneMaps, type Scene } from './pane-drawing';

const ENTROPY = settingsFor(methodById('entropy'));
const ENERGY = settingsFor(methodById('energy'));
const RPL = settingsFor(methodById('rpl'));
const ALL = Number.NEGATIVE_INFINITY;
const NONE = Number.POSITIVE_INFINITY;
const PANE: PaneView = {
  paneId: 'p',
  settings: ENTROPY,
  layer: 'difference',
  against: { settings: ENERGY, threshold: ALL, removal: null, isFirst: true },
  threshold: NONE,
  removal: null,
  leftOut: null,
  learnt: [],
  colourMap: 'magma',
  displayRange: { min: -2, max: 2 },
  opacity: 1,
  outlines: false,
};
const SCENE: Scene = {
  canvas: { width: 64, height: 32 },
  transform: { scale: 1, offsetX: 0, offsetY: 0 },
  minArea: 0,
  highlightedRegion: null,
  background: '#000000',
};

async function shown() {
  const fake = createFakeModels(['base', 'rpl']);
  await ensureScores(fake.context, fake.entry, [ENTROPY, ENERGY], {});
  const mapsOf = (pane: Partial<PaneView> = {}, minArea = 0) =>
    paneMaps(fake.context, fake.entry, { ...PANE, ...pane }, minArea, {});
  const drawingOf = async (pane: Partial<PaneView> = {}) =>
    paneDrawing(fake.entry, { ...PANE, ...pane }, await mapsOf(pane), SCENE);
  return { ...fake, mapsOf, drawingOf };
}

describe('the difference of two panes', () => {
  it('turns round with its sides, and is none between a score and itself', async () => {
    const { context, mapsOf } = await shown();
    const valuesOf = async (pane: Partial<PaneView>) => {
      const { difference } = await mapsOf(pane);
      return difference ? [...(await context.compute.readScore(difference))] : [];
    };
    const there = await valuesOf({});
    const back = await valuesOf({
      settings: ENERGY,
      against: { ...PANE.against!, settings: ENTROPY },
    });
    expect(there).toHaveLength(64 * 32);
    expect(Math.max(...there.map(Math.abs))).toBeGreaterThan(0);
    expect(back).toEqual(there.map((value) => 0 - value));
    const same = await valuesOf({ against: { ...PANE.against!, settings: ENTROPY } });
    expect(new Set(same)).toEqual(new Set([0]));
  });

  it('is drawn as heat, in colours by who stands first', async () => {
    const { drawingOf, mapsOf } = await shown();
    const drawing = await drawingOf();
    expect(drawing.layer).toBe('heat');
    expect(drawing.heat).toBe((await mapsOf()).difference);
    expect(drawing.colourMap).toEqual(differenceColours(sidesOf(true)));
    const other = await drawingOf({ against: { ...PANE.against!, isFirst: false } });
    expect(other.colourMap).toEqual(differenceColours(sidesOf(false)));
  });

  it('is made once, and given back with what replaces it', async () => {
    const { entry, mapsOf } = await shown();
    const first = (await mapsOf()).difference!;
    expect((await mapsOf({ threshold: 0.2 })).difference).toBe(first);
    const release = vi.spyOn(first, 'release');
    const warmer = settingsFor(methodById('entropy'), { temperature: 2 });
    const second = (await mapsOf({ settings: warmer })).difference!;
    expect(second).not.toBe(first);
    expect(release).toHaveBeenCalledOnce();
    const last = vi.spyOn(second, 'release');
    entry.release();
    expect(last).toHaveBeenCalledOnce();
  });

  it('shows the picture until the other score is there, and starts no network for it', async () => {
    const { drawingOf, runs } = await shown();
    const against = { ...PANE.against!, settings: RPL };
    expect(await drawingOf({ against })).toMatchObject({ layer: 'picture', heat: null });
    expect(await drawingOf({ layer: 'agreement', against })).toMatchObject({ layer: 'picture' });
    expect(runs).toEqual(['base']);
  });
});

describe('the agreement of two panes', () => {
  it('puts the other mask in the place of the truth', async () => {
    const { context, drawingOf } = await shown();
    const drawing = await drawingOf({ layer: 'agreement', threshold: NONE });
    expect(drawing.layer).toBe('errors');
    expect(drawing.classColours).toEqual(agreementColours(sidesOf(true)));
    const pixels = await context.compute.render(drawing);
    const [, , other] = [0, 3, 6].map((start) => [...drawing.classColours.slice(start, start + 3)]);
    expect([...pixels.slice(0, 3)]).toEqual(other);
  });

  it('follows the other threshold and the smallest region', async () => {
    const { mapsOf } = await shown();
    const agreement = { layer: 'agreement' } as const;
    const all = (await mapsOf(agreement)).otherMask;
    expect((await mapsOf(agreement)).otherMask).toBe(all);
    expect((await mapsOf(agreement, 64 * 32 + 1)).otherMask).not.toBe(all);
    const against = { ...PANE.against!, threshold: NONE };
    expect((await mapsOf({ ...agreement, against })).otherMask).not.toBe(all);
  });

  it('is counted as it is drawn', async () => {
    const { context, entry } = await shown();
    const pictures = { get: () => entry } as unknown as typeof context.pictures;
    const counted = (first: number, second: number, minArea = 0) =>
      maskAgreement(
        { ...context, pictures },
        {
          pictureId: 'a',
          minArea,
          leftOut: null,
          panes: [
            { settings: ENTROPY, threshold: first, removal: null },
            { settings: ENERGY, threshold: second, removal: null },
          ],
        },
      );
    const pixels = 64 * 32;
    const masks = async (...asked: Parameters<typeof counted>) => (await counted(...asked)).masks;
    expect(await masks(ALL, ALL)).toEqual({ both: pixels, onlyFirst: 0, onlySecond: 0, pixels });
    expect(await masks(NONE, ALL)).toMatchObject({ both: 0, onlySecond: pixels });
    expect(await masks(ALL, NONE)).toMatchObject({ onlyFirst: pixels, onlySecond: 0 });
    expect(await masks(ALL, ALL, pixels + 1)).toMatchObject({ both: 0, pixels });
    expect((await counted(ALL, ALL)).networks).toBeNull(); // both scores are of one network
  });

  it('tells how far two networks differ', async () => {
    const { context, entry } = await shown();
    await ensureScores(context, entry, [RPL], {});
    const pictures = { get: () => entry } as unknown as typeof context.pictures;
    const pane = (settings: typeof RPL) => ({ settings, threshold: 0, removal: null });
    const asked = (first: typeof RPL, second: typeof RPL) =>
      maskAgreement(
        { ...context, pictures },
        { pictureId: 'a', minArea: 0, leftOut: null, panes: [pane(first), pane(second)] },
      );
    const { networks } = await asked(ENTROPY, RPL);
    expect(networks?.otherClass).toBe(1); // each fake network has a class that wins everywhere
    expect(networks?.largest).toBeGreaterThan(0.5);
    expect(networks?.mean).toBeLessThan(networks?.largest ?? 0);
    expect((await asked(RPL, ENTROPY)).networks).toEqual(networks);
    entry.networks.get('rpl')!.channels.list[0]!.name = 'another';
    expect((await asked(ENTROPY, RPL)).networks).toBeNull();
  });
});
