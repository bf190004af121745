/** What naming a set is asked and what it gives. */
import type { ErrorCode } from '#src/core/errors';
import type { EvaluationFile } from '#src/evaluation/types';
import type { NamedPart } from '#src/protocol/words';

export interface NamingItem extends EvaluationFile {
  /** Its mask; null where whole pictures are named; a text says why it has none. */
  mask: EvaluationFile | null | string;
}

export interface NamingProgress {
  done: number;
  total: number;
  picture: string;
  /** Its regions, or the picture as a whole; empty where it failed. */
  parts: NamedPart[];
  error: { code: ErrorCode; message: string } | null;
}

export interface NamingResult {
  pictures: number;
  errors: number;
  /** Names that mean nothing here. */
  unusable: string[];
  /** Files that are no pictures. */
  leftOut: string[];
}
