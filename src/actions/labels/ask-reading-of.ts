import { serialiseError } from '#src/protocol/errors';
import { askReadingOfGroup } from '#src/session/labels/labels';
import { notify } from '#src/session/notices';

/**
 * Asks again what the values of a label mean; the answer counts for all that were decided with it.
 */
export function askReadingOf(pictureId: string): void {
  askReadingOfGroup(pictureId).catch((error: unknown) =>
    notify({ kind: 'error', text: serialiseError(error).message }),
  );
}
