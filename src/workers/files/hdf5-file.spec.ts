import { readFileSync } from 'node:fs';
import { unzlibSync, zlibSync } from 'fflate';
import { File, ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { decodeHdf5, isHdf5 } from './hdf5-file';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./testing/${name}`, import.meta.url)));
const SCORES = Array.from({ length: 12 }, (_, i) => i / 8);

/** A sound file of 256 KB of which the packed chunk is replaced. */
async function bomb(): Promise<{ bytes: Uint8Array; unpacked: number }> {
  const { FS } = await ready;
  const side = 256;
  const file = new File('sound.h5', 'w');
  const data = Float32Array.from({ length: side * side }, (_, i) => Math.sin(i * i));
  const chunks = [side, side];
  file.create_dataset({ name: 'value', data, shape: chunks, chunks, compression: 1 });
  file.close();
  const bytes = FS.readFile('sound.h5').slice();
  FS.unlink('sound.h5');
  const start = bytes.findIndex((_, i) => isChunk(bytes.subarray(i), data.byteLength));
  const unpacked = 150_000_000;
  bytes.set(zlibSync(new Uint8Array(unpacked), { level: 9 }), start);
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
