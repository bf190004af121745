/** What a person changes of the class that is being annotated. */
import { changeDraft } from '#src/session/open-world/change-draft';
import { dropUnused } from '#src/session/open-world/drop-unused';
import { draftOf } from '#src/store/open-world/open-world';
import { BRUSH, type OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

export function nameDraft(name: string): void {
  changeDraft({ ...draftOf(getState()), name }, 'name');
}

/** @param colour `#rrggbb` */
export function colourDraft(colour: string): void {
  changeDraft({ ...draftOf(getState()), colour }, 'colour');
}

export function removeShot(shotId: string): void {
  const draft = draftOf(getState());
  changeDraft({ ...draft, shots: draft.shots.filter(({ id }) => id !== shotId) });
  dropUnused(draft.shots);
}

/** @param pixels diameter in picture pixels. */
export function setBrush(pixels: number): void {
  patchOpenWorld({ brush: Math.min(Math.max(Math.round(pixels), BRUSH.min), BRUSH.max) });
}

/** How the next class is learnt. */
export function setKind(kind: OpenWorldSlice['kind']): void {
  patchOpenWorld({ kind });
}

/** What a head would be taught, on the picture. */
export function showTrainingLabels(wanted: boolean): void {
  if (getState().openWorld.wantsTrainingLabels !== wanted)
    patchOpenWorld({ wantsTrainingLabels: wanted });
}
