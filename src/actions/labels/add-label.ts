import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { attachLabel } from '#src/session/labels/attach-label';
import type { NewLabel } from '#src/store/files';

/**
 * Gives a picture its ground truth, in place of an earlier one. `encoding` only where it is known
 * beforehand.
 */
export function addLabel(
  pictureId: string,
  label: NewLabel,
  encoding: LabelEncoding | null = null,
): void {
  attachLabel(pictureId, { ...label, encoding, detection: null });
}
