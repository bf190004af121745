import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#src/core/crc32';
import { encodeNpy } from '#src/core/npy';
import { defaultThreshold } from './default-threshold';
import { boundInfinities, withoutHoles } from './holes';
import { levelsOf } from './levels';
import { decodeNpz } from './npz';
import { isOtherFormat, remedyFor } from './other-formats';
import { partOf } from './score-parts';

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

  it('is refused wherever it ends early', () => {
    const sound = archive();
    for (let length = 0; length < sound.length; length++)
      expect(() => arraysIn(sound.subarray(0, length))).toThrow(UNREADABLE);
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

  it('that declares less than a bomb holds is left where that shows', () => {
    const bomb = zipSync({ 'score.npy': new Uint8Array(100_000_000) });
    expect(() => arraysIn(declaring({ [SIZE]: 100 }, bomb))).toThrow('holds more than');
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
    expect(() => decodeNpz(zipSync({ 'data.pkl': array(1) }))).toThrow('no .npy array');
  });
});

describe('the shape of an array', () => {
  /** Beside a picture of 7 x 5 times any factor. */
  const part = (...shape: number[]) =>
    partOf(
      { shape, data: new Float32Array(shape.reduce((product, side) => product * side, 1)) },
      ({ width, height }) => width * 5 === height * 7,
    );

  it.each([
    [[5, 7], { kind: 'map', height: 5, width: 7 }],
    [[1, 5, 7], { kind: 'map', height: 5, width: 7 }],
    [[5, 7, 1], { kind: 'map', height: 5, width: 7 }],
    [[6, 6], { kind: 'map', height: 6, width: 6 }],
    [[2, 5, 7], { kind: 'logits', classes: 2, height: 5, width: 7 }],
    [[1, 19, 5, 7], { kind: 'logits', classes: 19, height: 5, width: 7 }],
    [[200, 5, 7], { kind: 'logits', classes: 200 }],
    [[25, 15, 21], { kind: 'logits', classes: 25, height: 15, width: 21 }],
    [[3, 6, 6], { kind: 'logits', classes: 3, height: 6, width: 6 }],
  ])('%j', (shape, expected) => {
    expect(part(...shape)).toMatchObject(expected);
  });

  it.each([
    [[201, 5, 7], '2 to 200 classes'],
    [[40, 56, 19], 'numpy.moveaxis(array, -1, 0)'],
    [[15, 21, 25], 'numpy.moveaxis(array, -1, 0)'],
    [[500, 700, 3], 'numpy.moveaxis(array, -1, 0)'],
    [[2, 3, 5, 7], 'neither height and width nor classes'],
    [[], 'not height and width'],
    [[0, 7], 'not height and width'],
  ])('%j is refused: %s', (shape, reason) => {
    expect(() => part(...shape)).toThrow(reason);
    expect(() => part(...shape)).toThrow(UNREADABLE);
  });
});

describe('values that are no finite numbers', () => {
  const size = { width: 3, height: 2 };

  it('are counted and placed; infinities take the nearest number, NaN stays void', () => {
    const data = Float32Array.of(0.1, NaN, Infinity, NaN, -Infinity, -2);
    const { data: bounded, notes } = boundInfinities(data, size);
    const high = Math.fround(0.1);
    expect([...bounded]).toEqual([high, NaN, high, NaN, -2, -2]);
    expect(notes).toEqual([
      '2 values are NaN, in rows 0 to 1, columns 0 to 1: they count as void.',
      '1 value is +Inf, in row 0, column 2: it counts as the highest number, 0.1.',
      '1 value is -Inf, in row 1, column 1: it counts as the lowest number, -2.',
    ]);
    expect([...withoutHoles(bounded)]).toEqual([high, -2, high, -2, -2, -2]);
  });

  it('of logits are placed in the picture, whatever their class', () => {
    const data = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -Infinity, 0);
    expect(boundInfinities(data, size).notes[0]).toContain('in row 1, column 1');
  });

  it('are not found in sound scores, which stay the same array', () => {
    const data = Float32Array.of(1, 2);
    expect(boundInfinities(data, { width: 2, height: 1 })).toEqual({ data, notes: [] });
    expect(boundInfinities(data, { width: 2, height: 1 }).data).toBe(data);
    expect(withoutHoles(data)).toBe(data);
  });

  it('alone are no score', () => {
    expect(() => boundInfinities(Float32Array.of(NaN, Infinity), size)).toThrow(UNREADABLE);
  });
});

describe('the first threshold', () => {
  const range = { min: 0, max: 10 };
  const counts = [990, 0, 0, 0, 10];

  it('has one per cent of the picture above it', () => {
    expect(defaultThreshold({ range, counts }, null)).toBe(8);
  });

  it('lies between the values of a binary map', () => {
    expect(defaultThreshold({ range, counts }, levelsOf(Float32Array.of(0, 1, 1, 0)))).toBe(0.5);
  });

  it.each([0.25, -7, 3e8])('lies above a constant %d, as float32 sees it', (value) => {
    const threshold = defaultThreshold({ range, counts }, levelsOf(Float32Array.of(value, value)));
    expect(Math.fround(threshold)).toBeGreaterThan(Math.fround(value));
  });

  it('is that of many values when there are three', () => {
    expect(levelsOf(Float32Array.of(0, 1, 2))).toBeNull();
  });
});

describe('a format that is not read', () => {
  const head = (text: string) => new TextEncoder().encode(text);

  it.each([
    ['road.mat', 'scipy.io.loadmat'],
    ['road.pt', 'torch.load'],
    ['road.pth', 'torch.load'],
    ['road.pkl', 'pickle.load'],
  ])('%s says in one line how to save .npy', (name, call) => {
    const { line } = remedyFor(name, head('MATLAB 5.0 MAT-file')) ?? { line: '' };
    expect(line).toContain(`numpy.save('NAME.npy', ${call}`);
    expect(line).toContain(`'${name}'`);
    expect(line).not.toContain('\n');
    expect(isOtherFormat(name)).toBe(true);
  });

  it.each([
    head('MATLAB 7.3 MAT-file, Platform: GLNXA64'),
    Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a),
  ])('of MATLAB 7.3 is HDF5, with its axes the other way round: %#', (bytes) => {
    const { format, line } = remedyFor("it's.mat", bytes) ?? { format: '', line: '' };
    expect(format).toBe('MATLAB 7.3');
    expect(line).toContain("h5py.File('it\\'s.mat')['VARIABLE'][()].T)");
  });

  it.each([
    ["it's.pt", "'it\\'s.pt'"],
    ['a\\.pt', "'a\\\\.pt'"],
    ['a\n\u2028.pt', "'a\\u000a\\u2028.pt'"],
    ['"a" é.pt', `'"a" é.pt'`],
  ])('called %j is quoted as Python reads it', (name, quoted) => {
    expect(remedyFor(name, head(''))?.line).toContain(`torch.load(${quoted},`);
  });

  it.each(['road.npy', 'road.npz', 'road.h5', 'road.png'])('is not that of %s', (name) => {
    expect(remedyFor(name, head('MATLAB 7.3 MAT-file'))).toBeNull();
    expect(isOtherFormat(name)).toBe(false);
  });
});
