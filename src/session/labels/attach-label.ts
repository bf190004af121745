import { readLabel } from '#src/session/labels/labels';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { frameLabels, labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

let serial = 0;

/** Gives a picture its ground truth, in place of an earlier one; a frame of a drive once it is shown. */
export function attachLabel(pictureId: string, label: StoredLabel): void {
  if (driveIdOf(pictureId) && !getState().pictures.byId[pictureId]) {
    frameLabels.set(pictureId, label);
    return;
  }
  labelFiles.set(pictureId, label);
  patchPicture(pictureId, {
    label: { serial: ++serial, fileName: label.name, info: null, error: null, unexplained: false },
  });
  void readLabel(pictureId);
}
