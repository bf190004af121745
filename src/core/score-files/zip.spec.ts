import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isZip, unzip, zipEntries } from './zip';

const FIRST = Uint8Array.of(1, 2, 3, 4);
const SECOND = new Uint8Array(1000).fill(7);
/** Both with an extra field, and with a comment in the directory. */
const about = { extra: { 30583: new Uint8Array(9) }, comment: 'écrit' };
const sound = zipSync({
  'é.npy': [FIRST, { level: 0, ...about }],
  'b.npy': [SECOND, { level: 9, ...about }],
});

function withComment(length: number): Uint8Array {
  const bytes = new Uint8Array(sound.length + length);
  bytes.set(sound);
  new DataView(bytes.buffer).setUint16(sound.length - 2, length, true);
  return bytes;
}

describe('the directory of an archive', () => {
  it('lists what it holds, beside extra fields and comments', () => {
    const entries = zipEntries(sound);
    expect(entries).toMatchObject([
      { name: 'é.npy', size: 4, compressed: 4, method: 0, start: 0 },
      { name: 'b.npy', size: 1000, method: 8 },
    ]);
    expect(entries.map((entry) => [...unzip(sound, entry)])).toEqual([[...FIRST], [...SECOND]]);
  });

  it('is read from a part of a larger buffer', () => {
    const inside = new Uint8Array(sound.length + 20).subarray(10, 10 + sound.length);
    inside.set(sound);
    expect(zipEntries(inside).map((entry) => unzip(inside, entry).length)).toEqual([4, 1000]);
  });

  it('stands before a comment of any length that ZIP knows', () => {
    for (const length of [1, 65_535]) expect(zipEntries(withComment(length))).toHaveLength(2);
    expect(() => zipEntries(withComment(65_536))).toThrow('the archive ends early');
  });

  it('without an entry is empty; without an end it is refused', () => {
    expect(zipEntries(zipSync({}))).toEqual([]);
    for (const length of [0, 21, 22, 100])
      expect(() => zipEntries(new Uint8Array(length))).toThrow('the archive ends early');
  });

  it('is refused when it counts more entries than it has', () => {
    const more = sound.slice();
    new DataView(more.buffer).setUint16(more.length - 12, 3, true);
    expect(() => zipEntries(more)).toThrow('the directory of the archive is damaged');
  });
});

describe('an entry', () => {
  const [stored, packed] = zipEntries(sound) as [ReturnType<typeof zipEntries>[0], never];
  const other = (change: object, entry = stored) => unzip(sound, { ...entry, ...change });

  it.each<[string, object, string]>([
    ['encrypted', { flags: 0x801 }, 'é.npy is encrypted'],
    ['in ZIP64', { size: 0xffffffff }, 'é.npy has a size as only archives over 4 GB need it'],
    ['packed in ZIP64', { compressed: 0xffffffff }, 'as only archives over 4 GB need it'],
    ['elsewhere', { start: 1 }, 'é.npy is not where the archive says'],
    ['behind the end', { start: sound.length - 29 }, 'is not where the archive says'],
    ['cut', { compressed: sound.length }, 'é.npy ends early'],
    ['larger than it says', { size: 3 }, 'é.npy is not of the size that is declared'],
    ['smaller than it says', { size: 5 }, 'é.npy is not of the size that is declared'],
    ['of another checksum', { checksum: 1 }, 'the checksum of é.npy is wrong'],
    ['packed by Bzip2', { method: 12 }, 'é.npy is packed in an unknown way'],
    ['not packed as it says', { method: 8 }, 'é.npy holds less than the archive says'],
  ])('%s is refused', (_what, change, reason) => {
    expect(() => other(change)).toThrow(reason);
    expect(() => other(change)).toThrow(expect.objectContaining({ code: 'score-unreadable' }));
  });

  it('with flags that say nothing of encryption is read', () => {
    expect([...other({ flags: 0x808 })]).toEqual([...FIRST]);
  });

  it('is unpacked to what the archive says, neither more nor less', () => {
    expect(() => other({ size: 999 }, packed)).toThrow('b.npy holds more than the archive says');
    expect(() => other({ size: 1001 }, packed)).toThrow('b.npy holds less than the archive says');
  });

  it('whose packed bytes are none is damaged', () => {
    const bytes = zipSync({ a: [new Uint8Array(4).fill(7), { level: 0 }] });
    const [entry] = zipEntries(bytes);
    expect(() => unzip(bytes, { ...entry!, method: 8 })).toThrow('a is damaged');
  });

  it('of many parts is put together in order', () => {
    const long = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 5);
    const bytes = zipSync({ a: long });
    const [entry] = zipEntries(bytes);
    expect(Buffer.compare(unzip(bytes, entry!), long)).toBe(0); // quicker than each by itself
  });

  it('of no bytes is read', () => {
    const bytes = zipSync({ a: [new Uint8Array(0), { level: 0 }] });
    const [entry] = zipEntries(bytes);
    expect(unzip(bytes, entry!)).toHaveLength(0);
  });
});

it('an archive is known by its first two bytes, and by room for its end', () => {
  const bytes = new Uint8Array(22);
  bytes.set([0x50, 0x4b]);
  expect(isZip(bytes)).toBe(true);
  expect(isZip(bytes.subarray(0, 21))).toBe(false);
  expect(isZip(Uint8Array.from(bytes).fill(0, 1, 2))).toBe(false);
  expect(isZip(Uint8Array.from(bytes).fill(0, 0, 1))).toBe(false);
});
