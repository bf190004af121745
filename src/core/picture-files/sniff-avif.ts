import type { Header } from '#src/core/picture-files/sniff-formats';

const CONTAINERS = new Set(['meta', 'iprp', 'ipco']);
/** An `ispe` lies in ipco in iprp in meta; deeper nesting is damage or an attack. */
const DEEPEST = 4;
/** The longest name of an auxiliary image that is looked for is shorter. */
const NAME_BYTES = 64;

/**
 * EXIF orientations by the axis of `imir` and the angle of `irot`, quarter turns against the clock.
 * The turn comes first (MIAF, ISO/IEC 23000-22, 7.3.6.7). Axis 0 exchanges top and bottom, which is
 * orientation 4, and axis 1 left and right, orientation 2 (ISO/IEC 23008-12:2022, 6.5.12, which
 * took back what the edition of 2017 seemed to say).
 */
const ORIENTATIONS = { none: [1, 8, 3, 6], 0: [4, 5, 2, 7], 1: [2, 7, 4, 5] } as const;

interface Box {
  type: string;
  /** Bytes of the box's content. */
  start: number;
  end: number;
}

/**
 * Size, transparency and turn of an AVIF file. The size is the largest `ispe` property: a file holds
 * one per stored image, thumbnails and alpha planes included.
 * @returns null when no size is found.
 */
export function readAvif(bytes: Uint8Array): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header: Header = {
    width: 0,
    height: 0,
    orientation: 1,
    hasAlpha: false,
    animated: String.fromCharCode(...bytes.subarray(8, 12)) === 'avis',
  };
  let angle = 0;
  let mirror: 0 | 1 | 'none' = 'none';
  for (const { type, start, end } of boxesIn(bytes, view, 0, bytes.length, 0)) {
    if (type === 'ispe' && start + 12 <= end) {
      const [width, height] = [view.getUint32(start + 4), view.getUint32(start + 8)];
      if (width * height > header.width * header.height) Object.assign(header, { width, height });
    }
    if (type === 'auxC') {
      const name = bytes.subarray(start + 4, Math.min(end, start + NAME_BYTES));
      header.hasAlpha ||= /aux(iliary|id):(alpha|1)/.test(String.fromCharCode(...name));
    }
    if (type === 'irot' && start < end) angle = (bytes[start] as number) & 3;
    if (type === 'imir' && start < end) mirror = (bytes[start] as number) & 1 ? 1 : 0;
  }
  header.orientation = ORIENTATIONS[mirror][angle] as number;
  return header.width > 0 ? header : null;
}

function* boxesIn(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
  depth: number,
): Generator<Box> {
  for (let offset = from; offset + 8 <= to; ) {
    const size = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const end = size === 0 ? to : Math.min(offset + size, to);
    const start = offset + (type === 'meta' ? 12 : 8);
    yield { type, start, end };
    if (CONTAINERS.has(type) && depth < DEEPEST) yield* boxesIn(bytes, view, start, end, depth + 1);
    if (size < 8) return; // open to the end, 64-bit or damaged: nothing that is needed follows
    offset = end;
  }
}
