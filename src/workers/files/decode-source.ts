import type { Size } from '#src/core/types';
import type { DriveFrame, FrameSource } from '#src/protocol/pictures';
import { decodePicture, seenUnder } from '#src/workers/files/decode';
import { type DecodedPicture, type GridSides, onGrid } from '#src/workers/files/on-grid';
import { reducedNotice } from '#src/workers/files/picture-notices';
import type { FrameBitmap, OpenFrames } from '#src/workers/state/context';

/**
 * A picture of a file or a frame of a drive. @throws AnomalensError as `decodePicture` and
 * `OpenFrames.frame`.
 */
export async function decodeSource(
  frames: OpenFrames,
  source: FrameSource,
  sides?: GridSides,
): Promise<DecodedPicture> {
  if (!('driveId' in source)) return decodePicture(source, sides);
  return frameOnGrid(await frames.frame(source), source, sides);
}

/** Closes the frame. @param source what the frame is of, for its name and corruption. */
export async function frameOnGrid(
  { bitmap, format }: FrameBitmap,
  source: Pick<DriveFrame, 'name' | 'corruption'>,
  sides?: GridSides,
): Promise<DecodedPicture> {
  const original = { width: bitmap.width, height: bitmap.height };
  const noticesOf = (size: Size, reducedTo: Size | null) =>
    reducedTo ? [reducedNotice(size, reducedTo)] : [];
  const seen = await seenUnder(source, bitmap);
  return onGrid(seen, { original, orientation: 1, format, noticesOf }, sides);
}
