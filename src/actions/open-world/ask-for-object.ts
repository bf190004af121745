/**
 * Objects that the worker finds: a component, or what a prompt means. Answers come later, to the
 * picture that was asked about.
 */
import { currentEngine } from '#src/actions/engine';
import { notify } from '#src/actions/notify';
import { changeShot } from '#src/actions/open-world/change-shot';
import { serialiseError } from '#src/core/errors';
import type { PictureEntry } from '#src/store/state';
import { getState, patchOpenWorld } from '#src/store/store';
import type { AnnotationSource } from '#src/workers/protocol';

const NOTHING: Record<AnnotationSource['kind'], string> = {
  component: 'There is no region above the threshold at this place.',
  'listed-component': 'This region is no longer there.',
  prompt: 'No object was found in this box.',
};

let questions = new AbortController();

function count(step: 1 | -1): void {
  patchOpenWorld({ asking: getState().openWorld.asking + step });
}

/** Adds an object to what is annotated on a picture, or takes it away. */
export async function askForObject(
  picture: PictureEntry,
  source: AnnotationSource,
  removes: boolean,
): Promise<void> {
  const { signal } = questions;
  count(1);
  try {
    const { mask } = await currentEngine().request(
      'annotationMask',
      { pictureId: picture.id, source },
      { signal },
    );
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
