/** Takes a folder: what belongs together in it, and what its labels hold. */
import { AMBIGUITIES, type FolderFile, folderItems } from '#src/evaluation/folder-items';
import { folderFiles } from '#src/session/benchmark/folder';
import { readFolderLabels } from '#src/session/benchmark/folder-labels';
import { namesOfValues } from '#src/session/files/names-of-values';
import { getState, patchBenchmark } from '#src/store/store';

export async function chooseFolder(files: readonly FolderFile[]): Promise<void> {
  if (files.length === 0 || getState().benchmark.runState !== 'idle') return;
  const sorted = folderItems(files);
  const pathOf = ({ path }: FolderFile) => path;
  Object.assign(folderFiles, { items: sorted.items, names: {}, groups: [], asked: null });
  patchBenchmark({
    folder: {
      name: files[0]?.path.split('/')[0] ?? '',
      pairs: sorted.pairs,
      imagesWithoutLabel: sorted.imagesWithoutLabel.map(pathOf),
      labelsWithoutImage: sorted.labelsWithoutImage.map(pathOf),
      ambiguous: sorted.ambiguous.map(
        ({ reason, files: some }) => `${some.map(pathOf).join(', ')} (${AMBIGUITIES[reason]})`,
      ),
      otherFiles: sorted.ignored.length + sorted.scores.length,
    },
    labels: { state: 'reading', done: 0, total: sorted.pairs },
    result: null,
    errors: [],
    failure: null,
    hint: null,
    worstBy: null,
    visited: null,
  });
  folderFiles.names = await namesOfValues(files);
  await readFolderLabels();
}
