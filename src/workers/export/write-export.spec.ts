import { decode, encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeNpy, encodeNpy } from '#src/core/npy';
import { encodeRle } from '#src/core/rle/coco-rle';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ExportKind, ExportRequest } from '#src/protocol/exports';
import type { PaneView } from '#src/protocol/view';
import { takeImportedScore } from '#src/workers/scores/imported-score';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import { fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { SIMILARITY_GRAPH, WORDS_NETWORK } from '#src/workers/testing/fake-words';
import { onlyPart } from '#src/workers/testing/only-part';
import { writeExport } from './write-export';

const SETTINGS = settingsFor(methodById('max-entropy'));
const [WIDTH, HEIGHT] = [64, 32];
/** One region that fills the picture is taken for a false positive. */
const REMOVAL = { above: 0, classifier: { serial: 1, model: maxEntropyMeta } };
const PANE = {
  paneId: 'p',
  settings: SETTINGS,
  layer: 'mask',
  threshold: 0,
  removal: null,
  leftOut: null,
  learnt: [],
  against: null,
  colourMap: 'magma',
  displayRange: { min: 0, max: 1 },
  opacity: 0.5,
  outlines: false,
} satisfies PaneView;

let fake: ReturnType<typeof createFakeModels>;
let context: EngineContext;

beforeEach(() => {
  fake = createFakeModels([...modelsOf(methods), WORDS_NETWORK, SIMILARITY_GRAPH]);
  const { entry } = fake;
  const versions = { anomalens: '1', onnxruntime: '2' };
  const info = { inference: 'wasm', compute: 'cpu', versions };
  const parts = { info, pictures: { get: () => entry } };
  context = { ...fake.context, ...parts } as unknown as EngineContext;
  const model = context.models.ready('max-entropy');
  Object.assign(model?.entry ?? {}, { sha256: 'f00' });
});
afterEach(() => vi.unstubAllGlobals());

const written = (kind: ExportKind, pane: Partial<PaneView> = {}, minArea = 0, named = false) => {
  const request = {
    kind,
    pictureId: 'a',
    fileName: 'road.webp',
    pane: { ...PANE, ...pane },
    minArea,
    named,
  };
  return writeExport(context, request satisfies ExportRequest);
};
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** The score that the files are about. */
async function scores() {
  const { map, summary } = await ensureScore(context, fake.entry, SETTINGS, {});
  return { values: await context.compute.readScore(map), range: summary.range };
}

describe('an exported file', () => {
  it.each<[ExportKind, string, string]>([
    ['score-png16', 'road-max-entropy-score.png', 'image/png'],
    ['score-npy', 'road-max-entropy-score.npy', 'application/octet-stream'],
    ['mask-png', 'road-max-entropy-mask.png', 'image/png'],
    ['regions-csv', 'road-max-entropy-regions.csv', 'text/csv;charset=utf-8'],
    ['regions-json', 'road-max-entropy-regions.json', 'application/json'],
    ['open-map-png', 'road-max-entropy-openmap.png', 'image/png'],
  ])('%s is named %s and of type %s', async (kind, name, type) => {
    const { blob, fileName } = await written(kind);
    expect([fileName, blob.type]).toEqual([name, type]);
  });

  it('of an imported score has no colon in its name', async () => {
    const map = context.compute.importScore(new Float32Array(WIDTH * HEIGHT), fake.entry.size);
    const settings = { methodId: 'file:a:b', parameters: {}, blur: false };
    const { summary } = await ensureScore(context, fake.entry, SETTINGS, {});
    const stored = { ...fake.entry.size, data: new Float32Array(WIDTH * HEIGHT) };
    fake.entry.imported.set('file:a:b', { stored, map, serial: 1 });
    fake.entry.scores.set(fake.entry.keyOf(settings), { map, summary: { ...summary, settings } });
    const { blob, fileName } = await written('regions-json', { settings });
    expect(fileName).toBe('road-file-a-b-regions.json');
    expect(JSON.parse(await blob.text()).model).toBeNull();
  });

  it.each(['masks-png', 'masks-coco', 'boxes-json'] as const)(
    '%s is there for the method that takes prompts alone',
    async (kind) => {
      await expect(written(kind)).rejects.toMatchObject({
        code: 'option-invalid',
        message: 'max-entropy has no masks from prompts.',
      });
      const { fileName } = await written(kind, { settings: settingsFor(methodById('s2m')) });
      const suffix = {
        'masks-png': 'masks.png',
        'masks-coco': 'masks.coco.json',
        'boxes-json': 'boxes.json',
      };
      expect(fileName).toBe(`road-s2m-${suffix[kind]}`);
    },
  );
});

describe('what the files hold', () => {
  it('is the score itself, whatever was removed from its regions', async () => {
    const { values } = await scores();
    const { blob } = await written('score-npy', { removal: REMOVAL });
    expect(decodeNpy(await bytesOf(blob))).toEqual({ shape: [HEIGHT, WIDTH], data: values });
  });

  it('is a score from a file with its holes, at the nearest pixel of the picture grid', async () => {
    const [methodId, blur] = ['imported:ours', false];
    const stored = Float32Array.from({ length: (WIDTH * HEIGHT) / 4 }, (_, i) => i);
    stored[1] = Number.NaN;
    const blob = new Blob([encodeNpy(stored, [HEIGHT / 2, WIDTH / 2])]);
    const file = { pictureId: 'a', methodId, blob, name: 'a.npy', turn: false };
    await takeImportedScore(context, file);
    const directions: Record<string, number>[] = [{}, { inverted: 1 }];
    for (const parameters of directions) {
      const settings = { methodId, parameters, blur };
      const bytes = await bytesOf((await written('score-npy', { settings })).blob);
      const holes = [...decodeNpy(bytes).data.entries()].filter(([, value]) => Number.isNaN(value));
      expect(holes.map(([i]) => i)).toEqual([2, 3, WIDTH + 2, WIDTH + 3]);
    }
  });

  it('is the score in 16 bits over its own range, with what made it', async () => {
    const { values, range } = await scores();
    const bytes = await bytesOf((await written('score-png16', { removal: REMOVAL })).blob);
    const { data, width } = await onlyPart(bytes, 'road.png');
    expect(width).toBe(WIDTH);
    const step = (range.max - range.min) / 65_535;
    expect(
      Math.max(...data.map((value, i) => Math.abs(value - (values[i] as number)))),
    ).toBeLessThan(step);
    const record = JSON.parse(decode(bytes).text.Anomalens ?? '');
    expect(record).toMatchObject({ range, settings: SETTINGS, removal: { above: 0 } });
  });

  it('is the mask without removed and small regions', async () => {
    const maskOf = async (...parameters: Parameters<typeof written>) =>
      new Set(decode(await bytesOf((await written(...parameters)).blob)).data);
    expect(await maskOf('mask-png', {}, WIDTH * HEIGHT)).toEqual(new Set([255]));
    expect(await maskOf('mask-png', {}, WIDTH * HEIGHT + 1)).toEqual(new Set([0]));
    expect(await maskOf('mask-png', { removal: REMOVAL })).toEqual(new Set([0]));
  });

  it('is cut at the border of the region of interest, and says how much lies outside', async () => {
    const right = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => Number(i % WIDTH >= 48));
    const leftOut = { serial: 1, mask: encodeRle(right, fake.entry.size) };
    const { data } = decode(await bytesOf((await written('mask-png', { leftOut })).blob));
    expect([...data]).toEqual([...right].map((outside) => (outside ? 0 : 255)));
    const table = JSON.parse(await (await written('regions-json', { leftOut })).blob.text());
    expect(table).toMatchObject({ leftOut: 0.25, shareAbove: 1, pixelsAbove: 48 * HEIGHT });
    expect(table.regions[0].box).toMatchObject({ x: 0, width: 48 });
    const { values } = await scores();
    const npy = await bytesOf((await written('score-npy', { leftOut })).blob);
    expect(decodeNpy(npy).data).toEqual(values);
    const map = decode(await bytesOf((await written('open-map-png', { leftOut })).blob));
    const unknown = Math.max(...map.data);
    expect([...map.data].some((id, i) => id === unknown && right[i] === 1)).toBe(false);
  });

  it('is a table of the regions that are left, and of all that lies above the threshold', async () => {
    const table = async (pane: Partial<PaneView>) =>
      JSON.parse(await (await written('regions-json', pane, 3)).blob.text());
    const { range } = await scores();
    expect(await table({})).toEqual({
      schemaVersion: 3,
      picture: {
        name: 'road',
        fileName: 'road.webp',
        width: WIDTH,
        height: HEIGHT,
        original: { width: 64, height: 32 },
      },
      settings: SETTINGS,
      threshold: 0,
      minArea: 3,
      leftOut: null,
      removal: null,
      model: { id: 'max-entropy', sha256: 'f00' },
      longSide: 64,
      inference: 'wasm',
      compute: 'cpu',
      versions: { anomalens: '1', onnxruntime: '2' },
      range,
      shareAbove: 1,
      pixelsAbove: WIDTH * HEIGHT,
      regions: [expect.objectContaining({ id: 1, area: WIDTH * HEIGHT })],
    });
    const twice = settingsFor(methodById('max-entropy'), { looks: 2 });
    expect(await table({ settings: twice })).not.toHaveProperty('secondLook'); // no more to show
    const removed = await table({ removal: REMOVAL });
    expect(removed).toMatchObject({ regions: [], pixelsAbove: WIDTH * HEIGHT, shareAbove: 1 });
    expect(removed.removal).toEqual({ above: 0, classifier: maxEntropyMeta });
    const [, row] = (await (await written('regions-csv')).blob.text()).split('\r\n');
    expect(row).toContain(`road,1,${WIDTH * HEIGHT},0,0,${WIDTH},${HEIGHT},`);
  });
});

describe('the picture as it is shown', () => {
  it('is drawn in its own size, never that of the viewport', async () => {
    const { globals, calls } = fakeBrowser({ width: WIDTH, height: HEIGHT });
    const put: Uint8ClampedArray[] = [];
    class ImageData {
      constructor(
        readonly data: Uint8ClampedArray,
        readonly width: number,
        readonly height: number,
      ) {
        put.push(data);
      }
    }
    for (const [name, value] of Object.entries({ ...globals, ImageData }))
      vi.stubGlobal(name, value);
    const render = vi.spyOn(context.compute, 'render');
    const { blob, fileName } = await written('overlay-png', {}, 5);
    expect([fileName, blob.type]).toEqual(['road-max-entropy-overlay.png', 'image/png']);
    expect(render.mock.calls[0]?.[0]).toMatchObject({
      canvas: { width: WIDTH, height: HEIGHT },
      transform: { scale: 1, offsetX: 0, offsetY: 0 },
      minArea: 5,
      highlightedRegion: null,
      background: [0, 0, 0],
      layer: 'mask',
    });
    expect(calls).toEqual([
      '64x32 context 2d ',
      `64x32 put ${WIDTH * HEIGHT * 4} 0 0`,
      '64x32 write image/png ',
    ]);
    const first = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => Number(i === 0));
    const leftOut = { serial: 1, mask: encodeRle(first, fake.entry.size) };
    await written('overlay-png', { layer: 'picture', leftOut });
    await written('overlay-png', { layer: 'picture' });
    const [, dimmed, whole] = put as [unknown, Uint8ClampedArray, Uint8ClampedArray];
    expect(dimmed.subarray(4)).toEqual(whole.subarray(4));
    expect(dimmed[0]).toBe(Math.round((whole[0] as number) * 0.35));
  });

  it('says what made it', async () => {
    const picture = encode({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 4), channels: 4 });
    class PngCanvas extends (fakeBrowser(fake.entry.size).globals
      .OffscreenCanvas as new () => object) {
      convertToBlob = async () => new Blob([new Uint8Array(picture)], { type: 'image/png' });
    }
    vi.stubGlobal('OffscreenCanvas', PngCanvas);
    class ImageData {
      constructor(readonly data: Uint8ClampedArray) {}
    }
    vi.stubGlobal('ImageData', ImageData);
    const { text, data } = decode(await bytesOf((await written('overlay-png', {}, 5)).blob));
    expect([...data]).toEqual([1, 2, 3, 4]);
    expect(JSON.parse(text.Anomalens ?? '')).toMatchObject({ settings: SETTINGS, minArea: 5 });
  });

  it('needs memory for a canvas', async () => {
    const browser = fakeBrowser({ width: WIDTH, height: HEIGHT });
    browser.outOfMemory = true;
    for (const [name, value] of Object.entries(browser.globals)) vi.stubGlobal(name, value);
    await expect(written('overlay-png')).rejects.toMatchObject({
      code: 'out-of-memory',
      message: 'There is not enough memory to write the picture.',
      retryable: true,
    });
  });
});
