import { selectPicture } from '#src/actions/pictures/select-picture';
import { bringBack, takeAway } from '#src/session/changes/take-pictures';
import { notify } from '#src/session/notices';
import { driveOfPicture } from '#src/store/drives/shown-drive';
import { getState } from '#src/store/store';

/** Removes pictures; what was removed can be taken back, by its notice or as a step. */
export function removePictures(ids: readonly string[]): void {
  const before = getState().pictures;
  const entries = ids.flatMap((id) => before.byId[id] ?? []);
  const [first] = entries;
  if (!first) return;
  const name = driveOfPicture(getState(), first.id)?.name ?? first.name;
  takeAway(ids, selectPicture);
  notify({
    kind: 'info',
    text: entries.length === 1 ? `Removed ${name}.` : `Removed ${entries.length} pictures.`,
    action: { label: 'Undo', run: () => void bringBack(entries, before.order, selectPicture) },
  });
}
