import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { attachLabel } from '#src/session/labels/attach-label';
import type { NewLabel } from '#src/store/files';

/**
 * Gives a picture its ground truth, in place of an earlier one. `reading` only where it is known
 * beforehand.
 */
export function addLabel(
  pictureId: string,
  label: NewLabel,
  reading: LabelReading | null = null,
  turn = false,
): void {
  attachLabel(pictureId, { ...label, reading, values: null, turn });
}
