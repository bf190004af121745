import { openPaths } from '#src/actions/pictures/open-paths';
import { notify } from '#src/session/notices';
import { filesOfHandles, keptHandles, readable } from '#src/session/visit/handles';
import { patchSession } from '#src/store/store';

/** Reads what was dropped in the last visit again; the browser asks the person for leave. */
export async function reopenVisit(): Promise<void> {
  const allowed = await readable(keptHandles());
  if (allowed.length === 0) {
    notify({
      kind: 'warning',
      text: 'The browser was not allowed to read them. Open the pictures, or their folder, as before.',
    });
    return;
  }
  const files = await filesOfHandles(allowed);
  if (files.length === 0) {
    notify({
      kind: 'warning',
      text: 'They are not where they were. Open the pictures, or their folder, where they are now.',
    });
    return;
  }
  patchSession({ visit: null });
  await openPaths(files);
}
