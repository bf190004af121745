import { openFiles } from '#src/actions/pictures/open-files';
import { notify } from '#src/session/notices';

function named(blob: Blob): File {
  return new File([blob], `pasted.${blob.type.split('/')[1] ?? 'png'}`, { type: blob.type });
}

/** From the button, which has to ask for the clipboard. */
export async function pasteFromClipboard(): Promise<void> {
  try {
    const items = await navigator.clipboard.read();
    const files: File[] = [];
    for (const item of items) {
      const type = item.types.find((candidate) => candidate.startsWith('image/'));
      if (type) files.push(named(await item.getType(type)));
    }
    if (files.length === 0) notify({ kind: 'info', text: 'There is no picture on the clipboard.' });
    await openFiles(files);
  } catch {
    notify({
      kind: 'warning',
      text: 'The browser did not give access to the clipboard. Press Ctrl+V instead.',
    });
  }
}
