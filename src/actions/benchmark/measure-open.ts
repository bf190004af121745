import { isFromFile } from '#src/core/score-files/method-name';
import { folderFiles } from '#src/session/benchmark/folder';
import { readFolderLabels } from '#src/session/benchmark/folder-labels';
import { openItems } from '#src/session/benchmark/open-items';
import { importsAtRest } from '#src/session/imported-scores';
import { getState, patchBenchmark } from '#src/store/store';

/** Opens the benchmark with the pictures that are open, their labels and the scores that were opened for them. */
export async function measureOpen(): Promise<void> {
  const { benchmark } = getState();
  if (benchmark.runState !== 'idle') return;
  patchBenchmark({ open: true });
  await importsAtRest();
  const items = openItems(getState());
  const labelled = items.filter(({ label }) => label !== null);
  const scored = [
    ...new Set(labelled.flatMap(({ scores = [] }) => scores.map(({ methodId }) => methodId))),
  ];
  Object.assign(folderFiles, { items, names: {}, groups: [], asked: null });
  const { options } = benchmark;
  patchBenchmark({
    folder: {
      name: 'Open pictures',
      pairs: labelled.length,
      imagesWithoutLabel: items.filter(({ label }) => !label).map(({ image }) => image.name),
      labelsWithoutImage: [],
      ambiguous: [],
      scored,
      otherFiles: 0,
    },
    labels: { state: 'reading', done: 0, total: labelled.length },
    options: {
      ...options,
      methodIds: [...options.methodIds.filter((id) => !isFromFile(id)), ...scored],
    },
    result: null,
    errors: [],
    failure: null,
    hint: null,
    worstBy: null,
    visited: null,
  });
  await readFolderLabels();
}
