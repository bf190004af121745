/**
 * Label PNGs as ids. The browser's decoder is of no use here: it applies gAMA, sRGB and iCCP, which
 * turns ids 1 and 2 into 13 and 22, and cuts 16 bits to 8.
 */
import { type DecodedPng, decode as decodePng } from 'fast-png';
import { AnomalensError } from '#src/core/errors';
import { isPng, pixelChunksOf } from '#src/core/ground-truth/png-chunks';
import { sniffPicture } from '#src/core/sniff';
import type { Size } from '#src/core/types';

type Samples = Uint8Array | Uint16Array;

/** Ids as stored, `[height, width]` row-major. */
export interface RawLabel extends Size {
  data: Samples;
}

/** Bytes of the header: bits per sample, and whether the rows are interlaced (Adam7). */
const BIT_DEPTH_AT = 24;
const INTERLACE_AT = 28;

/**
 * Reads a PNG of 1 to 16 bits per sample: grey samples as they are (a 1-bit mask gives 0 and 1),
 * palette indices (or greys, see `resolvePalette`), or the common value of equal RGB channels.
 * Alpha is ignored.
 * @param bytes the whole file.
 * @throws AnomalensError `label-unreadable`; `picture-too-large` over 100 megapixels, before
 * anything is decoded.
 */
export function decodeLabel(bytes: Uint8Array): RawLabel {
  if (!isPng(bytes)) throw unreadable('it is not a PNG. Other formats do not keep ids exactly');
  const chunks = pixelChunksOf(bytes);
  if (!chunks) throw unreadable('the PNG ends early');
  const { width, height } = sniffPicture(chunks);
  // fast-png misreads these.
  if ((chunks[BIT_DEPTH_AT] as number) < 8 && chunks[INTERLACE_AT] !== 0)
    throw unreadable('it is an interlaced PNG of less than 8 bits. Save it without interlacing');
  const png = decodeSound(chunks);
  const samples = png.depth < 8 ? unpackBits(png) : (png.data as Samples);
  if (png.channels > 1) return { width, height, data: greyOf(samples, png.channels) };
  return { width, height, data: png.palette ? resolvePalette(samples, png.palette) : samples };
}

/** Checksums are compared: a damaged id is still a valid id. */
function decodeSound(chunks: Uint8Array): DecodedPng {
  try {
    return decodePng(chunks, { checkCrc: true });
  } catch (cause) {
    throw unreadable('the PNG is damaged', cause);
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

/** The first channel of interleaved samples, when all colour channels agree. */
function greyOf(samples: Samples, channels: number): Samples {
  const pixels = samples.length / channels;
  const result = samples.slice(0, pixels);
  for (let i = 0, offset = 0; i < pixels; i++, offset += channels) {
    if (
      channels > 2 &&
      (samples[offset] !== samples[offset + 1] || samples[offset] !== samples[offset + 2])
    )
      throw unreadable('it holds colours, not ids. Use the label file beside this rendering');
    result[i] = samples[offset] as number;
  }
  return result;
}

function unreadable(reason: string, cause?: unknown): AnomalensError {
  return new AnomalensError('label-unreadable', `The label cannot be used: ${reason}.`, false, {
    cause,
  });
}
