import { serialiseError } from '#src/protocol/errors';
import { addLive } from '#src/session/drives/add-live';
import { notify } from '#src/session/notices';

/** Shows what a camera sees, each frame with its mask. */
export async function openCamera(): Promise<void> {
  try {
    await addLive('camera');
  } catch (error) {
    notify({
      kind: 'warning',
      text: `The camera cannot be shown. ${serialiseError(error).message}`,
    });
  }
}
