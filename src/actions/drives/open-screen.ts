import { serialiseError } from '#src/protocol/errors';
import { addLive } from '#src/session/drives/add-live';
import { notify } from '#src/session/notices';

/** Shows what a screen, a window or a tab shows, each frame with its mask. */
export async function openScreen(): Promise<void> {
  try {
    await addLive('screen');
  } catch (error) {
    notify({
      kind: 'warning',
      text: `The screen cannot be shown. ${serialiseError(error).message}`,
    });
  }
}
