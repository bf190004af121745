import { isDrawn, shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { getState, useStore } from '#src/store/store';

/** Nothing is drawn on a page that is not seen. */
const LONGEST_MS = 2000;
/** The canvas has it a frame of the screen after the worker has said so. */
const SEEN_MS = 34;

/**
 * Waits until the stage has drawn the shown picture: what is asked before would be done first, and a
 * network holds the drawing up for as long as it runs.
 */
export async function untilDrawn(): Promise<void> {
  await new Promise<void>((resolve) => {
    const isDone = (state: State) => isDrawn(state) || shownPicture(state)?.state === 'failed';
    if (isDone(getState())) return resolve();
    const end = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, LONGEST_MS);
    const stop = useStore.subscribe((state) => {
      if (isDone(state)) end();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, SEEN_MS));
}
