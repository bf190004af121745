import { selectPicture } from '#src/actions/pictures/select-picture';
import { stepBack } from '#src/session/changes/restore';

/** Takes back what was changed last, whatever it was. @param steps how many steps, at least 1. */
export function undoChange(steps = 1): void {
  for (let step = 0; step < steps; step++) stepBack(selectPicture);
}
