/**
 * Objects that the worker finds: a region, or what a prompt means. Answers come later, to the
 * picture that was asked about.
 */
import { serialiseError } from '#src/protocol/errors';
import type { AnnotationSource } from '#src/protocol/open-world';
import { ask } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { changeShot } from '#src/session/open-world/change-shot';
import type { ListedPicture } from '#src/store/state';
import { getState, patchOpenWorld } from '#src/store/store';

const NOTHING: Record<AnnotationSource['kind'], string> = {
  region: 'There is no region above the threshold at this place.',
  'listed-region': 'This region is no longer there.',
  prompt: 'No object was found in this box.',
};

let questions = new AbortController();

function count(step: 1 | -1): void {
  patchOpenWorld({ asking: getState().openWorld.asking + step });
}

/** Adds an object to what is annotated on a picture, or takes it away. */
export async function askForObject(
  picture: ListedPicture,
  source: AnnotationSource,
  removes: boolean,
): Promise<void> {
  const { signal } = questions;
  count(1);
  try {
    const { mask } = await ask('annotationMask', { pictureId: picture.id, source }, { signal });
    if (signal.aborted) return;
    if (mask) changeShot(picture, mask, removes);
    else notify({ kind: 'info', text: NOTHING[source.kind] });
  } catch (error) {
    if (!signal.aborted)
      notify({
        kind: 'error',
        text: `The object could not be found: ${serialiseError(error).message}`,
      });
  } finally {
    count(-1);
  }
}

/** Nothing that is still being looked for is added. */
export function stopAsking(): void {
  questions.abort();
  questions = new AbortController();
}
