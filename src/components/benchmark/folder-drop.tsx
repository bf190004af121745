import { useEffect, useState } from 'react';
import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { readDroppedFolder } from '#src/actions/benchmark/read-folder';
import { notify } from '#src/actions/notify';

async function openDrop(data: DataTransfer): Promise<void> {
  try {
    await chooseFolder(await readDroppedFolder(data));
  } catch {
    notify({ kind: 'error', text: 'What was dropped could not be read. Choose the folder with the button instead.' });
  }
}

/** While the benchmark is open, what is dropped is its folder. */
export function FolderDrop() {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
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
    return () => listening.abort();
  }, []);
  return dragging ? <div className="drop">Drop the folder with pictures and labels. It stays on this computer.</div> : null;
}
