import './drop-target.css';
import { useEffect } from 'react';
import { openDrop } from '#src/actions/pictures/open-drop';
import { pasteFromEvent as pasteFrom } from '#src/actions/pictures/paste-from-event';
import { useFileDrop } from '#src/components/ui/use-file-drop';

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
