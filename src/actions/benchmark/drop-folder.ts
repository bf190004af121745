import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { readDrop } from '#src/session/files/read-files';
import { notify } from '#src/session/notices';

/** A folder that was let go over the benchmark. */
export async function dropFolder(data: DataTransfer): Promise<void> {
  try {
    await chooseFolder(await readDrop(data));
  } catch {
    notify({
      kind: 'error',
      text: 'What was dropped could not be read. Choose the folder with the button instead.',
    });
  }
}
