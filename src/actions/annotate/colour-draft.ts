import { changeDraft } from '#src/session/open-world/change-draft';
import { draftOf } from '#src/store/open-world/open-world';
import { getState } from '#src/store/store';

/** @param colour `#rrggbb` */
export function colourDraft(colour: string): void {
  changeDraft({ ...draftOf(getState()), colour }, 'colour');
}
