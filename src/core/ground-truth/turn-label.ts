/** A label beside a picture that its camera has turned (EXIF). */
import { aspectsAgree } from '#src/core/geometry';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import { rotatedSize } from '#src/core/ground-truth/grid-check';
import type { Size } from '#src/core/types';

/**
 * Turn the label like its picture, only where nothing else fits, or by an EXIF orientation that is
 * known from an earlier reading.
 */
export type TurnRequest = 'with-picture' | 'if-only-so' | number;

export function turnRequest(withPicture: boolean): TurnRequest {
  return withPicture ? 'with-picture' : 'if-only-so';
}

/**
 * EXIF orientation that was applied to each; 1: neither turned nor mirrored. Of a picture whose
 * label only fits as it lies, 1 too: nothing is left to turn.
 */
export interface LabelTurn {
  picture: number;
  label: number;
}

export interface ShownPicture extends Size {
  /** EXIF orientation 1..8 that was applied; `width` and `height` are those after it. */
  orientation: number;
}

/**
 * The EXIF orientation to apply to a label beside this picture. @param tolerance as
 * `aspectsAgree`.
 */
export function orientationFor(
  label: Size,
  picture: ShownPicture,
  request: TurnRequest,
  tolerance?: number,
): number {
  if (typeof request === 'number') return request;
  if (!fitsTurned(label, picture, tolerance)) return 1;
  const isAsked = request === 'with-picture' || !aspectsAgree(picture, label, tolerance);
  return isAsked ? picture.orientation : 1;
}

/** Whether the label has the shape of its picture once it is turned like it. */
export function fitsTurned(label: Size, picture: ShownPicture, tolerance?: number): boolean {
  return aspectsAgree(picture, rotatedSize(label, picture.orientation), tolerance);
}

/** @param orientation EXIF 1..8: how the stored rows are to be shown. */
export function oriented(label: RawLabel, orientation: number): RawLabel {
  if (orientation === 1) return label;
  const { ids, colours, alpha } = label;
  const size = rotatedSize(label, orientation);
  const source = sourceIndices(label, orientation);
  const moved = <T extends Uint8Array | Uint16Array | Uint32Array>(data: T | null): T | null => {
    if (!data) return null;
    const result = data.slice() as T;
    for (let i = 0; i < result.length; i++) result[i] = data[source[i] as number] as number;
    return result;
  };
  return { ...label, ...size, ids: moved(ids), colours: moved(colours), alpha: moved(alpha) };
}

/**
 * For each pixel of the turned picture, row by row, the stored one. Orientations 2 to 8 as EXIF 2.3
 * defines them: whether the stored rows run to the right or down, and from which corner.
 */
export function sourceIndices({ width, height }: Size, orientation: number): Uint32Array {
  const { width: shownWidth, height: shownHeight } = rotatedSize({ width, height }, orientation);
  const exchanged = orientation >= 5;
  const flipX = [2, 3, 7, 8].includes(orientation);
  const flipY = [3, 4, 6, 7].includes(orientation);
  const result = new Uint32Array(width * height);
  for (let y = 0, i = 0; y < shownHeight; y++)
    for (let x = 0; x < shownWidth; x++, i++) {
      const [column, row] = exchanged ? [y, x] : [x, y];
      result[i] = (flipY ? height - 1 - row : row) * width + (flipX ? width - 1 - column : column);
    }
  return result;
}
