import { patchSet } from '#src/store/store';

/** Pauses the looking at the set, or goes on with it; what is under way is finished. */
export function setPaused(paused: boolean): void {
  patchSet({ paused });
}
