import { askReadingOfSet } from '#src/session/labels/labels';
import { labelFiles } from '#src/store/files';

/** Asks again what the values of a label mean; the answer counts for all that were opened with it. */
export function askReadingOf(pictureId: string): void {
  const label = labelFiles.get(pictureId);
  if (label) void askReadingOfSet(label);
}
