/** What is known of all opened pictures by the method shown, and how the list orders them. */
import type { SerialisedError } from '#src/protocol/errors';
import type { Survey } from '#src/protocol/survey';

/** What became of one look at a picture: a survey, or why there is none. */
export interface SetEntry {
  /** All that the answer depends on but the threshold, as text. */
  key: string;
  survey: Survey | null;
  error: SerialisedError | null;
}

/**
 * `unknown`: the largest share above the threshold first; `unsure`: the highest mean score; `likeness`:
 * by what regions look like, in the order of the alphabet.
 */
export type SetSort = 'opened' | 'unknown' | 'largest' | 'unsure' | 'likeness';

export interface SetSlice {
  /** By picture, the latest first: of the present method and of the one before. */
  byPicture: Record<string, readonly SetEntry[]>;
  /** By a person; what is under way is finished. */
  paused: boolean;
  /** Running mean of what one picture takes; null before the first. */
  millisecondsPerPicture: number | null;
  sort: SetSort;
  /** Pictures are listed whose path, tag or region is named by this text. */
  filter: string;
  /** Names of the dictionary that answer to a text of the filter, as synonyms or kinds of it. */
  meant: { text: string; names: ReadonlySet<string> } | null;
  /** Whether the list lies over the stage as a contact sheet. */
  sheet: boolean;
  /** Pictures chosen for what is done with several at once; some may have been removed. */
  marked: readonly string[];
  /** By picture, what a person has tagged it with: "night", "rain". */
  tags: Readonly<Record<string, readonly string[]>>;
  /** As in the view, once the slider has rested. */
  thresholds: Record<string, number>;
}

export function initialSet(): SetSlice {
  return {
    byPicture: {},
    paused: false,
    millisecondsPerPicture: null,
    sort: 'opened',
    filter: '',
    meant: null,
    sheet: false,
    marked: [],
    tags: {},
    thresholds: {},
  };
}
