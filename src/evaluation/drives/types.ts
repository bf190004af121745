/** What drives without labels are asked for and what they give. */
import type { SmoothingKind } from '#src/core/drives/smoothing';
import type { ToldNetwork } from '#src/evaluation/headless/told-network';
import type { ImageError } from '#src/evaluation/types';

export interface DriveWish {
  perSecond: number;
  smoothing: SmoothingKind | null;
}

/** What was written, for the last lines of the command. */
export interface DriveSummary {
  drive: string;
  frames: number;
  tracks: number;
  flicker: number;
  moments: number;
  errors: number;
  notices: readonly string[];
}

export interface DriveProgress {
  drive: string;
  /** Frames; the total grows once, when the peaks are known. */
  done: number;
  total: number;
  frame: string;
  error: ImageError | null;
}

/** What the command says at its end. */
export interface DriveAnalysis {
  drives: DriveSummary[];
  threshold: number;
  /** Files of the folder that are no pictures. */
  leftOut: string[];
  networks: ToldNetwork[];
}
