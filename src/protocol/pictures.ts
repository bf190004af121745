/** What is told of pictures. */
import type { Corruption } from '#src/core/corruptions/corruption';
import type { Size } from '#src/core/types';

/** An encoded picture, whatever it was opened from. */
export interface EncodedPicture {
  blob: Blob;
  /** For notices and exports; what is random of a corruption follows from it. */
  name: string;
  /** The picture is seen under it; absent: as it is. */
  corruption?: Corruption;
}

/** A frame of a drive that the worker has open (`openDrive`). */
export interface DriveFrame {
  driveId: string;
  /** From 0, in the order in which frames are shown. */
  index: number;
  /** As that of an encoded picture. */
  name: string;
  corruption?: Corruption;
}

/** One picture as the worker takes it. */
export type FrameSource = EncodedPicture | DriveFrame;

export interface PictureNotice {
  code:
    | 'declared-size'
    | 'rotated'
    | 'first-frame'
    | 'stretched'
    | 'alpha-composited'
    | 'reduced'
    | 'not-a-road';
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
