import { changeDraft } from '#src/session/open-world/change-draft';
import { draftOf } from '#src/store/open-world/open-world';
import { getState } from '#src/store/store';

export function nameDraft(name: string): void {
  changeDraft({ ...draftOf(getState()), name }, 'name');
}
