/** Sources and blobs beside the store: a new worker is fed from here after a crash. */
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { PresetId } from '#src/core/ground-truth/presets';
import type { TurnRequest } from '#src/core/ground-truth/turn-label';
import type { DriveSource } from '#src/protocol/drives';
import type { FrameSource } from '#src/protocol/pictures';
import type { ScoreSource } from '#src/protocol/scores';
import type { PictureSource } from '#src/store/picture-source';

/** Picture id to what was opened. */
export const pictureSources = new Map<string, PictureSource>();
/** Drive id to how the worker gets it, once more for every worker: the stream of a live one is handed over. */
export const driveSources = new Map<string, () => DriveSource>();
/** Picture id to where it lay in what was opened; of those alone that a file brought. */
export const picturePaths = new Map<string, string>();
/** Drive id to the pictures of a sequence, in order. */
export const sequenceFiles = new Map<string, readonly SequenceFile[]>();
/** Picture id to the scores imported for it. */
export const scoreFiles = new Map<string, ScoreSource[]>();

/** A frame of a sequence: a file of its own, or one within an archive. */
export interface SequenceFile {
  name: string;
  /** In its name, which tells its time; null where it has none. */
  number: number | null;
  /** @throws AnomalensError `picture-unreadable` when it is no longer there. */
  open(): Promise<Blob>;
}

export interface StoredLabel {
  blob: Blob;
  name: string;
  /** The data set that its name or folder tells. */
  hint: PresetId | null;
  /** Labels that were opened together are read alike. */
  set: string;
  /** What was opened, by its name; empty for loose files. */
  opened: string;
  /** Within what was opened. */
  folder: string;
  /** What values are called, by a file beside the labels. */
  names: LabelValues['names'];
  /** Null until the set has decided, or a person. */
  reading: LabelReading | null;
  /** Null until the worker has looked into it. */
  values: LabelValues | null;
  /** Turned as its picture was (EXIF). */
  turn: boolean;
  /** Opens the file as a picture, for one that only its name made a label. */
  reopen: (() => void) | null;
}

export type NewLabel = Omit<StoredLabel, 'reading' | 'values' | 'turn'>;

/** Picture id to its ground truth. */
export const labelFiles = new Map<string, StoredLabel>();
/** Ids of frames that are not known at the moment, to their ground truth. */
export const frameLabels = new Map<string, StoredLabel>();
/** Question id to the label whose picture a person is asked for. */
export const questionFiles = new Map<string, NewLabel>();

/** A label in question beside its picture, for looking at what would count. */
export interface PreviewSource {
  name: string;
  turn: TurnRequest;
  picture(): Promise<FrameSource>;
  label(): Promise<Blob>;
}

/** For the question that is open; the ones that show most come first. */
export const previewSources: { current: readonly PreviewSource[] } = { current: [] };

/** For the question which folder holds the labels: what can be drawn of the examples of each. */
export const folderExamples: { current: readonly (readonly (Blob | null)[])[] } = { current: [] };
