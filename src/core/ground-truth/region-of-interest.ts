/**
 * A mask of what counts of a picture, beside its label: the bonnet, the sky or a time stamp are left
 * out. It travels in one blob with the label, so that whatever keeps, compares or reads a label has
 * both.
 */
import { AnomalensError } from '#src/core/errors';
import { aspectsAgree } from '#src/core/geometry';
import type { Size } from '#src/core/types';

/** Lies as the picture is shown. */
export interface RegionOfInterest extends Size {
  /** `[height, width]`: 0 is left out. */
  inside: Uint8Array | Uint16Array;
}

type Mask = Size & { ids: Uint8Array | Uint16Array | null };

const BEGINNING = new TextEncoder().encode('anomalens label within a region\n');
const LENGTH_BYTES = 4;

/** A label file with the mask that it is read within. */
export function labelWithin(label: Blob, region: Blob): Blob {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, label.size);
  return new Blob([BEGINNING, length, label, region]);
}

/** The two files of `labelWithin`; null for a label alone. */
export function partsOfLabel(bytes: Uint8Array): { label: Uint8Array; region: Uint8Array } | null {
  if (BEGINNING.some((byte, index) => bytes[index] !== byte)) return null;
  const start = BEGINNING.length + LENGTH_BYTES;
  const end = start + new DataView(bytes.buffer, bytes.byteOffset).getUint32(BEGINNING.length);
  return { label: bytes.subarray(start, end), region: bytes.subarray(end) };
}

/**
 * @param mask as a label is decoded: what is 0 is left out.
 * @throws AnomalensError `label-unreadable` for colours, and where nothing is left.
 */
export function regionOf({ ids, width, height }: Mask): RegionOfInterest {
  if (!ids) throw unusable('it holds colours. Use a mask of black, which is left out, and white');
  if (ids.every((id) => id === 0)) throw unusable('it is black everywhere, which leaves nothing');
  return { inside: ids, width, height };
}

/**
 * For each pixel of a label 1 where the region leaves it out, by the pixel of the mask at its
 * centre.
 * @throws AnomalensError `label-size` when the aspects differ.
 */
export function outsideOf({ inside, ...mask }: RegionOfInterest, label: Size): Uint8Array {
  if (!aspectsAgree(mask, label))
    throw new AnomalensError(
      'label-size',
      `The region of interest is ${mask.width} x ${mask.height} pixels and the label ${label.width} x ${label.height}: their aspects differ.`,
    );
  const outside = new Uint8Array(label.width * label.height);
  for (let y = 0, i = 0; y < label.height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / label.height) * mask.width;
    for (let x = 0; x < label.width; x++, i++) {
      const column = Math.floor(((x + 0.5) * mask.width) / label.width);
      outside[i] = Number(inside[row + column] === 0);
    }
  }
  return outside;
}

function unusable(reason: string): AnomalensError {
  return new AnomalensError(
    'label-unreadable',
    `The region of interest cannot be used: ${reason}.`,
  );
}
