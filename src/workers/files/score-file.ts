import { type DecodedPng, decode as decodePng } from 'fast-png';
import { AnomalensError } from '#src/core/errors';
import { isPng } from '#src/core/ground-truth/png-chunks';
import { decodeNpy, isNpy } from '#src/core/npy';
import { sniffPicture } from '#src/core/sniff';
import type { Size } from '#src/core/types';
import type { DecodedScore } from '#src/workers/state/held-picture';

/** Keyword of the tEXt chunk that holds range and settings of a 16-bit score PNG, as JSON. */
export const SCORE_PNG_KEY = 'Anomalens';

/**
 * Reads a `.npy` array `[H, W]` (axes of length 1 are dropped) or a grey PNG. A PNG that was
 * exported here carries its score range and gives the raw scores back; any other gives its grey
 * values.
 * @throws AnomalensError `score-unreadable`.
 */
export function readScoreFile(bytes: Uint8Array): DecodedScore {
  const score = isNpy(bytes) ? fromNpy(bytes) : fromPng(bytes);
  if (score.data.some((value) => !Number.isFinite(value)))
    throw unreadable('it holds values that are not numbers');
  return score;
}

function fromNpy(bytes: Uint8Array): DecodedScore {
  const { shape, data } = decodeNpy(bytes);
  const [height, width] = sidesOf(shape);
  if (height === undefined || width === undefined || data.length === 0)
    throw unreadable(`its shape is (${shape.join(', ')}), not height and width`);
  return { height, width, data };
}

/** Height and width of an array whose further axes have length 1; a single axis is a row. */
function sidesOf(shape: readonly number[]): number[] {
  if (shape.length < 2) return [1, ...shape];
  const sides = [...shape];
  while (sides.length > 2 && sides.includes(1)) {
    // A batch or a channel axis stands first or last, so those of the ends go before any other.
    const isLast = sides[0] !== 1 && sides.at(-1) === 1;
    sides.splice(isLast ? sides.length - 1 : sides.indexOf(1), 1);
  }
  return sides.length === 2 ? sides : [];
}

function fromPng(bytes: Uint8Array): DecodedScore {
  const png = decodeGrey(bytes);
  const { width, height, data, text } = png;
  const stored = rangeIn(text[SCORE_PNG_KEY]);
  const scale = stored ? (stored.max - stored.min) / 65_535 : 1;
  const offset = stored ? stored.min : 0;
  return { width, height, data: Float32Array.from(data, (value) => offset + value * scale) };
}

/** The size is checked before a byte is inflated, and checksums, since any damage is a score too. */
function decodeGrey(bytes: Uint8Array): DecodedPng {
  if (!isPng(bytes)) throw unreadable('it is neither .npy nor PNG');
  const { width, height } = sniffPicture(bytes);
  let png: DecodedPng;
  try {
    png = decodePng(bytes, { checkCrc: true });
  } catch (cause) {
    throw unreadable(`the PNG of ${width} x ${height} pixels is damaged`, cause);
  }
  if (png.channels !== 1 || png.palette || png.depth < 8)
    throw unreadable('the PNG is not grey with 8 or 16 bits');
  return png;
}

function rangeIn(text: string | undefined): { min: number; max: number } | null {
  if (text === undefined) return null;
  try {
    const { min, max } = (JSON.parse(text) as { range: { min: unknown; max: unknown } }).range;
    return typeof min === 'number' && typeof max === 'number' ? { min, max } : null;
  } catch {
    return null; // somebody else's text under the same key: the grey values are used as they are
  }
}

/** Bilinear resampling with half-pixel centres and clamped borders. */
export function resizeScore(score: DecodedScore, { width, height }: Size): Float32Array {
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

function unreadable(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError(
    'score-unreadable',
    `The score file cannot be used: ${reason}.`,
    false,
    { cause },
  );
}
