import { encode } from 'fast-png';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { labelWithin } from '#src/core/ground-truth/region-of-interest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { drawnLabelBlob } from '#src/core/shapes/drawn-label';
import type { LabelSource } from '#src/protocol/labels';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { dropLabel, inspectLabel, loadLabel, readRegion, truthBeside } from './label-file';

const MASK: LabelSource['reading'] = { as: 'ids', anomaly: [1], ignore: [255] };

/** A grey PNG `[height, width]`. */
function label(width: number, ids: number[], about: Partial<LabelSource> = {}): LabelSource {
  const png = encode({
    width,
    height: ids.length / width,
    data: Uint8Array.from(ids),
    depth: 8,
    channels: 1,
  });
  return {
    blob: new Blob([new Uint8Array(png)]),
    name: 'label.png',
    reading: MASK,
    turn: 'if-only-so',
    ...about,
  };
}

let context: EngineContext;
let entry: HeldPicture;
const loadTruth = vi.fn();

beforeEach(() => {
  const fake = createFakeModels([]); // a picture of 64 x 32 pixels
  entry = fake.entry;
  const pictures = new PictureStore();
  pictures.add('road', entry);
  loadTruth.mockReset();
  loadTruth.mockImplementation(fake.context.compute.loadTruth);
  context = { ...fake.context, pictures, compute: { ...fake.context.compute, loadTruth } };
});

const load = (source: LabelSource) => loadLabel(context, { pictureId: 'road', source });

describe('a label', () => {
  it('is looked into without a word about its meaning', async () => {
    const { blob, name } = label(3, [0, 1, 255, 0, 0, 1]);
    expect(await inspectLabel({ blob, name })).toEqual({
      width: 3,
      height: 2,
      values: {
        ids: { values: [0, 1, 255], pixels: [3, 2, 1] },
        colours: null,
        alpha: null,
        names: {},
      },
    });
  });

  it('of drawn shapes is drawn, with the names of its ids and what was left out', async () => {
    const area = { kind: 'rings' as const, rings: [[0, 0, 1, 0, 1, 2, 0, 2]] };
    const picture = {
      picture: 'a.jpg',
      size: { width: 4, height: 2 },
      shapes: [{ name: 'dog', area }],
      notice: 'A line is left out.',
      problem: null,
    };
    const blob = drawnLabelBlob(picture, new Map([['dog', 1]]));
    const { values } = await inspectLabel({ blob, name: 'a.json' });
    expect(values).toMatchObject({ names: { 1: 'dog' }, drawn: true, ids: { pixels: [6, 2] } });
    const info = await load(label(4, [0, 0, 0, 0], { blob, name: 'a.json' }));
    expect(info).toMatchObject({ counts: { anomaly: 2 }, notice: 'A line is left out.' });
  });

  it('within a region of interest is void outside, whatever it says there', async () => {
    const whole = label(4, [0, 1, 1, 0, 0, 0, 1, 0]);
    const blob = labelWithin(whole.blob, label(2, [0, 255]).blob);
    const { values } = await inspectLabel({ blob, name: 'a.png' });
    expect(values.ids?.values).toEqual([0, 1]);
    const info = await load({ ...whole, blob });
    expect(info.counts).toEqual({ normal: 2, anomaly: 2, ignore: 4 });
    expect(info.notice).toBe(
      '50.0 % of the picture lie outside the region of interest and are ignored.',
    );
    expect([...(entry.truth?.data ?? [])]).toEqual([255, 255, 1, 0, 255, 255, 1, 0]);
    const square = labelWithin(whole.blob, label(2, [0, 1, 1, 1]).blob);
    await expect(load({ ...whole, blob: square })).rejects.toMatchObject({ code: 'label-size' });
    const black = labelWithin(whole.blob, label(2, [0, 0]).blob);
    await expect(load({ ...whole, blob: black })).rejects.toThrow(/leaves nothing/);
  });

  it('is void where the page leaves something out, on whatever grid that is', async () => {
    const right = encodeRle([0, 0, 1, 1], { width: 4, height: 1 });
    const source = label(4, [0, 1, 1, 0, 0, 0, 1, 0]);
    const wide = { serial: 1, mask: right };
    await expect(load({ ...source, leftOut: wide })).rejects.toMatchObject({ code: 'label-size' });
    const leftOut = { serial: 2, mask: encodeRle([0, 1], { width: 2, height: 1 }) };
    const info = await load({ ...source, leftOut });
    expect(info.counts).toEqual({ normal: 3, anomaly: 1, ignore: 4 });
    expect([...(entry.truth?.data ?? [])]).toEqual([0, 1, 255, 255, 0, 0, 255, 255]);
    expect((await load({ ...source, leftOut: null })).counts.ignore).toBe(0);
  });

  it('beside a mask alone: what that leaves out, by the rules of the benchmark', async () => {
    const { blob } = label(2, [0, 255]);
    expect(await readRegion({ blob, name: 'roi.png' })).toEqual({
      mask: encodeRle([1, 0], { width: 2, height: 1 }),
    });
    const black = label(2, [0, 0]);
    await expect(readRegion({ blob: black.blob, name: 'roi.png' })).rejects.toThrow(
      /leaves nothing/,
    );
  });

  it('whose file has gone can be chosen again', async () => {
    const cause = new Error('gone');
    const blob = { arrayBuffer: () => Promise.reject(cause) } as unknown as Blob;
    await expect(inspectLabel({ name: 'a.png', blob })).rejects.toMatchObject({
      code: 'label-unreadable',
      message: 'The label cannot be read any more. It may have been moved or deleted.',
      retryable: true,
      cause,
    });
  });
});

describe('the label of a picture', () => {
  it('is kept on its own grid, and shown on that of the picture', async () => {
    expect(await load(label(4, [0, 1, 255, 0, 1, 0, 0, 0]))).toEqual({
      width: 4,
      height: 2,
      reading: MASK,
      turn: { picture: 1, label: 1 },
      counts: { normal: 5, anomaly: 2, ignore: 1 },
      notice: null,
      closedSet: false,
    });
    expect([...(entry.truth?.data ?? [])]).toEqual([0, 1, 255, 0, 1, 0, 0, 0]);
    const [shown, size] = loadTruth.mock.calls[0] as [Uint8Array, object];
    expect(size).toEqual(entry.size);
    const across = (y: number) => [0, 15, 16, 31, 32, 47, 48, 63].map((x) => shown[y * 64 + x]);
    expect(across(15)).toEqual([0, 0, 1, 1, 255, 255, 0, 0]);
    expect(across(16)).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
    expect(shown).toHaveLength(64 * 32);
  });

  it('larger than the picture is sampled at the middle of its pixels', async () => {
    const ids = Array.from({ length: 192 * 96 }, (_, i) =>
      Number((i % 192) % 3 === 1 && Math.floor(i / 192) % 3 === 1),
    );
    await load(label(192, ids));
    const [shown] = loadTruth.mock.calls[0] as [Uint8Array];
    expect(shown.every((value) => value === 1)).toBe(true);
  });

  it('of classes shows where it says nothing', async () => {
    const info = await load(label(2, [7, 255], { reading: { as: 'train-ids' } }));
    expect(info).toMatchObject({ reading: { as: 'train-ids' }, closedSet: true });
    const [shown] = loadTruth.mock.calls[0] as [Uint8Array];
    expect([shown[0], shown[63]]).toEqual([0, 255]);
    expect([...(entry.truth?.data ?? [])]).toEqual([7, 255]);
  });

  it('of another shape is refused, and the earlier one stays', async () => {
    await load(label(2, [0, 1]));
    const { truth } = entry;
    await expect(load(label(1, [0, 1]))).rejects.toMatchObject({ code: 'label-size' });
    expect(entry.truth).toBe(truth);
  });

  it('takes the place of the earlier one, and goes when it is dropped', async () => {
    await load(label(2, [0, 1]));
    const release = vi.fn();
    if (!entry.truth) throw new Error('The label is missing.');
    entry.truth = { ...entry.truth, map: { ...entry.size, release } };
    await load(label(2, [1, 0]));
    expect(release).toHaveBeenCalledOnce();
    const last = vi.spyOn(entry.truth.map, 'release');
    dropLabel(context, { pictureId: 'road' });
    expect(entry.truth).toBeNull();
    expect(last).toHaveBeenCalledOnce();
    dropLabel(context, { pictureId: 'road' });
    dropLabel(context, { pictureId: 'gone' });
  });
});

describe('a label beside a picture that EXIF turned', () => {
  const raw = {
    width: 2,
    height: 1,
    ids: Uint8Array.of(0, 1),
    colours: null,
    alpha: null,
  };
  const upsideDown = { width: 20, height: 10, orientation: 3 };
  const onItsSide = { width: 10, height: 20, orientation: 6 };

  it('stays as it is stored, and says so', () => {
    const truth = truthBeside(raw, { reading: MASK, turn: 'if-only-so' }, upsideDown);
    expect([...truth.data]).toEqual([0, 1]);
    expect(truth.turn).toEqual({ picture: 3, label: 1 });
    expect(truth.notice).toMatch(/^The picture was turned as its camera noted it/);
  });

  it('is turned too when a person says so', () => {
    const truth = truthBeside(raw, { reading: MASK, turn: 'with-picture' }, upsideDown);
    expect([...truth.data]).toEqual([1, 0]);
    expect(truth).toMatchObject({ turn: { picture: 3, label: 3 }, notice: null });
  });

  it('is turned where it fits no other way', () => {
    const truth = truthBeside(raw, { reading: MASK, turn: 'if-only-so' }, onItsSide);
    expect([...truth.data]).toEqual([0, 1]);
    expect(truth).toMatchObject({ width: 1, height: 2, turn: { picture: 6, label: 6 } });
  });

  it('tells both that and what else is to be known', () => {
    const empty = { ...raw, ids: Uint8Array.of(0, 0) };
    const { notice } = truthBeside(empty, { reading: MASK, turn: 'if-only-so' }, upsideDown);
    expect(notice).toMatch(/no anomaly.*The picture was turned/);
  });
});
