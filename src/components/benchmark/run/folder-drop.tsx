import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { useFileDrop } from '#src/components/ui/use-file-drop';
import { readDrop } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

async function openDrop(data: DataTransfer): Promise<void> {
  try {
    await chooseFolder(await readDrop(data));
  } catch {
    notify({
      kind: 'error',
      text: 'What was dropped could not be read. Choose the folder with the button instead.',
    });
  }
}

/** While the benchmark is open, what is dropped is its folder. */
export function FolderDrop() {
  const dragging = useFileDrop(openDrop);
  return dragging ? (
    <div className="drop">Drop the folder with pictures and labels. It stays on this computer.</div>
  ) : null;
}
