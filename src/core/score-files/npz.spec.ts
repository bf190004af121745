import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#src/core/compression/crc32';
import { encodeNpy } from '#src/core/npy';
import { decodeNpz } from './npz';

/** The arrays of an archive. @throws why one of them cannot be used. */
function arraysIn(bytes: Uint8Array) {
  return decodeNpz(bytes).map((stored) => {
    if ('refused' in stored) throw stored.refused;
    return stored;
  });
}

const UNREADABLE = expect.objectContaining({ code: 'score-unreadable' });

describe('an archive of arrays', () => {
  const array = (...values: number[]) => encodeNpy(Float32Array.from(values), [1, values.length]);
  const arrays = {
    'score.npy': array(1, 2),
    'folder/__proto__.npy': array(3),
    'notes.txt': array(),
  };
  const archive = (level: 0 | 6 = 6) => zipSync(arrays, { level });

  it.each([0, 6] as const)('gives each array by its name, packed by level %i', (level) => {
    const read = arraysIn(archive(level));
    expect(read.map(({ name, data }) => [name, [...data]])).toEqual([
      ['score', [1, 2]],
      ['folder/__proto__', [3]],
    ]);
  });

  /** The archive with numbers of its first directory entry replaced. */
  const declaring = (fields: Record<number, number>, bytes = archive()) => {
    const view = new DataView(bytes.buffer);
    const starts = [...bytes.keys()].slice(0, -4);
    const central = starts.find((i) => view.getUint32(i, true) === 0x02014b50) ?? 0;
    for (const [place, value] of Object.entries(fields))
      view.setUint32(central + Number(place), value, true);
    return bytes;
  };
  const SIZE = 24;
  const PACKED = 20;

  it.each([
    ['over 1 GB in all', declaring({ [SIZE]: 1_100_000_000 }), '1.1 GB, which is too large'],
    ['sizes in ZIP64 fields', declaring({ [SIZE]: 0xffffffff }), 'too large'],
    ['more than its bytes can hold', declaring({ [SIZE]: 900_000_000 }), 'holds less than'],
    ['less than there is', declaring({ [SIZE]: 100 }), 'holds more than the archive says'],
    ['another size of stored bytes', declaring({ [SIZE]: 100 }, archive(0)), 'not of the size'],
    ['more bytes than the file has', declaring({ [PACKED]: 1_000_000 }), 'overlap'],
  ])('that declares %s is refused', (_what, bytes, reason) => {
    expect(() => arraysIn(bytes)).toThrow(reason);
    expect(() => arraysIn(bytes)).toThrow(UNREADABLE);
  });

  it('of too many arrays is refused before one is read', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}.npy`, array(i)]));
    const files: Record<string, Uint8Array> = { ...many };
    expect(() => arraysIn(zipSync(files))).toThrow('holds 101 arrays, and at most 100 are read');
    delete files['100.npy'];
    expect(decodeNpz(zipSync(files))).toHaveLength(100);
  });

  it('is not looked for in another', () => {
    expect(() => arraysIn(zipSync({ 'inner.npz': archive() }))).toThrow('no .npy array');
    expect(() => arraysIn(zipSync({ 'inner.npy': archive() }))).toThrow('not a .npy file');
  });

  it('has the checksum of ZIP', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('without arrays is refused', () => {
    for (const name of ['data.pkl', 'a.npy.txt', 'npy'])
      expect(() => decodeNpz(zipSync({ [name]: array(1) }))).toThrow('no .npy array');
    expect(arraysIn(zipSync({ 'A.NPY': array(1) }))).toMatchObject([{ name: 'A' }]);
  });

  it('that ends in one array keeps the others', () => {
    const bytes = zipSync({ 'a.npy': Uint8Array.of(1), 'b.npy': array(2) });
    expect(decodeNpz(bytes)).toMatchObject([
      { name: 'a', refused: { code: 'score-unreadable' } },
      { name: 'b', shape: [1, 1], data: Float32Array.of(2) },
    ]);
  });

  it('is refused wherever it ends early', () => {
    const sound = archive();
    for (let length = 0; length < sound.length; length++)
      expect(() => arraysIn(sound.subarray(0, length))).toThrow(UNREADABLE);
  });

  it('is refused when any bit of its content has flipped, never read with other values', () => {
    const sound = archive();
    let refused = 0;
    for (let bit = 0; bit < sound.length * 8; bit++) {
      const flipped = sound.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        const values = arraysIn(flipped).map(({ data }) => [...data]);
        expect([[1, 2], [3]]).toEqual(expect.arrayContaining(values)); // a name or a date
      } catch (error) {
        expect(error).toEqual(UNREADABLE);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(sound.length * 3);
  });

  it('that declares less than a bomb holds is left where that shows', () => {
    const bomb = zipSync({ 'score.npy': new Uint8Array(10_000_000) });
    expect(() => arraysIn(declaring({ [SIZE]: 100 }, bomb))).toThrow('holds more than');
  });
});
