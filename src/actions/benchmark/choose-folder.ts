/** Takes a folder: what belongs together in it, and what its labels hold. */
import { AMBIGUITIES } from '#src/core/pairing/ambiguity';
import { whichFolder } from '#src/core/pairing/which-folder';
import { isFromFile } from '#src/core/score-files/method-name';
import { type FolderFile, type FolderItems, folderItems } from '#src/evaluation/items/folder-items';
import { withFolderScores } from '#src/evaluation/items/folder-scores';
import type { ScoredItems } from '#src/evaluation/items/score-items';
import type { EvaluationItem } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import { folderFiles } from '#src/session/benchmark/folder';
import { readFolderLabels } from '#src/session/benchmark/folder-labels';
import { namesOfValues } from '#src/session/files/names-of-values';
import { withDrawnLabels } from '#src/session/files/shapes-among';
import { askFolder, asTold } from '#src/session/labels/folder-question';
import { getState, patchBenchmark } from '#src/store/store';

const pathOf = ({ path }: FolderFile) => path;

/** Asks where two folders may hold the labels; without an answer they stay unclear. */
async function toldFolders(files: readonly FolderFile[]): Promise<readonly FolderFile[]> {
  const { ambiguous } = folderItems(files);
  const unclear = ambiguous.flatMap((some) => (some.reason === 'unclear' ? some.files : []));
  const question = whichFolder(unclear, files);
  return question ? asTold(files, question, await askFolder(question)) : files;
}

/** What is not clear of the scores is told, and the others are measured without them. */
function scoredItems({ items, scores }: FolderItems): ScoredItems & { unclear: string[] } {
  try {
    return { ...withFolderScores(items, scores), unclear: [] };
  } catch (error) {
    const leftOut = scores.map(pathOf);
    return { items: [...items], methodIds: [], leftOut, unclear: [serialiseError(error).message] };
  }
}

/** Whether a result that outlived a reload is of this folder: its pictures can be opened again. */
function isOfResult(name: string, items: readonly EvaluationItem[]): boolean {
  const { result, resultFolder, folder } = getState().benchmark;
  const stems = new Set(items.map(({ stem }) => stem));
  const isThere = ({ stem }: { stem: string }) => stems.has(stem);
  return !folder && resultFolder === name && (result?.images.every(isThere) ?? false);
}

let choices = 0;

/** The folder chosen last is taken, however long one before it took to read. */
export async function chooseFolder(files: readonly FolderFile[]): Promise<void> {
  if (files.length === 0 || getState().benchmark.runState !== 'idle') return;
  const choice = ++choices;
  const isLast = () => choice === choices && getState().benchmark.runState === 'idle';
  const name = files[0]?.path.split('/')[0] ?? '';
  const drawn = await withDrawnLabels(files);
  const names = await namesOfValues(files);
  if (!isLast()) return;
  const told = await toldFolders(drawn);
  if (!isLast()) return;
  const sorted = folderItems(told);
  const scored = scoredItems(sorted);
  Object.assign(folderFiles, { items: scored.items, names, groups: [], asked: null });
  const { options } = getState().benchmark;
  patchBenchmark({
    folder: {
      name,
      pairs: sorted.pairs,
      imagesWithoutLabel: sorted.imagesWithoutLabel.map(pathOf),
      labelsWithoutImage: [...new Set(sorted.labelsWithoutImage.map(pathOf))],
      ambiguous: [
        ...sorted.ambiguous.map(
          ({ reason, files: some }) => `${some.map(pathOf).join(', ')} (${AMBIGUITIES[reason]})`,
        ),
        ...scored.unclear,
      ],
      regions: sorted.regions,
      scored: scored.methodIds,
      otherFiles: sorted.ignored.length + scored.leftOut.length,
    },
    // Whoever lays own scores beside the pictures wants them measured.
    options: {
      ...options,
      methodIds: [...options.methodIds.filter((id) => !isFromFile(id)), ...scored.methodIds],
    },
    labels: { state: 'reading', done: 0, total: sorted.pairs },
    ...(isOfResult(name, sorted.items) ? {} : { result: null, errors: [] }),
    failure: null,
    hint: null,
    worstBy: null,
    visited: null,
  });
  await readFolderLabels();
}
