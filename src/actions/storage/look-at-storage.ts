import { type KeptHere, keptHere } from '#src/session/storage/kept-here';

/** What the page keeps in this browser, and how much. */
export function lookAtStorage(): Promise<KeptHere> {
  return keptHere();
}
