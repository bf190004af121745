import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { unzlibSync } from 'fflate';
import { File, type Group, ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { decodeHdf5, isHdf5 } from './hdf5-file';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./testing/${name}`, import.meta.url)));
const SCORES = Array.from({ length: 12 }, (_, i) => i / 8);

/** The bytes of a file that is filled here. */
async function written(fill: (file: File) => void): Promise<Uint8Array> {
  const { FS } = await ready;
  const file = new File('written.h5', 'w');
  fill(file);
  file.close();
  const bytes = FS.readFile('written.h5').slice();
  FS.unlink('written.h5');
  return bytes;
}

/** A sound file of 256 KB of which the packed chunk is replaced. */
async function bomb(): Promise<{ bytes: Uint8Array; unpacked: number }> {
  const side = 256;
  const data = Float32Array.from({ length: side * side }, (_, i) => Math.sin(i * i));
  const chunks = [side, side];
  const bytes = await written((file) =>
    file.create_dataset({ name: 'value', data, shape: chunks, chunks, compression: 1 }),
  );
  const start = bytes.findIndex((_, i) => isChunk(bytes.subarray(i), data.byteLength));
  const unpacked = 150_000_000;
  bytes.set(deflateSync(new Uint8Array(unpacked)), start);
  return { bytes, unpacked };
}

function isChunk(bytes: Uint8Array, size: number): boolean {
  const [first = 0, second = 0] = bytes;
  if (first !== 0x78 || (first * 256 + second) % 31 !== 0) return false;
  try {
    return unzlibSync(bytes).length === size;
  } catch {
    return false;
  }
}

/** The arrays of a file. @throws why one of them cannot be used. */
async function arraysIn(bytes: Uint8Array) {
  return (await decodeHdf5(bytes)).map((stored) => {
    if ('refused' in stored) throw stored.refused;
    return stored;
  });
}

describe('HDF5', () => {
  it('as SegmentMeIfYouCan writes it: float16 under the name value, whatever else is there', async () => {
    const bytes = fixture('value.hdf5');
    expect(isHdf5(bytes)).toBe(true);
    const [{ name, shape, data }, ...others] = (await arraysIn(bytes)) as [
      Awaited<ReturnType<typeof arraysIn>>[number],
    ];
    expect([name, shape, [...data], others]).toEqual(['value', [3, 4], SCORES, []]);
  });

  it('of other makers gives every map by its path, big endian and booleans too', async () => {
    const arrays = await arraysIn(fixture('several.h5'));
    expect(arrays.map(({ name, shape, data }) => [name, shape, [...data]])).toEqual([
      ['mask', [3, 4], SCORES.map((score) => Number(score > 0.5))],
      ['nets/big_endian', [3, 4], SCORES],
    ]);
  });

  it.each([
    ['huge.h5', 'its shape is (1000000, 1000), which is too large'],
    ['chunk.h5', 'its shape is (500000, 1000), which is too large'],
    ['many.h5', 'it holds 101 arrays, and at most 100 are read'],
  ])('that declares too much is refused before a value is read: %s', async (name, reason) => {
    await expect(arraysIn(fixture(name))).rejects.toMatchObject({
      code: 'score-unreadable',
      message: `The score file cannot be used: ${reason}.`,
    });
  });

  it('with a chunk that unpacks to more than is declared is refused before that is there', async () => {
    const { bytes, unpacked } = await bomb();
    await expect(arraysIn(bytes)).rejects.toMatchObject({
      code: 'score-unreadable',
      message: 'The score file cannot be used: its data set value is damaged.',
    });
    const { HEAPU8 } = await ready;
    expect(HEAPU8.length).toBeLessThan(unpacked);
  });

  it('of numbers without two axes, of texts and of nothing is no score', async () => {
    for (const fill of [
      (file: File) => file.create_dataset({ name: 'a', data: [1, 2, 3], shape: [3] }),
      (file: File) => file.create_dataset({ name: 'a', data: ['x', 'y'], shape: [1, 2] }),
      (file: File) => file.create_group('a'),
    ])
      await expect(arraysIn(await written(fill))).rejects.toMatchObject({
        message: 'The score file cannot be used: it holds no data set of numbers with two axes.',
      });
  });

  it('of whole numbers keeps their signs; what is not at the root is no benchmark’s', async () => {
    const shape = [1, 2];
    const bytes = await written((file) => {
      file.create_group('value');
      file.create_group('nets');
      const nets = file.get('nets') as Group;
      nets.create_dataset({ name: 'value', data: [-1, 200], shape, dtype: '<h' });
      nets.create_dataset({ name: 'small', data: [255, 1], shape, dtype: '<B' });
      nets.create_dataset({ name: 'line', data: [1, 2], shape: [2] });
    });
    expect((await arraysIn(bytes)).map(({ name, data }) => [name, [...data]])).toEqual([
      ['nets/small', [255, 1]],
      ['nets/value', [-1, 200]],
    ]);
  });

  it('is known by all of its first eight bytes', () => {
    const bytes = fixture('value.hdf5').slice(0, 8);
    for (let i = 0; i < 8; i++) expect(isHdf5(bytes.with(i, 1))).toBe(false);
    expect(isHdf5(bytes.subarray(0, 7))).toBe(false);
  });

  it('is refused wherever it ends early', async () => {
    const bytes = fixture('value.hdf5');
    for (let length = 8; length < bytes.length; length += 97) {
      const cut = arraysIn(bytes.subarray(0, length));
      await expect(cut).rejects.toMatchObject({ code: 'score-unreadable' });
    }
  });

  it('with a flipped bit is refused or the same', async () => {
    const bytes = fixture('value.hdf5');
    let refused = 0;
    for (let i = 0; i < bytes.length; i += 7) {
      const flipped = bytes.slice();
      flipped[i] = (flipped[i] as number) ^ (1 << (i % 8));
      try {
        const arrays = await arraysIn(flipped);
        expect(arrays.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: 'score-unreadable' });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(0);
  });
});
