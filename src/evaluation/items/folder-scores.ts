/** Scores of somebody else's methods that lie in the chosen folder beside its pictures and labels. */
import type { FolderFile } from '#src/evaluation/items/folder-items';
import { commonFolder } from '#src/evaluation/items/folder-items';
import { type ScoredItems, withScores } from '#src/evaluation/items/score-items';
import type { EvaluationItem } from '#src/evaluation/types';

/**
 * The items with their scores: a folder is a method, as with `--scores` of the command. Nothing changes without scores.
 * @param scores files that may be some, with paths from the chosen folder on.
 * @throws AnomalensError `option-invalid` as `withScores`.
 */
export function withFolderScores(
  items: readonly EvaluationItem[],
  scores: readonly FolderFile[],
): ScoredItems {
  if (scores.length === 0) return withScores(items, [], unread);
  const above = commonFolder(scores.map(({ path }) => path));
  const byName = new Map(scores.map(({ path, file }) => [path.slice(above.length), file]));
  const folder = {
    name: above.split('/').at(-2) ?? '',
    method: null,
    files: [...byName.keys()],
    among: { images: {}, labels: {}, roi: {} },
    turn: false,
  };
  return withScores(items, [folder], async (_folder, name) => byName.get(name) ?? unread());
}

const unread = (): Promise<Blob> => Promise.reject(new Error('No such score was given.'));
