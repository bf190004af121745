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
  const matched = folderItems(files);
  folderFiles.items = matched.items;
  const pathOf = ({ path }: FolderFile) => path;
  patchBenchmark({
    folder: {
      name: files[0]?.path.split('/')[0] ?? '',
      pairs: matched.pairs,
      imagesWithoutLabel: matched.imagesWithoutLabel.map(pathOf),
      labelsWithoutImage: matched.labelsWithoutImage.map(pathOf),
      ambiguous: matched.ambiguous.map(
        ({ reason, files: some }) => `${some.map(pathOf).join(', ')} (${AMBIGUITIES[reason]})`,
      ),
      otherFiles: matched.ignored.length + matched.scores.length,
    },
    result: null,
    errors: [],
    failure: null,
    hint: null,
    worstBy: null,
    visited: null,
  });
  await guessLabels(matched.items);
}

/**
 * By the first labels, of which one alone may hold too few classes to show it; the switch stays
 * with the person.
 */
async function guessLabels(items: readonly EvaluationItem[]): Promise<void> {
  const detections: Detection[] = [];
  for (const { label, hint } of items.filter((item) => item.label).slice(0, GUESSED_FROM)) {
    if (!label) continue;
    try {
      const source = { blob: await label.read(), name: label.name, hint, encoding: null };
      detections.push(await currentEngine().request('inspectLabel', { source }));
    } catch {
      // The run names a label that cannot be read.
    }
  }
  const closedSet = settleEncodings(detections).some(({ encoding }) => isClosedSet(encoding));
  const { benchmark } = getState();
  const wanted =
    folderFiles.items === items && benchmark.runState === 'idle' && detections.length > 0;
  if (wanted) patchBenchmark({ options: { ...benchmark.options, closedSet } });
}
