import { selectPicture } from '#src/actions/pictures/select-picture';
import { stepForward } from '#src/session/changes/restore';

/** Does again what was undone last. @param steps how many steps, at least 1. */
export function redoChange(steps = 1): void {
  for (let step = 0; step < steps; step++) stepForward(selectPicture);
}
