/** Which of the open pictures a person says are ordinary. */
import { exportedPictures } from '#src/store/set/marked';
import type { State } from '#src/store/state';

/** More of them take long, and move the numbers little. */
const MOST_PICTURES = 50;

/** The marked pictures that the contact sheet shows, else all; of many those that are evenly spread. */
export function fitPictures(state: State): string[] {
  const ids = exportedPictures(state);
  const count = Math.min(ids.length, MOST_PICTURES);
  return Array.from(
    { length: count },
    (_, i) => ids[Math.floor((i * ids.length) / count)] as string,
  );
}
