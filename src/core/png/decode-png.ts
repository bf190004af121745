/** PNGs whose samples count: as stored, and only if every checksum says that they are sound. */
import { type DecodedPng, decode } from 'fast-png';
import { Adler32 } from '#src/core/compression/adler32';
import { crc32 } from '#src/core/compression/crc32';
import { InflateError, inflate, packedLength } from '#src/core/compression/inflate';
import { AnomalensError } from '#src/core/errors';
import { sniffPicture } from '#src/core/picture-files/sniff';
import { joined, type PngChunk, pngChunks, pngOf } from '#src/core/png/png-chunks';

const PIXEL_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
/** Chunks that no sample needs (PNG 11.3, APNG). Any other one may be a damaged name of one that does. */
const OTHER_CHUNKS = new Set([
  ...['acTL', 'bKGD', 'cHRM', 'cICP', 'cLLI', 'eXIf', 'fcTL', 'fdAT', 'gAMA', 'hIST', 'iCCP'],
  ...['iTXt', 'mDCV', 'pHYs', 'sBIT', 'sPLT', 'sRGB', 'tEXt', 'tIME', 'tRNS', 'zTXt'],
]);
const HEADER_BYTES = 13;
const CHECKSUM_BYTES = 4;
/** Bytes: what the unpacker looks ahead, and blocks without data at the end. */
const END_IS_WITHIN = 16;
/** By colour type: samples of a pixel, and the bits that one may have (PNG 11.2.1). */
const COLOUR_TYPES: Record<number, { channels: number; depths: number[] }> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};
/** Adam7: where the pixels of each pass begin, and how far apart they are. */
const PASSES = [
  { x: 0, y: 0, across: 8, down: 8 },
  { x: 4, y: 0, across: 8, down: 8 },
  { x: 0, y: 4, across: 4, down: 8 },
  { x: 2, y: 0, across: 4, down: 4 },
  { x: 0, y: 2, across: 2, down: 4 },
  { x: 1, y: 0, across: 2, down: 2 },
  { x: 0, y: 1, across: 1, down: 2 },
];

/** What is wrong with a PNG, as a clause without full stop. */
export class PngError extends Error {
  override readonly name = 'PngError';
}

/**
 * Without the chunks that say how the samples should look (gAMA, sRGB, iCCP), text and animation:
 * none of them may change a sample, and damage in them is no reason to refuse it.
 * @param bytes the whole file.
 * @param more further chunks that are wanted, such as `tEXt` or `tRNS`.
 * @throws PngError, before anything larger than the header's size is held in memory;
 * AnomalensError `picture-too-large` from the header.
 */
export function decodePng(bytes: Uint8Array, more: readonly string[] = []): DecodedPng {
  const all = pngChunks(bytes);
  if (!all) throw new PngError('the PNG ends early');
  checkSize(bytes);
  const wanted = [...PIXEL_CHUNKS, ...more];
  if (all.some((chunk) => !wanted.includes(chunk.type) && mayBeNeeded(chunk)))
    throw new PngError('the PNG is damaged');
  const chunks = all.filter(({ type }) => wanted.includes(type));
  const header = headerOf(chunks);
  checkSamples(chunks, header);
  try {
    return decode(pngOf(chunks), { checkCrc: true });
  } catch (cause) {
    throw new PngError('the PNG is damaged', { cause });
  }
}

/** An unknown chunk that says it is needed, by a capital first, or whose checksum is wrong. */
function mayBeNeeded({ type, whole }: PngChunk): boolean {
  if (OTHER_CHUNKS.has(type)) return false;
  const stored = new DataView(whole.buffer, whole.byteOffset).getUint32(
    whole.length - CHECKSUM_BYTES,
  );
  return !/^[a-z]/.test(type) || crc32(whole.subarray(4, -CHECKSUM_BYTES)) !== stored;
}

function checkSize(bytes: Uint8Array): void {
  try {
    sniffPicture(bytes);
  } catch (cause) {
    if (cause instanceof AnomalensError && cause.code === 'picture-too-large') throw cause;
    throw new PngError('the header of the PNG is damaged', { cause });
  }
}

interface Header {
  width: number;
  height: number;
  bitsPerPixel: number;
  isInterlaced: boolean;
}

/** The first chunk alone: a second header would name another size than was looked at. */
function headerOf([first, ...others]: readonly PngChunk[]): Header {
  const { data } = first as PngChunk;
  if (data.length !== HEADER_BYTES) throw new PngError('the header of the PNG is damaged');
  if (others.some(({ type }) => type === 'IHDR')) throw new PngError('the PNG has two headers');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const depth = view.getUint8(8);
  const type = COLOUR_TYPES[view.getUint8(9)];
  if (!type?.depths.includes(depth)) throw new PngError('the header of the PNG is damaged');
  const isInterlaced = view.getUint8(12) !== 0;
  // fast-png misreads these.
  if (isInterlaced && depth < 8)
    throw new PngError('it is an interlaced PNG of less than 8 bits. Save it without interlacing');
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    bitsPerPixel: type.channels * depth,
    isInterlaced,
  };
}

/** fast-png unpacks whatever there is, and does not look at the checksum of the samples. */
function checkSamples(chunks: readonly PngChunk[], header: Header): void {
  const packed = joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  if (packed.length < CHECKSUM_BYTES) throw new PngError('the PNG holds no pixels');
  const checksum = new Adler32();
  const size = bytesOf(header);
  try {
    inflate(packed, size, 'zlib', (part) => checksum.add(part));
  } catch (error) {
    throw new PngError(faultOf(error, header), { cause: error });
  }
  const view = new DataView(packed.buffer);
  const last = packed.length - CHECKSUM_BYTES;
  if (view.getUint32(last) === checksum.value) return;
  // Bytes behind it are no damage (libpng warns of them), so it is looked for where the data end.
  const end = packedLength(packed, size, 'zlib');
  for (let i = Math.max(0, end - END_IS_WITHIN); i <= Math.min(last, end + END_IS_WITHIN); i++)
    if (view.getUint32(i) === checksum.value) return;
  throw new PngError('the checksum of its pixels is wrong');
}

function faultOf(error: unknown, { width, height }: Header): string {
  const fault = error instanceof InflateError ? error.fault : 'damaged';
  if (fault === 'damaged') return 'the PNG is damaged';
  return `the PNG holds ${fault} data than the ${width} x ${height} pixels of its header need`;
}

/** Unpacked: each row has a byte for its filter before it. */
function bytesOf({ width, height, bitsPerPixel, isInterlaced }: Header): number {
  const bytes = (columns: number, rows: number) =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!isInterlaced) return bytes(width, height);
  const counts = PASSES.map(({ x, y, across, down }) =>
    bytes(Math.ceil(Math.max(0, width - x) / across), Math.ceil(Math.max(0, height - y) / down)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
