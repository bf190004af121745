/**
 * Label PNGs as ids, colours and opacity. The browser's decoder is of no use here: it applies gAMA, sRGB and iCCP, which
 * turns ids 1 and 2 into 13 and 22, and cuts 16 bits to 8.
 */
import type { DecodedPng } from 'fast-png';
import { AnomalensError } from '#src/core/errors';
import type { RegionOfInterest } from '#src/core/ground-truth/region-of-interest';
import { decodePng, PngError } from '#src/core/png/decode-png';
import { isPng } from '#src/core/png/png-chunks';
import type { Size } from '#src/core/types';

type Samples = Uint8Array | Uint16Array;

/** Samples as stored, each `[height, width]` row-major. */
export interface RawLabel extends Size {
  /** Null when colour channels differ. */
  ids: Samples | null;
  /** 0xRRGGBB, of 16 bits per sample the upper 8; null when colour channels agree. */
  colours: Uint32Array | null;
  /** Opacity 0..255; null without an alpha channel. */
  alpha: Uint8Array | null;
  /** What is outside is void, whatever the label says. */
  region?: RegionOfInterest;
  /** Where a person has drawn shapes: what ids are called, and what was left out. */
  drawn?: { names: Record<number, string>; notice: string | null };
}

/**
 * Reads a PNG of 1 to 16 bits per sample: grey samples as they are (a 1-bit mask gives 0 and 1),
 * palette indices (or greys, see `resolvePalette`), the common value of equal RGB channels or the
 * colours of different ones, and the alpha channel beside them.
 * @param bytes the whole file.
 * @throws AnomalensError `label-unreadable`, also of a single pixel; `picture-too-large` over 100 megapixels, before
 * anything is decoded.
 */
export function decodeLabel(bytes: Uint8Array): RawLabel {
  if (!isPng(bytes)) throw unreadable('it is not a PNG. Other formats do not keep ids exactly');
  const png = decodeSound(bytes);
  const { width, height } = png;
  if (width * height === 1)
    throw unreadable('it is a single pixel, which says nothing of a picture');
  const samples = png.depth < 8 ? unpackBits(png) : (png.data as Samples);
  const { channels, palette } = png;
  const alpha = channels % 2 === 0 ? alphaOf(samples, channels) : null;
  if (channels > 2 && !isGrey(samples, channels))
    return { width, height, ids: null, colours: coloursOf(samples, channels), alpha };
  const ids = channels > 1 ? firstOf(samples, channels) : samples;
  return { width, height, ids: palette ? resolvePalette(ids, palette) : ids, colours: null, alpha };
}

/** Checksums are compared: a damaged id is still a valid id. */
function decodeSound(bytes: Uint8Array): DecodedPng {
  try {
    return decodePng(bytes);
  } catch (cause) {
    throw cause instanceof PngError ? unreadable(cause.message, cause) : cause;
  }
}

/**
 * One byte per sample; rows of packed samples start at whole bytes, the first sample in the high
 * bits.
 */
function unpackBits({ data, width, height, depth }: DecodedPng): Uint8Array {
  const bytesPerRow = Math.ceil((width * depth) / 8);
  const mask = (1 << depth) - 1;
  const result = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bit = x * depth;
      result[i] =
        ((data[y * bytesPerRow + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return result;
}

/**
 * Indices are the ids and colours only paint them. A palette of nothing but greys is different: it
 * comes from programs that make a grey PNG smaller, so 0, 1 and 255 became indices 0, 1 and 2, and
 * the greys are the ids. If two used indices share a grey, it cannot come from there, and the
 * indices count again.
 */
function resolvePalette(indices: Samples, palette: readonly number[][]): Samples {
  const used = [...new Set(indices)];
  if (used.some((index) => index >= palette.length))
    throw unreadable('it uses colours that its palette does not have');
  const allGrey = palette.every(([red, green, blue]) => red === green && red === blue);
  const greys = palette.map(([grey]) => grey as number);
  const distinct = new Set(used.map((index) => greys[index])).size === used.length;
  return allGrey && distinct ? indices.map((index) => greys[index] as number) : indices;
}

/** Whether all colour channels of interleaved samples agree. */
function isGrey(samples: Samples, channels: number): boolean {
  for (let i = 0; i < samples.length; i += channels)
    if (samples[i] !== samples[i + 1] || samples[i] !== samples[i + 2]) return false;
  return true;
}

function firstOf(samples: Samples, channels: number): Samples {
  const result = samples.slice(0, samples.length / channels);
  for (let i = 0; i < result.length; i++) result[i] = samples[i * channels] as number;
  return result;
}

function coloursOf(samples: Samples, channels: number): Uint32Array {
  const shift = samples instanceof Uint16Array ? 8 : 0;
  const result = new Uint32Array(samples.length / channels);
  for (let i = 0, from = 0; i < result.length; i++, from += channels) {
    const channel = (index: number) => (samples[from + index] as number) >> shift;
    result[i] = (channel(0) << 16) | (channel(1) << 8) | channel(2);
  }
  return result;
}

/** The last channel. */
function alphaOf(samples: Samples, channels: number): Uint8Array {
  const shift = samples instanceof Uint16Array ? 8 : 0;
  const result = new Uint8Array(samples.length / channels);
  for (let i = 0; i < result.length; i++)
    result[i] = (samples[(i + 1) * channels - 1] as number) >> shift;
  return result;
}

function unreadable(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError('label-unreadable', `The label cannot be used: ${reason}.`, false, {
    cause,
  });
}
