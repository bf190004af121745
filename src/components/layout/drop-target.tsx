import './drop-target.css';
import { useEffect, useState } from 'react';
import { notify } from '#src/actions/notify';
import { openPaths } from '#src/actions/open-files';
import { pasteFrom } from '#src/actions/paste';
import { readDrop } from '#src/actions/read-drop';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

async function openDrop(data: DataTransfer): Promise<void> {
  try {
    await openPaths(await readDrop(data));
  } catch {
    notify({ kind: 'error', text: 'What was dropped could not be read. Pick the files with Open instead.' });
  }
}

/** Files can be dropped and pasted anywhere on the page. */
export function DropTarget() {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      if (!event.dataTransfer || !hasFiles(event)) return;
      event.preventDefault();
      void openDrop(event.dataTransfer);
    };
    addEventListener('dragover', onDragOver, { signal });
    addEventListener('dragleave', onDragLeave, { signal });
    addEventListener('drop', onDrop, { signal });
    addEventListener('paste', (event: ClipboardEvent) => pasteFrom(event.clipboardData), { signal });
    return () => listening.abort();
  }, []);
  if (!dragging) return null;
  return <div className="drop">Drop pictures, labels, scores or folders of them. They stay on this computer.</div>;
}
