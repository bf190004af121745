import { turnLabels } from '#src/session/labels/labels';
import { labelFiles } from '#src/store/files';

/** Turns a label like its picture (EXIF), or back; with it all that were opened together. */
export function turnLabel(pictureId: string, turn: boolean): void {
  const label = labelFiles.get(pictureId);
  if (label) turnLabels(label.set, turn);
}
