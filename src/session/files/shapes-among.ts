/** Files of shapes among what was opened. */
import { isShapeFile, readDrawnLabels } from '#src/evaluation/items/drawn-labels';
import type { FileAtPath } from '#src/session/files/read-files';
import { reportUnreadShapes } from '#src/session/files/report-leftovers';

/**
 * What was opened with a label for each picture in the place of the files of shapes; says which of
 * those could not be read.
 */
export async function withDrawnLabels(files: readonly FileAtPath[]): Promise<FileAtPath[]> {
  const shapes = files.filter(({ path }) => isShapeFile(path));
  if (shapes.length === 0) return [...files];
  const read = await readDrawnLabels(
    shapes.map(({ path, file }) => ({ path, read: async () => file })),
  );
  reportUnreadShapes(read);
  const drawn = read.labels.map(({ path, draws, blob }) => ({
    file: new File([blob], path.replace(/^.*\//, '')),
    path,
    draws,
  }));
  return [...files.filter(({ path }) => !isShapeFile(path)), ...drawn];
}
