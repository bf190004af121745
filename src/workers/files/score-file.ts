import type { DecodedPng } from 'fast-png';
import { crc32 } from '#src/core/compression/crc32';
import { AnomalensError } from '#src/core/errors';
import { decodeNpy, isNpy } from '#src/core/npy';
import { decodePng, PngError } from '#src/core/png/decode-png';
import { isPng, type PngChunk, pngChunks } from '#src/core/png/png-chunks';
import { withFiniteLogs } from '#src/core/score-files/class-values';
import { boundInfinities, withoutHoles } from '#src/core/score-files/holes';
import type { NamedArray } from '#src/core/score-files/named-arrays';
import { decodeNpz } from '#src/core/score-files/npz';
import type { NumberArray } from '#src/core/score-files/number-arrays';
import { remedyFor } from '#src/core/score-files/other-formats';
import { partOf, type RawLogits, type RawMap } from '#src/core/score-files/score-parts';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { isZip } from '#src/core/score-files/zip';
import type { Range, Size } from '#src/core/types';
import { decodeHdf5, isHdf5 } from '#src/workers/files/hdf5-file';
import type { DecodedScore } from '#src/workers/state/held-picture';

/** Keyword of the tEXt chunk that holds range and settings of a 16-bit score PNG, as JSON. */
export const SCORE_PNG_KEY = 'Anomalens';

/** One map, or the logits of a network, without infinities; NaN is void. */
export type ScorePart = (RawMap | RawLogits) & {
  /** What the file calls it; null where it holds nothing else. */
  name: string | null;
  /** What is odd about its values, in sentences. */
  notes: string[];
};

export interface RefusedArray {
  /** Null where the file holds one. */
  array: string | null;
  error: AnomalensError;
  /** It holds a single value, as thresholds and the like do: it is not the score that was meant. */
  isNumber: boolean;
}

/** What a file holds: its scores, and why others of its arrays cannot be used. */
export interface ReadFile {
  parts: ScorePart[];
  refused: RefusedArray[];
}

/**
 * Reads a `.npy` or grey PNG, or every array of an `.npz` or HDF5 file. A PNG that was exported
 * here carries its score range and gives the raw scores back; any other gives its grey values.
 * @param name of the file: some formats are only known by it.
 * @param fits whether a grid has the shape of the picture.
 * @throws AnomalensError `score-unreadable`, `picture-too-large` of a PNG.
 */
export async function readScoreFile(
  bytes: Uint8Array,
  name: string,
  fits: (grid: Size) => boolean,
): Promise<ReadFile> {
  const read: ReadFile = { parts: [], refused: [] };
  const arrays = await arraysOf(bytes, name);
  for (const stored of arrays) {
    const array = arrays.length > 1 ? stored.name : null;
    try {
      if ('refused' in stored) throw stored.refused;
      read.parts.push(withoutInfinities(partOf(stored, fits), array));
    } catch (error) {
      if (!(error instanceof AnomalensError)) throw error;
      const isNumber = 'data' in stored && stored.data.length === 1;
      read.refused.push({ array, error, isNumber });
    }
  }
  return read;
}

/** @throws AnomalensError `score-unreadable` for logits that are no numbers. */
function withoutInfinities(given: RawMap | RawLogits, name: string | null): ScorePart {
  const part = given.kind === 'logits' ? withFiniteLogs(given) : given;
  const { data, notes } = boundInfinities(part.data, part);
  if (part.kind === 'logits' && data.some(Number.isNaN))
    throw unreadableScore(`logits must be numbers: ${notes.join(' ')}`);
  return { ...part, data, notes, name };
}

async function arraysOf(bytes: Uint8Array, name: string): Promise<NamedArray[]> {
  if (isNpy(bytes)) return [{ name, ...decodeNpy(bytes) }];
  if (isPng(bytes)) return [{ name, ...fromPng(bytes) }];
  const remedy = remedyFor(name, bytes);
  if (remedy) throw unreadableScore(remedy.line.replace(/\.$/, ''));
  if (isHdf5(bytes)) return decodeHdf5(bytes);
  if (isZip(bytes)) return decodeNpz(bytes);
  throw unreadableScore('it is neither .npy, .npz, HDF5 nor PNG');
}

function fromPng(bytes: Uint8Array): NumberArray {
  const { width, height, data, text, depth } = decodeGrey(bytes);
  const stored = rangeIn(text[SCORE_PNG_KEY]);
  const scale = stored ? (stored.max - stored.min) / (2 ** depth - 1) : 1;
  const offset = stored ? stored.min : 0;
  return {
    shape: [height, width],
    data: Float32Array.from(data, (value) => offset + value * scale),
  };
}

/**
 * The checksums of all chunks are compared, since any damage is a score too: the range is lost
 * where the name of its chunk is.
 */
function decodeGrey(bytes: Uint8Array): DecodedPng {
  let png: DecodedPng;
  try {
    png = decodePng(bytes, ['tEXt']);
  } catch (cause) {
    throw cause instanceof PngError ? unreadableScore(cause.message, cause) : cause;
  }
  if (!pngChunks(bytes)?.every(isSound)) throw unreadableScore('the PNG is damaged');
  if (png.channels !== 1 || png.palette || png.depth < 8)
    throw unreadableScore('the PNG is not grey with 8 or 16 bits');
  return png;
}

/** Whether the checksum behind the data is that of type and data. */
function isSound({ whole }: PngChunk): boolean {
  const stored = new DataView(whole.buffer, whole.byteOffset + whole.length - 4, 4).getUint32(0);
  return crc32(whole.subarray(4, -4)) === stored;
}

/**
 * Null for somebody else's text under the same key: the grey values are used as they are then.
 * @throws AnomalensError `score-unreadable` for a range that float32 does not have.
 */
function rangeIn(text: string | undefined): Range | null {
  const range = parsed(text)?.range;
  if (typeof range?.min !== 'number' || typeof range.max !== 'number') return null;
  const { min, max } = range;
  if (!(Number.isFinite(Math.fround(min)) && Number.isFinite(Math.fround(max)) && min <= max))
    throw unreadableScore(`the PNG says that its scores lie from ${min} to ${max}`);
  return { min, max };
}

function parsed(text: string | undefined): { range?: { min?: unknown; max?: unknown } } | null {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Bilinear resampling with half-pixel centres and clamped borders. Void has the lowest score, so
 * that it is never above a threshold by itself.
 */
export function resizeScore(stored: DecodedScore, { width, height }: Size): Float32Array {
  const score = { ...stored, data: withoutHoles(stored.data) };
  if (score.width === width && score.height === height) return score.data;
  const columns = samplesAlong(score.width, width);
  const rows = samplesAlong(score.height, height);
  const result = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const upper = (rows.near[y] as number) * score.width;
    const lower = (rows.far[y] as number) * score.width;
    for (let x = 0; x < width; x++, i++) {
      const left = columns.near[x] as number;
      const right = columns.far[x] as number;
      const along = columns.weight[x] as number;
      const above =
        (score.data[upper + left] as number) * (1 - along) +
        (score.data[upper + right] as number) * along;
      const below =
        (score.data[lower + left] as number) * (1 - along) +
        (score.data[lower + right] as number) * along;
      result[i] = above * (1 - (rows.weight[y] as number)) + below * (rows.weight[y] as number);
    }
  }
  return result;
}

function samplesAlong(
  from: number,
  to: number,
): { near: Int32Array; far: Int32Array; weight: Float64Array } {
  const near = new Int32Array(to);
  const far = new Int32Array(to);
  const weight = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const position = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    near[i] = Math.floor(position);
    far[i] = Math.min(from - 1, (near[i] as number) + 1);
    weight[i] = position - (near[i] as number);
  }
  return { near, far, weight };
}
