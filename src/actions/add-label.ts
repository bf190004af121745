import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { sendLabel } from '#src/session/labels';
import { setLabelled } from '#src/session/residents';
import { labelFiles, type NewLabel } from '#src/store/files';
import { patchPicture } from '#src/store/store';

let serial = 0;

/**
 * Gives a picture its ground truth, in place of an earlier one. `encoding` only where it is known
 * beforehand.
 */
export function addLabel(
  pictureId: string,
  label: NewLabel,
  encoding: LabelEncoding | null = null,
): void {
  labelFiles.set(pictureId, { ...label, encoding, detection: null });
  setLabelled(pictureId, false);
  patchPicture(pictureId, {
    label: { serial: ++serial, fileName: label.name, info: null, error: null },
  });
  void sendLabel(pictureId);
}
