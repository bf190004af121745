/** Undo and redo of a value that is never changed in place. */

/** Steps that are kept. */
const DEEPEST = 100;

export interface History<T> {
  /** Oldest first. */
  readonly past: readonly T[];
  readonly present: T;
  /** What was undone, the next to redo first. */
  readonly future: readonly T[];
  /** What the last step did; a step that does the same is part of it. Null after undo and redo. */
  readonly step: string | null;
}

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], step: null };
}

/**
 * A new present; what was undone is gone.
 * @param step names what is done again and again in small parts, such as moving something by keys:
 * undone as one.
 */
export function record<T>(history: History<T>, present: T, step: string | null = null): History<T> {
  const continues = step !== null && step === history.step;
  const past = continues ? history.past : [...history.past, history.present].slice(-DEEPEST);
  return { past, present, future: [], step };
}

/** One step back; the history as it is where there is nothing to undo. */
export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (past.length === 0) return history;
  return {
    past: past.slice(0, -1),
    present: past.at(-1) as T,
    future: [present, ...future],
    step: null,
  };
}

/** One step forward; the history as it is where there is nothing to redo. */
export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  if (future.length === 0) return history;
  return { past: [...past, present], present: future[0] as T, future: future.slice(1), step: null };
}
