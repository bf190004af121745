import './drop-target.css';
import { useEffect } from 'react';
import { openPaths } from '#src/actions/pictures/open-paths';
import { pasteFromEvent as pasteFrom } from '#src/actions/pictures/paste-from-event';
import { useFileDrop } from '#src/components/ui/use-file-drop';
import { readDrop } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

async function openDrop(data: DataTransfer): Promise<void> {
  try {
    await openPaths(await readDrop(data));
  } catch {
    notify({
      kind: 'error',
      text: 'What was dropped could not be read. Pick the files with Open instead.',
    });
  }
}

/** Files can be dropped and pasted anywhere on the page. */
export function DropTarget() {
  const dragging = useFileDrop(openDrop);
  useEffect(() => {
    const listening = new AbortController();
    addEventListener('paste', (event: ClipboardEvent) => pasteFrom(event.clipboardData), {
      signal: listening.signal,
    });
    return () => listening.abort();
  }, []);
  if (!dragging) return null;
  return (
    <div className="drop">
      Drop pictures, labels, scores or folders of them. They stay on this computer.
    </div>
  );
}
