/**
 * Whether the data of a JPEG fill the size that its header declares. Browsers do not tell: what is
 * missing they fill with grey, and what is too much they leave out.
 */
import { type HuffmanTable, huffmanTable, JpegBits } from '#src/core/picture-files/jpeg-bits';

const SOS = 0xda;
const DHT = 0xc4;
const DRI = 0xdd;
/** Baseline, extended and progressive Huffman coding; nothing else is counted. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const BLOCK_SIDE = 8;
const COEFFICIENTS = 64;
/** Bytes that may be left in a scan after the last block, as some encoders pad them. */
const PADDING = 4;

interface Component {
  id: number;
  horizontal: number;
  vertical: number;
}

interface Frame {
  width: number;
  height: number;
  components: Component[];
}

export interface JpegExtent {
  /** Share of the declared blocks that the first scan holds, 0..1. */
  filled: number;
  /** The first scan goes on after the last declared block. */
  hasMore: boolean;
}

/**
 * Counts the blocks of the first scan; null where that cannot be done (arithmetic or lossless
 * coding, damaged tables).
 * @param bytes the whole file.
 */
export function jpegExtent(bytes: Uint8Array): JpegExtent | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<number, HuffmanTable>();
  let frame: Frame | null = null;
  let restartInterval = 0;
  for (let offset = 2; offset + 4 <= bytes.length; ) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] as number;
    if (marker === 0xff) {
      offset += 1; // padding
      continue;
    }
    const end = offset + 2 + view.getUint16(offset + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(offset + 4, end);
    if (FRAMES.includes(marker)) frame = frameOf(segment);
    else if (marker === DHT) addTables(tables, segment);
    else if (marker === DRI)
      restartInterval = (segment[0] as number) * 256 + (segment[1] as number);
    else if (marker === SOS)
      return frame && scanExtent(frame, tables, restartInterval, segment, bytes.subarray(end));
    offset = end;
  }
  return null;
}

function frameOf(segment: Uint8Array): Frame {
  const at = (index: number) => segment[index] as number;
  return {
    height: at(1) * 256 + at(2),
    width: at(3) * 256 + at(4),
    components: Array.from({ length: at(5) }, (_, i) => ({
      id: at(6 + 3 * i),
      horizontal: at(7 + 3 * i) >> 4,
      vertical: at(7 + 3 * i) & 15,
    })),
  };
}

/** By class and id in one byte, as the file has them. */
function addTables(tables: Map<number, HuffmanTable>, segment: Uint8Array): void {
  for (let offset = 0; offset + 17 <= segment.length; ) {
    const counts = segment.subarray(offset + 1, offset + 17);
    const length = counts.reduce((sum, count) => sum + count, 0);
    const symbols = segment.subarray(offset + 17, offset + 17 + length);
    tables.set(segment[offset] as number, huffmanTable(counts, symbols));
    offset += 17 + length;
  }
}

/** What one unit of the scan is made of, in order: the tables of each block. */
type Unit = { dc: HuffmanTable; ac: HuffmanTable | null }[];

function scanExtent(
  frame: Frame,
  tables: Map<number, HuffmanTable>,
  restartInterval: number,
  header: Uint8Array,
  data: Uint8Array,
): JpegExtent | null {
  const count = header[0] as number;
  const withAc = header[1 + 2 * count + 1] !== 0; // the last coefficient of the scan
  const unit: Unit = [];
  const isSingle = count === 1;
  for (let i = 0; i < count; i++) {
    const component = frame.components.find(({ id }) => id === header[1 + 2 * i]);
    const selector = header[2 + 2 * i] as number;
    const dc = tables.get(selector >> 4);
    const ac = tables.get(0x10 | (selector & 15)) ?? null;
    if (!component || !dc || (withAc && !ac)) return null;
    const blocks = isSingle ? 1 : component.horizontal * component.vertical;
    for (let block = 0; block < blocks; block++) unit.push({ dc, ac: withAc ? ac : null });
  }
  const expected = unitsOf(frame, isSingle ? (header[1] as number) : null);
  if (!(expected > 0) || unit.length === 0) return null;
  const bits = new JpegBits(data);
  let units = 0;
  for (; units < expected; units++) {
    if (restartInterval > 0 && units > 0 && units % restartInterval === 0) bits.restart();
    for (const { dc, ac } of unit) skipBlock(bits, dc, ac);
    if (bits.isPastEnd) break;
  }
  return { filled: units / expected, hasMore: units === expected && bits.left() > PADDING };
}

/** Units that cover the frame; a scan of one component has the blocks of that component alone. */
function unitsOf({ width, height, components }: Frame, single: number | null): number {
  const most = (side: 'horizontal' | 'vertical') =>
    Math.max(...components.map((component) => component[side]));
  const [horizontal, vertical] = [most('horizontal'), most('vertical')];
  const own = components.find(({ id }) => id === single);
  const along = (side: number, share: number, whole: number) =>
    own
      ? Math.ceil(Math.ceil((side * share) / whole) / BLOCK_SIDE)
      : Math.ceil(side / (BLOCK_SIDE * whole));
  return (
    along(width, own?.horizontal ?? 1, horizontal) * along(height, own?.vertical ?? 1, vertical)
  );
}

function skipBlock(bits: JpegBits, dc: HuffmanTable, ac: HuffmanTable | null): void {
  bits.skip(bits.symbol(dc));
  if (!ac) return;
  for (let k = 1; k < COEFFICIENTS; ) {
    const symbol = bits.symbol(ac);
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0 && run < 15) return; // end of block, which is also what is read past the end
    k += run + 1;
    bits.skip(size);
  }
}
