import { encode } from 'fast-png';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelSource } from '#src/protocol/labels';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { PictureStore } from '#src/workers/state/picture-store';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { dropLabel, loadLabel, readLabel } from './label-file';

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
    hint: null,
    encoding: null,
    ...about,
  } as LabelSource;
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
  it('is read with the encoding that its values tell', async () => {
    const { encoding, ambiguous, candidates, data } = await readLabel(label(2, [0, 1]));
    expect({ encoding, ambiguous, data: [...data] }).toEqual({
      encoding: 'anomaly-1',
      ambiguous: false,
      data: [0, 1],
    });
    expect(candidates).toContain('anomaly-1');
  });

  it('that can be read in two ways is settled by a person', async () => {
    const values = [0, 255];
    expect(await readLabel(label(2, values))).toMatchObject({
      encoding: 'mask-255',
      ambiguous: true,
    });
    const chosen = await readLabel(label(2, values, { encoding: 'anomaly-1' }));
    expect(chosen).toMatchObject({ encoding: 'anomaly-1', ambiguous: false });
    expect([...chosen.data]).toEqual(values);
  });

  it('whose name tells its encoding is read so', async () => {
    const source = label(2, [1, 2], { hint: 'lost-and-found' });
    expect(await readLabel(source)).toMatchObject({ encoding: 'lost-and-found' });
  });

  it('whose file has gone can be chosen again', async () => {
    const cause = new Error('gone');
    const blob = { arrayBuffer: () => Promise.reject(cause) } as unknown as Blob;
    await expect(readLabel({ ...label(1, [0]), blob })).rejects.toMatchObject({
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
      encoding: 'anomaly-1',
      counts: { normal: 5, anomaly: 2, ignore: 1 },
      notice: null,
      candidates: ['anomaly-1', 'train-ids', 'label-ids'],
      ambiguous: false,
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
    const info = await load(label(2, [7, 255], { hint: 'train-ids' }));
    expect(info).toMatchObject({ encoding: 'train-ids', closedSet: true });
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
