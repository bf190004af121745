import { picturePaths } from '#src/store/files';
import { getState } from '#src/store/store';

/** An open picture where it lay in what was opened: its name alone for a loose file. */
export function pictureAt(id: string): { id: string; path: string } {
  return { id, path: picturePaths.get(id) ?? getState().pictures.byId[id]?.name ?? '' };
}
