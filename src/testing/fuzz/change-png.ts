/** Damage to PNGs, with checksums that fit or do not. */
import { unzlibSync, zlibSync } from 'fflate';
import { joined, type PngChunk, pngChunks } from '#src/core/png/png-chunks';
import { pngChunk, pngFile } from '#src/core/testing/png-file';
import { changeBytes } from '#src/testing/fuzz/change-bytes';
import type { Draw } from '#src/testing/fuzz/draw';
import type { Changed } from '#src/testing/fuzz/reader';

type Plain = Pick<PngChunk, 'type' | 'data'>;

/** 20 MB of zeros. */
let bomb: Uint8Array | null = null;
const packedBomb = () => {
  bomb ??= zlibSync(new Uint8Array(20_000_000), { level: 6 });
  return bomb;
};

const isPixels = ({ type }: Plain) => type === 'IDAT';

function withPixels(chunks: readonly Plain[], data: Uint8Array): Plain[] {
  const rest = chunks.filter((chunk) => !isPixels(chunk));
  return [...rest.slice(0, -1), { type: 'IDAT', data }, ...rest.slice(-1)];
}

const packedOf = (chunks: readonly Plain[]) =>
  joined(chunks.filter(isPixels).map(({ data }) => data));

/** Rows, filters among them, whose checksums fit. */
function changeRows(draw: Draw, chunks: readonly Plain[]): Plain[] {
  const rows = changeBytes(draw, unzlibSync(packedOf(chunks)));
  return withPixels(chunks, zlibSync(rows, { level: 1 }));
}

const SIZES = [0, 1, 2, 3, 9, 255, 4000, 9999, 65_535, 65_536, 0x7fffffff, 0xffffffff];

function changeHeader(draw: Draw, [header, ...rest]: readonly Plain[]): Plain[] {
  const data = Uint8Array.from(header?.data ?? []);
  const view = new DataView(data.buffer);
  const place = draw.pick([0, 4, 8, 9, 10, 11, 12]);
  if (place < 8) view.setUint32(place, draw.pick(SIZES));
  else view.setUint8(place, draw.pick([0, 1, 2, 3, 4, 6, 8, 16, 255]));
  return [{ type: 'IHDR', data }, ...rest];
}

const TYPES = [
  ...['PLTE', 'tRNS', 'iCCP', 'tEXt', 'zTXt', 'acTL', 'eXIf', 'pHYs'],
  ...['abCD', 'ABCD', 'IHDR'],
];

function changeChunks(draw: Draw, chunks: readonly Plain[]): Plain[] {
  const place = draw.below(chunks.length);
  const chunk = chunks[place] as Plain;
  if (draw.chance(0.05)) {
    const name = new TextEncoder().encode('profile\0\0');
    return chunks.toSpliced(1, 0, { type: 'iCCP', data: joined([name, packedBomb()]) });
  }
  switch (draw.below(4)) {
    case 0:
      return chunks.toSpliced(place, 1);
    case 1:
      return chunks.toSpliced(draw.below(chunks.length), 0, chunk);
    case 2:
      return chunks.toSpliced(place, 1, { ...chunk, data: changeBytes(draw, chunk.data) });
    default: {
      const data = Uint8Array.from({ length: draw.below(60) }, () => draw.below(256));
      return chunks.toSpliced(1 + draw.below(chunks.length - 1), 0, {
        type: draw.pick(TYPES),
        data,
      });
    }
  }
}

/** The bytes of the pixels, of which zlib has a checksum of its own. */
function changePacked(draw: Draw, chunks: readonly Plain[]): Plain[] {
  return withPixels(chunks, changeBytes(draw, packedOf(chunks)));
}

function fileOf(chunks: readonly Plain[]): Uint8Array {
  return pngFile(...chunks.map(({ type, data }) => pngChunk(type, data)));
}

/** A third as it comes, the rest with checksums of its chunks that fit. */
export function changePng(draw: Draw, sound: Uint8Array): Changed {
  const chunks = pngChunks(sound) ?? [];
  switch (draw.below(9)) {
    case 0:
    case 1:
    case 2:
      return { bytes: changeBytes(draw, sound, draw.chance(0.8) ? 8 : 0), guarded: true };
    case 3:
    case 4:
      return { bytes: fileOf(changeRows(draw, chunks)), guarded: false };
    case 5:
      return { bytes: fileOf(changePacked(draw, chunks)), guarded: true };
    case 6:
      return { bytes: fileOf(changeHeader(draw, chunks)), guarded: false };
    case 7:
      return draw.chance(0.03)
        ? { bytes: fileOf(withPixels(chunks, packedBomb())), guarded: true }
        : { bytes: fileOf(changeRows(draw, changeHeader(draw, chunks))), guarded: false };
    default:
      return { bytes: fileOf(changeChunks(draw, chunks)), guarded: false };
  }
}
