/** What drives without labels are asked for and what they give. */
import type { TemporalMeasures } from '#src/core/drives/measures/temporal-measures';
import type { SmoothingKind } from '#src/core/drives/smoothing';
import type { ErrorCode } from '#src/core/errors';
import type { ToldNetwork } from '#src/evaluation/headless/told-network';

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
  error: { file: string; code: ErrorCode; message: string } | null;
}

/** Measures over time of labelled drives, each method at its own threshold. */
export interface DriveResults {
  perSecond: number;
  /** By method id. */
  methods: Record<string, { threshold: number; isDefault: boolean; temporal: TemporalMeasures }>;
  sequences: {
    name: string;
    /** Frames that were looked at, and those of them that are labelled. */
    frames: number;
    labelled: number;
    /** By method id. */
    temporal: Record<string, TemporalMeasures>;
  }[];
}

/** What the command says at its end. */
export interface DriveAnalysis {
  drives: DriveSummary[];
  threshold: number;
  /** Files of the folder that are no pictures. */
  leftOut: string[];
  networks: ToldNetwork[];
}
