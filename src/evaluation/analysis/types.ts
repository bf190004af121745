/** What an analysis of a set without labels is asked and what it gives. */
import type { ErrorCode } from '#src/core/errors';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { MetaClassifier } from '#src/core/meta/removal';
import type { Region, Size } from '#src/core/types';
import type { ToldNetwork } from '#src/evaluation/headless/told-network';
import type { EvaluationFile, FileStore } from '#src/evaluation/types';
import type { NamedRow, RegionsFile } from '#src/protocol/exports';
import type { MethodSettings } from '#src/protocol/scores';

/** How every picture of the set is analysed. */
export interface AnalysisPlan {
  settings: MethodSettings;
  /** Raw; regions are what lies at and above it. */
  threshold: number;
  isDefaultThreshold: boolean;
  /** How many pictures have a region at it, where it was chosen by that; null where it was not. */
  flagAtMost: FlaggedShare | null;
  /** Smaller regions are left out, in per cent of the picture. */
  minAreaPercent: number;
  /** Judges the regions; null where the method ships none. */
  classifier: MetaClassifier | null;
  /** Regions of a larger P(false positive), 0..1, are left out; null leaves out none. */
  removeAbove: number | null;
  /** The network that regions are named by; null where they are not. */
  naming: AnalysisNetwork | null;
  /** What is made unrecognisable in the report's pictures; empty for nothing. */
  cover: readonly CoverKind[];
  /** The network that tells where that is; null for nothing. */
  coverNetwork: AnalysisNetwork | null;
  longSide: number;
  /** The networks behind the method. */
  networks: AnalysisNetwork[];
  inference: string;
  compute: string;
  versions: { anomalens: string; onnxruntime: string };
}

/** A picture of the set. */
export interface AnalysisFile extends EvaluationFile {
  /** What does not count of it; absent or null: all of it counts. */
  leftOut?: LeftOut | null;
  /** What a person has tagged it with. */
  tags?: readonly string[];
}

/** Before a classifier removes regions, which can only make fewer of them. */
interface FlaggedShare {
  /** The most that was wanted, 0..1. */
  share: number;
  /** Pictures with a region of the smallest size, of those that could be read. */
  flagged: number;
  pictures: number;
}

export type CoverKind = 'persons' | 'vehicles';

export interface AnalysisNetwork {
  id: string;
  title: string;
  sha256: string;
  /** SHA-256 of the tables that words are read with, by file; absent where it takes none. */
  tables?: Readonly<Record<string, string>>;
}

/** A region of the mask, as the page exports it and with what a set is compared by. */
export interface JudgedRegion extends Region, Partial<NamedRow> {
  areaPercent: number;
  /** P(false positive) by the meta classifier, 0..1; null without one. */
  falsePositive: number | null;
}

/** One picture with its regions, all on the picture grid. */
export interface AnalysedPicture extends Pick<RegionsFile, 'range' | 'shareAbove' | 'pixelsAbove'> {
  picture: Size & { name: string; original: Size };
  /** Smaller regions are left out, in pixels. */
  minArea: number;
  /** In id order. */
  regions: JudgedRegion[];
}

/** A picture that the worker holds, analysed. */
export interface OpenPicture {
  analysed: AnalysedPicture;
  /** PNG of the picture grid: 255 in the regions, 0 elsewhere. */
  mask: Blob;
  /** What is odd about it, in sentences. */
  notices: string[];
}

/** What `summary.json` and the report say of a picture. */
export interface PictureSummary {
  /** Its path within the set. */
  picture: string;
  /** Path of its mask; null for a picture that failed. */
  mask: string | null;
  /** Why there is nothing of it; null for an analysed picture, whose other fields are set. */
  error: { code: ErrorCode; message: string } | null;
  result: PictureResult | null;
  /** Absent without any. */
  tags?: readonly string[];
}

export interface PictureResult extends Size {
  regions: number;
  /** Share of the picture that the regions cover together. */
  areaPercent: number;
  /** The region of the largest area; null where there is none. */
  largest: { area: number; areaPercent: number } | null;
  /** The highest raw score in the regions; null where there is none. */
  maxScore: number | null;
  /** Mean over the regions of 1 - P(false positive), 0..1; null without classifier or regions. */
  meanConfidence: number | null;
  /** From the file to the results. */
  milliseconds: number;
  /** What is odd about the picture, in sentences. */
  notices: string[];
}

/** Where results go as they come. */
export interface AnalysisFiles extends Pick<FileStore, 'write' | 'remove'> {
  /** Puts text behind what the file holds; a file that is not there begins with it. */
  append(name: string, text: string): Promise<void>;
}

export interface AnalysisProgress {
  done: number;
  total: number;
  /** What became of the picture that is done. */
  summary: PictureSummary;
}

/** Before the first picture is analysed, where the threshold has to be found. */
export interface LookProgress {
  done: number;
  total: number;
  /** The picture that has been looked at. */
  looked: string;
}

export interface AnalysisControl {
  onProgress?: (progress: AnalysisProgress) => void;
  /** Takes more of a picture while the worker holds it; what it throws fails the picture. */
  take?: (open: OpenPicture) => Promise<void>;
  /** Aborting ends the run with `cancelled`. */
  signal?: AbortSignal;
}

/** What the command says at its end. */
export interface AnalysisResult {
  pictures: number;
  withRegions: number;
  errors: number;
  /** The threshold that was looked for; null where it was given. */
  chosen: (FlaggedShare & { threshold: number }) | null;
  /** Files of the folder that are no pictures. */
  leftOut: string[];
  /** A person's own that were given. */
  networks: ToldNetwork[];
}
