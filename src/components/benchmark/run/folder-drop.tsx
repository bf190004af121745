import { dropFolder } from '#src/actions/benchmark/drop-folder';
import { useFileDrop } from '#src/components/ui/use-file-drop';

/** While the benchmark is open, what is dropped is its folder. */
export function FolderDrop() {
  const dragging = useFileDrop(dropFolder);
  return dragging ? (
    <div className="drop">Drop the folder with pictures and labels. It stays on this computer.</div>
  ) : null;
}
