import { dropLabel } from '#src/session/held-pictures';
import { attachLabel } from '#src/session/labels/attach-label';
import { notify } from '#src/session/notices';
import { labelFiles } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

export function removeLabel(pictureId: string): void {
  const entry = getState().pictures.byId[pictureId];
  const label = labelFiles.get(pictureId);
  if (!entry?.label) return;
  labelFiles.delete(pictureId);
  dropLabel(pictureId);
  patchPicture(pictureId, { label: null });
  const action = label ? { label: 'Undo', run: () => attachLabel(pictureId, label) } : null;
  notify({ kind: 'info', text: `Removed the label ${entry.label.fileName}.`, action });
}
