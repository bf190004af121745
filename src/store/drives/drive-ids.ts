/** A frame of a drive is a picture whose id names the drive and the frame's index in it. */

export function frameId(driveId: string, index: number): string {
  return `${driveId}@${index}`;
}

/** The drive that a picture is a frame of; null for every other picture, and for none. */
export function driveIdOf(pictureId: string | null): string | null {
  const end = pictureId?.lastIndexOf('@') ?? -1;
  return pictureId !== null && end > 0 ? pictureId.slice(0, end) : null;
}

/** The index of a frame; null for a picture that is none. */
export function frameIndexOf(pictureId: string | null): number | null {
  const driveId = driveIdOf(pictureId);
  return driveId === null ? null : Number(pictureId?.slice(driveId.length + 1));
}
