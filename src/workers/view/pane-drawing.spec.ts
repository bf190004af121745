import { describe, expect, it } from 'vitest';
import { colourMap } from '#src/core/colours/colour-maps';
import type { PaneLayer } from '#src/core/types';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PaneView } from '#src/protocol/view';
import { ensureScores } from '#src/workers/scores/scores';
import type { TruthOfPicture } from '#src/workers/state/held-picture';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { MASK_TINT } from './pane-colours';
import { isSameDrawing, paneDrawing, paneMaps, type Scene } from './pane-drawing';

const ENTROPY = settingsFor(methodById('entropy'));
const RPL = settingsFor(methodById('rpl'));
const PANE: PaneView = {
  paneId: 'p',
  settings: ENTROPY,
  layer: 'mask',
  threshold: 0.5,
  removal: null,
  leftOut: null,
  learnt: [],
  against: null,
  colourMap: 'magma',
  displayRange: { min: 1, max: 2 },
  opacity: 0.25,
  outlines: true,
};
const SCENE: Scene = {
  canvas: { width: 9, height: 7 },
  transform: { scale: 2, offsetX: 3, offsetY: 4 },
  minArea: 5,
  highlightedRegion: 6,
  background: '#010203',
};
/** One region that fills the picture is taken for a false positive. */
const REMOVING = {
  threshold: 0,
  removal: { above: 0, classifier: { serial: 1, model: maxEntropyMeta } },
};

async function shown(settings = [ENTROPY]) {
  const fake = createFakeModels(['base', 'rpl', 'dmlnet', 'max-entropy']);
  await ensureScores(fake.context, fake.entry, settings, {});
  const mapsOf = (pane: Partial<PaneView>) =>
    paneMaps(fake.context, fake.entry, { ...PANE, ...pane }, SCENE.minArea, {});
  const drawingOf = async (pane: Partial<PaneView>) =>
    paneDrawing(fake.entry, { ...PANE, ...pane }, await mapsOf(pane), SCENE);
  const classesIn = async (pane: Partial<PaneView>) => {
    const { classes } = await mapsOf(pane);
    return classes && new Set(await fake.context.compute.readClasses(classes));
  };
  return { ...fake, mapsOf, drawingOf, classesIn };
}

describe('the score of a pane', () => {
  it('is the one that is there, without waiting for work under way', async () => {
    const { entry, mapsOf } = await shown();
    let finish: () => void = () => {};
    void entry.queue.run(() => new Promise<void>((resolve) => (finish = resolve)));
    const { score, kept } = await mapsOf({});
    expect(score?.summary.settings).toEqual(ENTROPY);
    expect(kept?.map).toBe(score?.map);
    finish();
  });

  it('is computed where that starts no network', async () => {
    const { mapsOf, runs } = await shown();
    const warmer = settingsFor(methodById('entropy'), { temperature: 2 });
    expect((await mapsOf({ settings: warmer })).score?.summary.settings).toEqual(warmer);
    expect(runs).toEqual(['base']);
  });

  it('is the last one of the method until a network has run', async () => {
    const { entry, mapsOf, runs } = await shown([ENTROPY, RPL]);
    const first = entry.scores.get(entry.keyOf(RPL));
    if (!first) throw new Error('The score is missing.');
    const later = { ...first };
    entry.scores.set('later', later);
    const stronger = settingsFor(methodById('rpl'), { gamma: 2 });
    expect((await mapsOf({ settings: stronger })).score).toBe(later);
    expect(runs).toEqual(['base', 'rpl gamma=1']);
  });

  it('is a mean of two looks once both networks have run, at any temperature', async () => {
    const { context, entry, mapsOf, runs } = await shown();
    context.options.longSide = 32;
    const twice = settingsFor(methodById('entropy'), { looks: 2 });
    const warmer = settingsFor(methodById('entropy'), { looks: 2, temperature: 2 });
    const lookOf = async (settings: PaneView['settings']) =>
      (await mapsOf({ settings })).score?.summary.settings.parameters;
    await ensureScores(context, entry, [twice], {});
    expect(await lookOf(twice)).toEqual({ temperature: 1, looks: 2 });
    expect(await lookOf(warmer)).toEqual({ temperature: 2, looks: 2 });
    expect(runs).toEqual(['base', 'base at 64']);
  });

  it('is none while only the picture is there', async () => {
    const { mapsOf } = await shown();
    expect(await mapsOf({ settings: RPL, layer: 'classes' })).toEqual({
      score: null,
      kept: null,
      classes: null,
      residualNorm: null,
      difference: null,
      otherMask: null,
    });
  });
});

describe('the layers of a pane', () => {
  it('have classes where they show some: those of the network that gave the score', async () => {
    const { classesIn } = await shown([ENTROPY, RPL]);
    expect(await classesIn({ layer: 'mask' })).toBeNull();
    expect(await classesIn({ layer: 'classes' })).toEqual(new Set([0]));
    expect(await classesIn({ layer: 'open-map', settings: RPL })).toEqual(new Set([1]));
  });

  it('have the learnt classes where some are learnt', async () => {
    const dmlnet = settingsFor(methodById('dmlnet'));
    const { classesIn, entry } = await shown([dmlnet]);
    const network = entry.networks.get('dmlnet');
    if (!network) throw new Error('The network has not run.');
    const everywhere = {
      kind: 'prototype' as const,
      prototype: new Array<number>(19).fill(0),
      radius: 9,
    };
    const learnt = [{ name: 'cow', colour: '#123456', rule: everywhere }];
    expect(await classesIn({ settings: dmlnet, layer: 'classes' })).toEqual(new Set([2]));
    expect(await classesIn({ settings: dmlnet, layer: 'classes', learnt })).toEqual(new Set([20]));
    expect(network.learnt?.key).toContain('prototype');
  });

  it('have the residual norm only where it is shown', async () => {
    const { mapsOf, drawingOf } = await shown([ENTROPY, RPL]);
    expect((await mapsOf({ settings: RPL })).residualNorm).toBeNull();
    const { residualNorm } = await mapsOf({ settings: RPL, layer: 'residual-norm' });
    expect(residualNorm).not.toBeNull();
    expect((await drawingOf({ settings: RPL, layer: 'residual-norm' })).heat).toBe(residualNorm);
  });

  it.each<[PaneLayer, string]>([
    ['picture', 'picture'],
    ['mask', 'mask'],
    ['heat', 'heat'],
    ['errors', 'errors'],
    ['residual-norm', 'heat'],
    ['open-map', 'classes'],
    ['classes', 'classes'],
  ])('"%s" is drawn as "%s"', async (layer, kind) => {
    const { drawingOf } = await shown();
    expect(await drawingOf({ layer })).toMatchObject({ layer: kind, heat: null });
  });
});

describe('the drawing of a pane', () => {
  it('holds everything that it depends on', async () => {
    const { entry, context, mapsOf } = await shown();
    const truth = context.compute.loadTruth(new Uint8Array(64 * 32), entry.size);
    entry.truth = { map: truth } as unknown as TruthOfPicture;
    const maps = await mapsOf({});
    const drawing = paneDrawing(entry, PANE, maps, SCENE);
    expect(drawing).toMatchObject({
      canvas: SCENE.canvas,
      transform: SCENE.transform,
      layer: 'mask',
      threshold: 0.5,
      minArea: 5,
      displayRange: PANE.displayRange,
      opacity: 0.25,
      outlines: true,
      highlightedRegion: 6,
      unknownClass: null,
      tint: MASK_TINT,
      background: [1, 2, 3],
    });
    expect(drawing.colourMap).toEqual(colourMap('magma'));
    expect(drawing.picture).toBe(entry.picture);
    expect(drawing.score).toBe(maps.score?.map);
    expect(drawing.truth).toBe(truth);
  });

  it('has nothing to show over a picture without a score', async () => {
    const { drawingOf } = await shown();
    const drawing = await drawingOf({ settings: RPL });
    expect([drawing.score, drawing.classes, drawing.truth]).toEqual([null, null, null]);
  });

  it('colours the classes of the network, unknown, and the learnt ones in this order', async () => {
    const { drawingOf } = await shown();
    const rule = { kind: 'prototype' as const, prototype: [], radius: 1 };
    const learnt = [{ name: 'cow', colour: '#070809', rule }];
    const { classColours } = await drawingOf({ learnt });
    expect(classColours).toHaveLength(3 * (19 + 1 + 1));
    expect([...classColours.subarray(0, 57)]).toEqual(new Array(57).fill(0));
    expect(Math.max(...classColours.subarray(57, 60))).toBeGreaterThan(0);
    expect([...classColours.subarray(60)]).toEqual([7, 8, 9]);
  });

  it('has unknown after the classes of the network in an open map only', async () => {
    const { drawingOf } = await shown();
    expect((await drawingOf({ layer: 'open-map' })).unknownClass).toBe(19);
    expect((await drawingOf({ layer: 'classes' })).unknownClass).toBeNull();
  });

  it('shows the whole score as heat where regions are removed, and their mask without them', async () => {
    const maxEntropy = settingsFor(methodById('max-entropy'));
    const { mapsOf, drawingOf } = await shown([maxEntropy]);
    const pane = { settings: maxEntropy, ...REMOVING };
    const { score, kept } = await mapsOf(pane);
    expect(kept?.removed).toBe(1);
    const heat = await drawingOf({ ...pane, layer: 'heat' });
    expect(heat.heat).toBe(score?.map);
    expect(heat.score).toBe(kept?.map);
    expect((await drawingOf({ ...pane, layer: 'mask' })).heat).toBeNull();
    expect((await drawingOf({ settings: maxEntropy, layer: 'heat' })).heat).toBeNull();
  });

  it('knows no classes before the network has run', async () => {
    const { entry, mapsOf } = await shown();
    const maps = await mapsOf({});
    entry.networks.clear();
    expect(paneDrawing(entry, PANE, maps, SCENE).classColours).toHaveLength(3);
  });
});

describe('two drawings', () => {
  it('are the same when nothing that is seen differs', async () => {
    const { drawingOf } = await shown();
    const drawing = await drawingOf({});
    expect(isSameDrawing(drawing, await drawingOf({}))).toBe(true);
    const score = drawing.score && { ...drawing.score };
    const changes: Partial<typeof drawing>[] = [
      { score },
      { heat: drawing.score },
      { canvas: { width: 9, height: 8 } },
      { transform: { scale: 2, offsetX: 3, offsetY: 5 } },
      { threshold: 0.6 },
      { minArea: 4 },
      { layer: 'heat' },
      { colourMap: colourMap('viridis') },
      { displayRange: { min: 1, max: 3 } },
      { classColours: Uint8Array.of(1, 2, 3) },
      { unknownClass: 1 },
      { opacity: 0.5 },
      { outlines: false },
      { highlightedRegion: null },
      { background: [1, 2, 4] },
      { truth: {} as NonNullable<typeof drawing.truth> },
      { classes: {} as NonNullable<typeof drawing.classes> },
      { picture: { ...drawing.picture } },
    ];
    for (const change of changes)
      expect(isSameDrawing(drawing, { ...drawing, ...change }), JSON.stringify(change)).toBe(false);
  });
});
