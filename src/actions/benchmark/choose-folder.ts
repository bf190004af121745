/** Takes a folder: what belongs together in it, and what its labels hold. */
import { folderFiles } from '#src/actions/benchmark/folder';
import { currentEngine } from '#src/actions/engine';
import { isClosedSet } from '#src/core/ground-truth/encodings';
import { AMBIGUITIES, type FolderFile, folderItems } from '#src/evaluation/folder-items';
import type { EvaluationItem } from '#src/evaluation/types';
import { getState, patchBenchmark } from '#src/store/store';

export async function chooseFolder(files: readonly FolderFile[]): Promise<void> {
  if (files.length === 0 || getState().benchmark.runState !== 'idle') return;
  const found = folderItems(files);
  folderFiles.items = found.items;
  const pathOf = ({ path }: FolderFile) => path;
  patchBenchmark({
    folder: {
      name: files[0].path.split('/')[0],
      pairs: found.pairs,
      imagesWithoutLabel: found.imagesWithoutLabel.map(pathOf),
      labelsWithoutImage: found.labelsWithoutImage.map(pathOf),
      ambiguous: found.ambiguous.map(({ reason, files: some }) => `${some.map(pathOf).join(', ')} (${AMBIGUITIES[reason]})`),
      otherFiles: found.ignored.length + found.scores.length,
    },
    result: null,
    errors: [],
    failure: null,
    hint: null,
    worstBy: null,
  });
  await guessLabels(found.items);
}

/** By the first label that can be read; the switch stays with the person. */
async function guessLabels(items: readonly EvaluationItem[]): Promise<void> {
  const labelled = items.find(({ label }) => label);
  if (!labelled?.label) return;
  const { label, hint } = labelled;
  try {
    const source = { blob: await label.read(), name: label.name, hint, encoding: null };
    const closedSet = isClosedSet((await currentEngine().request('inspectLabel', { source })).encoding);
    const { benchmark } = getState();
    if (folderFiles.items === items && benchmark.runState === 'idle') patchBenchmark({ options: { ...benchmark.options, closedSet } });
  } catch {
    // The run names a label that cannot be read.
  }
}
