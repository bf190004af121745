/** Files of a ZIP archive, as far as `numpy.savez`, `torch.save` and most programs write them. */
import { crc32 } from '#src/core/compression/crc32';
import { InflateError, inflate } from '#src/core/compression/inflate';
import { unreadableScore } from '#src/core/score-files/unreadable';

const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
/** Zip64 puts this where a size is kept elsewhere. */
const ELSEWHERE = 0xffffffff;

export interface ZipEntry {
  name: string;
  /** Bytes after unpacking, as the archive says. */
  size: number;
  compressed: number;
  method: number;
  flags: number;
  checksum: number;
  /** Where its local header begins. */
  start: number;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length >= END_BYTES && bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Bytes at the end of an archive among which its directory is told. */
export const ZIP_TAIL = END_BYTES + LONGEST_COMMENT;

function endOf(view: DataView): number {
  let end = view.byteLength - END_BYTES;
  const least = Math.max(0, end - LONGEST_COMMENT);
  while (end >= least && view.getUint32(end, true) !== END) end -= 1;
  if (end < least) throw unreadableScore('the archive ends early');
  return end;
}

/**
 * Where the directory of an archive begins. @param tail its last `ZIP_TAIL` bytes, or all of it.
 * @throws AnomalensError `score-unreadable`.
 */
export function directoryStart(tail: Uint8Array): number {
  const view = viewOf(tail);
  const start = view.getUint32(endOf(view) + 16, true);
  if (start === ELSEWHERE) throw unreadableScore('archives over 4 GB are not read (ZIP64)');
  return start;
}

/**
 * What the archive's directory lists.
 * @param bytes of the archive, from `start` on: from the directory on does.
 * @throws AnomalensError `score-unreadable`.
 */
export function zipEntries(bytes: Uint8Array, start = 0): ZipEntry[] {
  const view = viewOf(bytes);
  const end = endOf(view);
  const entries: ZipEntry[] = [];
  const count = view.getUint16(end + 10, true);
  for (let i = 0, at = view.getUint32(end + 16, true) - start; i < count; i++) {
    if (at < 0 || at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL)
      throw unreadableScore('the directory of the archive is damaged');
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
      name: new TextDecoder().decode(
        bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
      ),
    });
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Bytes from the start of an entry that hold all of it: its local header may be longer than it is here. */
export function entryExtent({ compressed }: ZipEntry): number {
  return LOCAL_BYTES + 2 * LONGEST_COMMENT + compressed;
}

/**
 * The unpacked bytes of an entry, whose checksum is compared.
 * @throws AnomalensError `score-unreadable`.
 */
export function unzip(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { name, size, compressed, method, flags, start } = entry;
  if (flags & ENCRYPTED) throw unreadableScore(`${name} is encrypted`);
  if (size === ELSEWHERE || compressed === ELSEWHERE)
    throw unreadableScore(`${name} has a size as only archives over 4 GB need it (ZIP64)`);
  const view = viewOf(bytes);
  if (start + LOCAL_BYTES > bytes.length || view.getUint32(start, true) !== LOCAL)
    throw unreadableScore(`${name} is not where the archive says`);
  const data =
    start + LOCAL_BYTES + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  const packed = bytes.subarray(data, data + compressed);
  if (packed.length !== compressed) throw unreadableScore(`${name} ends early`);
  const unpacked = method === STORED ? packed : inflated(packed, entry);
  if (unpacked.length !== size)
    throw unreadableScore(`${name} is not of the size that is declared`);
  if (crc32(unpacked) !== entry.checksum) throw unreadableScore(`the checksum of ${name} is wrong`);
  return unpacked;
}

/** Never more bytes than the directory says, and no memory for more than there can be. */
function inflated(packed: Uint8Array, { name, size, method }: ZipEntry): Uint8Array {
  if (method !== DEFLATED) throw unreadableScore(`${name} is packed in an unknown way`);
  let unpacked: Uint8Array | null = null;
  let count = 0;
  try {
    inflate(packed, size, 'raw', (part) => {
      unpacked ??= new Uint8Array(size);
      unpacked.set(part, count);
      count += part.length;
    });
  } catch (cause) {
    const isDamaged = !(cause instanceof InflateError) || cause.fault === 'damaged';
    const fault = isDamaged ? 'is damaged' : `holds ${cause.fault} than the archive says`;
    throw unreadableScore(`${name} ${fault}`, cause);
  }
  return unpacked ?? new Uint8Array(0);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
