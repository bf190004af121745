/** The drives that are open: files, folders and live sources that give frames in order. */
import type { Size } from '#src/core/types';
import type { DriveNotice } from '#src/protocol/drives';

export interface DriveFacts {
  /** "MP4, H.264, 1280 × 720"; "30 pictures". */
  format: string;
  /** `[frames]` seconds, ascending; of a live drive those that were shown. */
  timestamps: Float64Array;
  /** Indexes of the frames that need no other to be decoded. */
  keyFrames: Uint32Array;
  notices: readonly DriveNotice[];
  /** As a frame is shown; null for a sequence, whose pictures say it themselves. */
  size: Size | null;
}

/** How fast frames are shown while a drive plays. */
interface ShownRate {
  /** Frames a second. */
  rate: number;
  /** Milliseconds from the capture of a live frame until it is shown with its mask; null for files. */
  delay: number | null;
  /** Live frames that nobody saw because the analysis was busy. */
  dropped: number;
}

export interface OpenDrive {
  id: string;
  /** That of its file, its folder or its device. */
  name: string;
  kind: 'video' | 'sequence' | 'live';
  /** What its numbers are found again by, also after a reload; null until it has been read. */
  identity: string | null;
  /** Null until it is open. */
  facts: DriveFacts | null;
  /** Index of the frame that a person has chosen. */
  playhead: number;
  /** How many times its own speed it plays at, negative: backwards; 0: it stands. */
  speed: number;
  loop: boolean;
  /** Frames of each second that are analysed and played. */
  perSecond: number;
  /** How many pictures of a sequence make a second; videos say it themselves. */
  pictureRate: number;
  /** `off` after a person has ended the analysis: the numbers that there are stay. */
  run: 'on' | 'paused' | 'off';
  /** Grows whenever a frame has new numbers: they lie beside the store, in `driveRecords`. */
  revision: number;
  /** Frames that could not be analysed, by index, with the reason. */
  failed: Readonly<Record<number, string>>;
  /** Running mean of what the analysis of one frame takes; null before the first. */
  millisecondsPerFrame: number | null;
  /** Null while nothing has been played. */
  shown: ShownRate | null;
  /** A live source that gives no frames any more. */
  hasEnded: boolean;
  /** The seconds that the timeline shows; null: all of them. */
  window: { from: number; to: number } | null;
  /** Id of the track whose moment a person has chosen. */
  selectedTrack: number | null;
}

/** What the timeline draws of a method. */
export type TimelineMeasure = 'peak' | 'area' | 'tracks';

export interface DrivesSlice {
  byId: Readonly<Record<string, OpenDrive>>;
  measure: TimelineMeasure;
  smoothing: 'off' | 'median3' | 'along-track';
  /** Grows whenever `driveSummaries` has another. */
  summarised: number;
}

export function initialDrives(): DrivesSlice {
  return {
    byId: {},
    measure: 'peak',
    smoothing: 'off',
    summarised: 0,
  };
}

export function newDrive(id: string, name: string, kind: OpenDrive['kind']): OpenDrive {
  return {
    id,
    name,
    kind,
    identity: null,
    facts: null,
    playhead: 0,
    speed: 0,
    loop: false,
    perSecond: 2,
    pictureRate: 10,
    run: 'on',
    revision: 0,
    failed: {},
    millisecondsPerFrame: null,
    shown: null,
    hasEnded: false,
    window: null,
    selectedTrack: null,
  };
}
