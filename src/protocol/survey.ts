/** What the list of pictures is told of one that need not be shown. */
import type { LeftOut } from '#src/core/ground-truth/left-out';
import type { SmallMap } from '#src/core/set/small-map';
import type { NameGuess } from '#src/core/words/naming';
import type { SerialisedError } from '#src/protocol/errors';
import type { FrameSource } from '#src/protocol/pictures';
import type { MethodSettings } from '#src/protocol/scores';

export interface SurveyRequest {
  pictureId: string;
  /**
   * Opened for this alone where the worker lacks the picture; null for a score from a file, which
   * lies with the picture that it was sent for.
   */
  source: FrameSource | null;
  settings: MethodSettings;
  threshold: number;
  /** What does not count of the picture; null: all of it counts. */
  leftOut: LeftOut | null;
  /** A region of this share of what counts flags the picture, 0..1. */
  flagShare: number;
  /** Whether objects are told what they look like; absent: they are not. */
  named?: boolean;
}

/** Shares are of the pixels that count, 0..1. */
export interface Survey {
  pictureId: string;
  threshold: number;
  /** The pixels with `score >= threshold`. */
  shareAbove: number;
  /** Regions of at least `LEAST_OBJECT`, the largest first. */
  objects: number[];
  meanScore: number;
  /**
   * The highest raw threshold at which a region flags the picture, which every lower one does too; null
   * where no threshold does.
   */
  flagScore: number | null;
  /** For other thresholds. */
  map: SmallMap;
  /** Where it was asked for. */
  naming?: SurveyNaming;
}

/** What the objects look like at the threshold of the survey; one of both is null. */
export interface SurveyNaming {
  /** By object, the largest 50 first; best name first, empty where none fits. */
  names: NameGuess[][] | null;
  /** Why there are none: the numbers are there all the same. */
  error: SerialisedError | null;
}
