/** What is told of pictures. */
import type { Size } from '#src/core/types';

/**
 * A still picture and a video or camera frame take the same way. Frames are transferred and closed
 * by the worker.
 */
export type FrameSource =
  | { kind: 'file'; blob: Blob; name: string }
  | { kind: 'frame'; frame: VideoFrame | ImageBitmap; name: string; timestamp: number };

export interface PictureNotice {
  code: 'reduced' | 'first-frame' | 'alpha-composited' | 'rotated' | 'not-a-road';
  message: string;
}

export interface PictureInfo extends Size {
  pictureId: string;
  /** Size in the file, before reduction and rotation. */
  original: Size;
  format: string;
  notices: PictureNotice[];
  /** JPEG of at most 160 px, for the list. */
  thumbnail: Blob;
}
