import { saveAside } from '#src/session/open-world/keep-aside';
import { textsAside } from '#src/store/open-world/learnt-storage';

/** Saves what the page could not use of earlier learning, one file for each text. */
export function saveTextsAside(): void {
  for (const text of textsAside()) saveAside(text);
}
