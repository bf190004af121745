/** Sources and blobs beside the store: a new worker is fed from here after a crash. */
import type { EncodingHint, LabelEncoding } from '#src/core/ground-truth/encodings';
import type { Detection } from '#src/core/ground-truth/label-encoding';
import type { PictureSource } from '#src/store/picture-source';

export interface ScoreFile {
  methodId: string;
  blob: Blob;
  name: string;
}

/** Picture id to what was opened. */
export const pictureSources = new Map<string, PictureSource>();
/** Picture id to the scores imported for it. */
export const scoreFiles = new Map<string, ScoreFile[]>();

export interface StoredLabel {
  blob: Blob;
  name: string;
  hint: EncodingHint | null;
  /** Labels that were opened together from one folder share their encoding. */
  set: string;
  /**
   * What a person chose or the other labels of the set say; null: what this label says by itself.
   */
  encoding: LabelEncoding | null;
  /** What its values say; null until the worker has read it. */
  detection: Detection | null;
  /** Opens the file as a picture, for one that only its name made a label. */
  reopen: (() => void) | null;
}

export type NewLabel = Omit<StoredLabel, 'encoding' | 'detection'>;

/** Picture id to its ground truth. */
export const labelFiles = new Map<string, StoredLabel>();
/** Question id to the label whose picture a person is asked for. */
export const questionFiles = new Map<string, NewLabel>();
