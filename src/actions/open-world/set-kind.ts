import type { OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld } from '#src/store/store';

/** How the next class is learnt. */
export function setKind(kind: OpenWorldSlice['kind']): void {
  patchOpenWorld({ kind });
}
