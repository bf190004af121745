/** What gives frames in order: a video file, a camera, a screen. A sequence of pictures is none for the worker. */
import type { Size } from '#src/core/types';

interface DriveSource {
  kind: 'video';
  blob: Blob;
  name: string;
}

export interface DriveNotice {
  code: 'variable-rate' | 'ten-bit' | 'damaged' | 'rotated' | 'stretched';
  message: string;
}

/** Width and height are those of a frame as it is shown: upright, its pixels square. */
export interface DriveInfo extends Size {
  driveId: string;
  kind: DriveSource['kind'];
  /** For a person: "MP4, H.264". */
  format: string;
  /**
   * `[frames]` seconds, ascending, as the file has them: the first need not be 0. Empty for a live
   * drive.
   */
  timestamps: Float64Array<ArrayBuffer>;
  /** Indexes of the frames that need no other to be decoded, ascending. */
  keyFrames: Uint32Array<ArrayBuffer>;
  /** Seconds from the first frame to the end of the last one; null for a live drive. */
  duration: number | null;
  notices: DriveNotice[];
}

export interface DriveRequests {
  /**
   * A drive of the same id is closed before. @throws AnomalensError `drive-unsupported`,
   * `drive-unreadable`.
   */
  openDrive: { params: { driveId: string; source: DriveSource }; result: DriveInfo };
  closeDrive: { params: { driveId: string }; result: null };
}
