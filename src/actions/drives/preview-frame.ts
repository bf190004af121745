import { thumbnailOf } from '#src/session/drives/thumbnails';

/** The URL of a small picture of a frame; null where it cannot be had. */
export async function previewFrame(driveId: string, index: number): Promise<string | null> {
  return thumbnailOf(driveId, index).catch(() => null); // the frame itself says why
}
