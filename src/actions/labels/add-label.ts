import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { readLabel } from '#src/session/labels/labels';
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
  patchPicture(pictureId, {
    label: { serial: ++serial, fileName: label.name, info: null, error: null },
  });
  void readLabel(pictureId);
}
