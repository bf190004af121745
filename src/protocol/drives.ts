/** What gives frames in order: a video file, a camera, a screen. A sequence of pictures is none for the worker. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { SmallMap } from '#src/core/set/small-map';
import type { Box, Size } from '#src/core/types';
import type { NameGuess } from '#src/core/words/naming';
import type { FrameSource, PictureInfo } from '#src/protocol/pictures';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';

export type DriveSource =
  | { kind: 'video'; blob: Blob; name: string }
  /** Frames of a camera, a screen or a canvas: the stream is transferred. */
  | { kind: 'live'; frames: ReadableStream<VideoFrame>; name: string };

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

export interface FrameSurveyRequest {
  /** Opened for this alone, on a grid of the analysis' long side. */
  source: FrameSource;
  /** Comes back with the answer. */
  index: number;
  /** All that is wanted of the frame: methods of one network share its run. */
  settings: MethodSettings[];
  /** What does not count of the frame; null: all of it counts. */
  leftOut: LeftOut | null;
  /** The frame that will be asked for next: it is decoded while the networks run. */
  next: FrameSource | null;
}

export interface FrameSurvey {
  index: number;
  /** By settings, in their order. */
  methods: {
    /** For regions at any threshold. */
    map: SmallMap;
    /**
     * 99.9 % quantile of the score in the road-like area; of all that counts where there is none, and the
     * lowest score where nothing counts.
     */
    peak: number;
  }[];
  /**
   * Share of what counts, 0..1, that lies in its row between the first and the last pixel of road or
   * sidewalk; 0 where no network of these methods knows either.
   */
  roadShare: number;
}

export interface ClipRequest {
  /** In the order of showing; seconds. */
  frames: { source: FrameSource; timestamp: number }[];
  /** Drawn over every frame, as exported pictures are. */
  pane: PaneView;
  minArea: number;
  /** That of the drive or the moment: the film is named after it. */
  fileName: string;
  /** Where the browser cannot write MP4, it is WebM. */
  format: 'mp4' | 'webm';
}

interface TakenFrame {
  picture: PictureInfo;
  /** Seconds since the first frame of the drive. */
  timestamp: number;
  /** When the worker got it, in milliseconds of the clock of `performance.timeOrigin`. */
  captured: number;
  /** Frames that went by since the one that was taken before. */
  dropped: number;
}

export interface DriveRequests {
  /**
   * A drive of the same id is closed before. @throws AnomalensError `drive-unsupported`,
   * `drive-unreadable`, `live-ended`.
   */
  openDrive: { params: { driveId: string; source: DriveSource }; result: DriveInfo };
  /**
   * In the background: a frame is opened beside the pictures that are held, and dropped again.
   * @throws AnomalensError of `loadPicture`, the methods and networks, `cancelled`.
   */
  surveyFrame: { params: FrameSurveyRequest; result: FrameSurvey };
  /** A JPEG. @param longSide in pixels, at most. @throws AnomalensError as `loadPicture`. */
  frameThumbnail: {
    params: { source: FrameSource; longSide: number };
    result: { thumbnail: Blob };
  };
  /**
   * The newest frame of a live drive as a held picture, as `loadPicture`. Waits for a frame that was not
   * taken before. @throws AnomalensError `drive-unknown`, `live-ended`, `cancelled`.
   */
  takeFrame: {
    params: { driveId: string; pictureId: string; name: string };
    result: TakenFrame;
  };
  /**
   * Boxes in pixels of the frame as it is shown, before any reduction. `embeddings [n, 128]`: the mean of
   * what words see in each box, no unit vectors. `names`: best first, empty where none fits.
   * @throws AnomalensError as `loadPicture`, of the words' network and tables, `cancelled`.
   */
  describeFrame: {
    params: { source: FrameSource; boxes: Box[] };
    result: { embeddings: Float32Array<ArrayBuffer>; names: NameGuess[][] };
  };
  /**
   * Frames that cannot be decoded are left out. @throws AnomalensError `frame-unreadable` where all are,
   * `drive-unsupported` of a browser that writes no video, as `loadPicture` and `analyze`, `cancelled`.
   */
  exportClip: { params: ClipRequest; result: { blob: Blob; fileName: string } };
  closeDrive: { params: { driveId: string }; result: null };
}
