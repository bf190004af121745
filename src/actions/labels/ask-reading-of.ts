import { serialiseError } from '#src/protocol/errors';
import { askReadingOfSet } from '#src/session/labels/labels';
import { notify } from '#src/session/notices';
import { labelFiles } from '#src/store/files';

/** Asks again what the values of a label mean; the answer counts for all that were opened with it. */
export function askReadingOf(pictureId: string): void {
  const label = labelFiles.get(pictureId);
  if (label)
    askReadingOfSet(label).catch((error: unknown) =>
      notify({ kind: 'error', text: serialiseError(error).message }),
    );
}
