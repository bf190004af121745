import { changeDraft } from '#src/session/open-world/change-draft';
import { dropUnused } from '#src/session/open-world/drop-unused';
import { draftOf } from '#src/store/open-world/open-world';
import { getState } from '#src/store/store';

export function removeShot(shotId: string): void {
  const draft = draftOf(getState());
  changeDraft({ ...draft, shots: draft.shots.filter(({ id }) => id !== shotId) });
  dropUnused(draft.shots);
}
