import { dropShots } from '#src/session/held-pictures';
import { shotOfId } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { getState } from '#src/store/store';

/** Lets the worker forget those of these shots that no class and no draft needs any more. */
export function dropUnused(shots: readonly Shot[]): void {
  const state = getState();
  dropShots(shots.map(({ id }) => id).filter((id) => shotOfId(state, id) === null));
}
