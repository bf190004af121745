/** Takes a folder: what belongs together in it, and what its labels hold. */
import { isClosedSet } from '#src/core/ground-truth/encodings';
import { type Detection, settleEncodings } from '#src/core/ground-truth/label-encoding';
import { AMBIGUITIES, type FolderFile, folderItems } from '#src/evaluation/folder-items';
import type { EvaluationItem } from '#src/evaluation/types';
import { folderFiles } from '#src/session/benchmark/folder';
import { currentEngine } from '#src/session/current-engine';
import { getState, patchBenchmark } from '#src/store/store';

const GUESSED_FROM = 5;

export async function chooseFolder(files: readonly FolderFile[]): Promise<void> {
  if (files.length === 0 || getState().benchmark.runState !== 'idle') return;
  const found = folderItems(files);
  folderFiles.items = found.items;
  const pathOf = ({ path }: FolderFile) => path;
  patchBenchmark({
    folder: {
      name: files[0]?.path.split('/')[0] ?? '',
      pairs: found.pairs,
      imagesWithoutLabel: found.imagesWithoutLabel.map(pathOf),
      labelsWithoutImage: found.labelsWithoutImage.map(pathOf),
      ambiguous: found.ambiguous.map(
        ({ reason, files: some }) => `${some.map(pathOf).join(', ')} (${AMBIGUITIES[reason]})`,
      ),
      otherFiles: found.ignored.length + found.scores.length,
    },
    result: null,
    errors: [],
    failure: null,
    hint: null,
    worstBy: null,
    visited: null,
  });
  await guessLabels(found.items);
}

/**
 * By the first labels, of which one alone may hold too few classes to show it; the switch stays
 * with the person.
 */
async function guessLabels(items: readonly EvaluationItem[]): Promise<void> {
  const found: Detection[] = [];
  for (const { label, hint } of items.filter((item) => item.label).slice(0, GUESSED_FROM)) {
    if (!label) continue;
    try {
      const source = { blob: await label.read(), name: label.name, hint, encoding: null };
      found.push(await currentEngine().request('inspectLabel', { source }));
    } catch {
      // The run names a label that cannot be read.
    }
  }
  const closedSet = settleEncodings(found).some(({ encoding }) => isClosedSet(encoding));
  const { benchmark } = getState();
  const wanted = folderFiles.items === items && benchmark.runState === 'idle' && found.length > 0;
  if (wanted) patchBenchmark({ options: { ...benchmark.options, closedSet } });
}
