/**
 * Keeps something that the worker knows in step with the store. Every follower says what is wanted
 * in a state, how one sees that it is there, and how it is asked for; when to ask is decided here.
 */
import { LatestOnly } from '#src/core/scheduling/latest-only';
import { serialiseError } from '#src/protocol/errors';
import { restSinceDrawing } from '#src/session/held/drawings';
import type { State } from '#src/store/state';
import { getState, useStore } from '#src/store/store';

export interface Wanted {
  /** All that the answer depends on, as text. */
  key: string;
}

export interface Following<W extends Wanted> {
  /** What should be there in a state; null: nothing. */
  wanted: (state: State) => W | null;
  /** Whether it is there. */
  known: (wanted: W, state: State) => boolean;
  /**
   * Asks for it and puts the answer where `known` finds it. One question at a time: what is wanted
   * meanwhile waits, and only the latest of it is asked. A failure that a person should see is
   * shown by it; others are reported as errors of the page.
   */
  ask: (wanted: W) => Promise<void> | void;
  /**
   * Milliseconds for which the same has to be wanted, and the view has to be drawn, before it is
   * asked; 0: until the present change is complete. `frame`: at the next animation frame, whatever
   * changes until then.
   * @param before what was wanted last.
   */
  rest: number | 'frame' | ((wanted: W, before: W | null) => number);
}

/**
 * Follows from now on. What has failed, or did not become known, is asked again when something else
 * has been wanted in between, or of another worker. @returns a function that ends it.
 */
export function follow<W extends Wanted>({ wanted, known, ask, rest }: Following<W>): () => void {
  /** Being waited for, asked, or failed. */
  let pending: string | null = null;
  let before: W | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let awaitsFrame = false;
  let hasEnded = false;

  const latest = new LatestOnly<W>(async (offered) => {
    const now = wanted(getState());
    // It may have come, or gone out of date, while another question was in flight.
    if (hasEnded || now?.key !== offered.key || known(now, getState())) return;
    await ask(now);
    look(); // what is known is no longer pending
  }, report);

  const look = (): void => {
    const state = getState();
    if (hasEnded || state.session.engineState === 'failed') return;
    const now = wanted(state);
    const key = now && !known(now, state) ? `${state.session.generation} ${now.key}` : null;
    const last = before;
    before = now ?? before;
    if (key === pending) return;
    pending = key;
    clearTimeout(resting);
    if (!now || key === null) return;
    const quiet = typeof rest === 'function' ? rest(now, last) : rest;
    if (quiet === 'frame') latest.offer(now);
    else if (quiet === 0) queueMicrotask(() => latest.offer(now));
    else offerAtRest(now, quiet, quiet);
  };

  const offerAtRest = (now: W, quiet: number, left: number): void => {
    resting = setTimeout(() => {
      const undrawn = quiet - restSinceDrawing();
      if (undrawn > 0) offerAtRest(now, quiet, undrawn);
      else latest.offer(now);
    }, left);
  };

  const lookAtFrame = (): void => {
    if (awaitsFrame) return;
    awaitsFrame = true;
    requestAnimationFrame(() => {
      awaitsFrame = false;
      look();
    });
  };

  const onChange = rest === 'frame' ? lookAtFrame : look;
  onChange();
  const unsubscribe = useStore.subscribe(onChange);
  return () => {
    hasEnded = true;
    clearTimeout(resting);
    unsubscribe();
  };
}

function report(error: unknown): void {
  if (serialiseError(error).code !== 'cancelled') reportError(error);
}
