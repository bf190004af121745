/** Score files of every format. */
import { readFileSync } from 'node:fs';
import { zipSync, zlibSync } from 'fflate';
import { decodeNpy, encodeNpy, isNpy } from '#src/core/npy';
import { pngChunks } from '#src/core/png/png-chunks';
import type { NamedArray } from '#src/core/score-files/named-arrays';
import { zipEntries } from '#src/core/score-files/zip';
import { pngChunk, pngPicture } from '#src/core/testing/png-file';
import { changeBehind, changeBytes } from '#src/testing/fuzz/change-bytes';
import { changePng } from '#src/testing/fuzz/change-png';
import { changeText } from '#src/testing/fuzz/change-text';
import { digest } from '#src/testing/fuzz/digest';
import type { Draw } from '#src/testing/fuzz/draw';
import { type Changed, type Reader, succeeds, textOf, utf8 } from '#src/testing/fuzz/reader';
import { decodeHdf5, isHdf5 } from '#src/workers/files/hdf5-file';
import { readScoreFile, SCORE_PNG_KEY, type ScorePart } from '#src/workers/files/score-file';

const MADE = '2026-01-01T00:00:00';

const CODES = ['score-unreadable', 'picture-too-large'] as const;
const VALUES = Float32Array.from({ length: 24 }, (_, i) => i / 7 - 1);
/** Magic, version and length stand before the text of the header. */
const NPY_TEXT = 10;
const HEADER_END = 128;

const ARRAYS = [encodeNpy(VALUES, [4, 6]), encodeNpy(VALUES, [2, 3, 4])];

const SHAPES = [
  '(0, 3)',
  '(1e9, 2)',
  '(4294967296, 4294967296)',
  '(99999999999999999999, 0)',
  '((1, 2), 3)',
  '(-1, 24)',
  '()',
  '(24,)',
  '(30000, 30000)',
  `(${'1, '.repeat(3000)})`,
  '(24L, 1L)',
];
const TYPES = [
  '|O',
  '<f2',
  '<f16',
  '>f4',
  '<U9',
  '|b1',
  '<i8',
  '<u8',
  '=f4',
  '<c8',
  'float64',
  '|V4',
  '__proto__',
];

/** The header says something else; its length is kept or not. */
function changeNpyHeader(draw: Draw, sound: Uint8Array): Uint8Array {
  const text = textOf(sound.subarray(NPY_TEXT, HEADER_END));
  const changed = draw.pick([
    () => text.replace(/\([^)]*\)/, draw.pick(SHAPES)),
    () => text.replace('<f4', draw.pick(TYPES)),
    () => text.replace('False', draw.pick(['True', 'None', 'false'])),
    () => textOf(changeText(draw, utf8(text))),
  ])();
  const fits = draw.chance(0.8) ? changed.trimEnd().padEnd(HEADER_END - NPY_TEXT - 1) : changed;
  const header = utf8(`${fits.slice(0, 60_000)}\n`);
  const bytes = Uint8Array.from([
    ...sound.subarray(0, NPY_TEXT),
    ...header,
    ...sound.subarray(HEADER_END),
  ]);
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  return draw.chance(0.2) ? changeBehind(draw, bytes, NPY_TEXT) : bytes;
}

function changeNpy(draw: Draw, sound: Uint8Array): Uint8Array {
  return draw.chance(0.5) ? changeNpyHeader(draw, sound) : changeBehind(draw, sound, 8);
}

const archive = (level: 0 | 6, arrays: readonly Uint8Array[]) =>
  // A fixed time, so that one seed means the same bytes whenever it is tried.
  zipSync(Object.fromEntries(arrays.map((bytes, i) => [`map${i}.npy`, bytes])), {
    level,
    mtime: MADE,
  });
const ARCHIVES = [archive(0, ARRAYS), archive(6, ARRAYS)];
let bomb: Uint8Array | null = null;

/** A fifth has sound checksums around arrays that are not. */
function changeNpz(draw: Draw, sound: Uint8Array): Changed {
  const kind = draw.below(10);
  if (kind < 2) {
    const arrays = ARRAYS.map((array) => (draw.chance(0.6) ? changeNpy(draw, array) : array));
    return { bytes: archive(draw.pick([0, 6]), arrays), guarded: false };
  }
  if (kind === 2 && draw.chance(0.05)) {
    bomb ??= archive(6, [encodeNpy(new Float32Array(5_000_000), [1000, 5000])]);
    return { bytes: changeDirectory(draw, bomb), guarded: false };
  }
  return {
    bytes: kind < 6 ? changeDirectory(draw, sound) : changeBytes(draw, sound),
    guarded: true,
  };
}

const SIZES = [0, 1, 100, 0xffff, 0x10000, 900_000_000, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** Sizes, places, counts and names of the directory, or of the end of the archive. */
function changeDirectory(draw: Draw, sound: Uint8Array): Uint8Array {
  const bytes = sound.slice();
  const view = new DataView(bytes.buffer);
  const places = [...bytes.keys()].slice(-2000, -4);
  const starts = places.filter((i) => [0x02014b50, 0x06054b50].includes(view.getUint32(i, true)));
  const place = draw.pick(starts) + 4 + draw.below(40);
  if (place + 4 > bytes.length) return bytes;
  if (draw.chance(0.5)) view.setUint32(place, draw.pick(SIZES), true);
  else view.setUint16(place, draw.pick(SIZES) & 0xffff, true);
  return bytes;
}

const hdf5 = (name: string) => Uint8Array.from(readFileSync(`src/workers/files/testing/${name}`));

const RANGE = JSON.stringify({ range: { min: -2, max: 4 }, method: 'entropy' });
const text = pngChunk('tEXt', utf8(`${SCORE_PNG_KEY}\0${RANGE}`));
const rows = Uint8Array.from({ length: 5 * 13 }, (_, i) => (i % 13 === 0 ? 0 : i * 3));
const PNG = pngPicture({ width: 6, height: 5, depth: 16, colourType: 0 }, zlibSync(rows), text);

/** The range that a score PNG carries is damaged, with a sound checksum. */
function changeScorePng(draw: Draw, sound: Uint8Array): Changed {
  if (draw.chance(0.7)) return changePng(draw, sound);
  const changed = changeText(draw, utf8(RANGE));
  const chunk = pngChunk('tEXt', [...utf8(`${SCORE_PNG_KEY}\0`), ...changed.subarray(0, 5000)]);
  const header = { width: 6, height: 5, depth: 16, colourType: 0 };
  return { bytes: pngPicture(header, zlibSync(rows), chunk), guarded: false };
}

const isInside = (parts: ScorePart[], sound: ScorePart[]) => {
  const known = sound.map(({ name: _, ...part }) => digest(part));
  return parts.every(({ name: _, ...part }) => known.includes(digest(part)));
};

const partsFault = (parts: readonly ScorePart[]) => {
  const fits = parts.every(
    ({ width, height, data, ...part }) =>
      data.length === width * height * (part.kind === 'logits' ? part.classes : 1),
  );
  return fits && parts.length > 0 ? null : 'not a value for each pixel';
};

const arraysFault = (arrays: readonly NamedArray[]) =>
  arrays.every(
    (stored) =>
      'refused' in stored ||
      stored.data.length === stored.shape.reduce((product, side) => product * side, 1),
  )
    ? null
    : 'not a value for each place';

/** What is wrong with one of several arrays stands beside the others. */
async function read(bytes: Uint8Array): Promise<ScorePart[]> {
  const { parts, refused } = await readScoreFile(bytes, 'road.score', () => true);
  const [first] = refused;
  if (parts.length === 0 && first) throw first.error;
  return parts;
}

export const SCORE_READERS: readonly Reader[] = [
  {
    name: '.npy',
    codes: CODES,
    sound: ARRAYS,
    change: (draw, sound) => ({ bytes: changeNpy(draw, sound), guarded: false }),
    read,
    passes: (bytes) => isNpy(bytes) && /'descr'.*'shape'/s.test(textOf(bytes)),
    fault: partsFault,
  },
  {
    name: '.npz',
    codes: CODES,
    sound: ARCHIVES,
    change: changeNpz,
    read,
    passes: (bytes) => succeeds(() => zipEntries(bytes).length > 0 || decodeNpy(bytes)),
    fault: partsFault,
    agrees: isInside,
  },
  {
    name: 'HDF5',
    codes: CODES,
    sound: ['value.hdf5', 'several.h5', 'huge.h5', 'chunk.h5'].map(hdf5),
    change: (draw, sound) => ({ bytes: changeBehind(draw, sound, 8), guarded: false }),
    read: decodeHdf5,
    passes: isHdf5,
    fault: arraysFault,
  },
  {
    name: 'score PNG',
    codes: CODES,
    sound: [PNG],
    change: changeScorePng,
    read,
    passes: (bytes) => pngChunks(bytes) !== null,
    fault: partsFault,
  },
];
