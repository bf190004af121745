/** What a person has changed, step by step, whatever it was. */

/** One part of what a person changes, as it was and as it became. */
export interface PartChange {
  /** As in `session/changes/parts.ts`. */
  part: string;
  before: unknown;
  after: unknown;
}

export interface Change {
  /** For a person: "Threshold of Softmax entropy". */
  title: string;
  parts: readonly PartChange[];
}

export interface ChangesSlice {
  /** Oldest first. */
  past: readonly Change[];
  /** What was undone, the next to redo first. */
  future: readonly Change[];
}

export function initialChanges(): ChangesSlice {
  return { past: [], future: [] };
}
