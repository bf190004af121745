/** What a person has tagged pictures with. */
import { picturePaths } from '#src/store/files';
import { remembered } from '#src/store/set/remembered';
import type { State } from '#src/store/state';

const NONE: readonly string[] = [];

export const tagsOf = ({ set }: State, pictureId: string): readonly string[] =>
  set.tags[pictureId] ?? NONE;

/** Folder of a picture within what was opened; empty for a loose file. */
export function folderOf(pictureId: string): string {
  const path = picturePaths.get(pictureId) ?? '';
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Tags and folders of the opened pictures, which the list can be filtered by; in the order of the alphabet. */
export const filterChoices: (state: State) => readonly string[] = remembered((state) => {
  const { order } = state.pictures;
  const words = order.flatMap((id) => [...tagsOf(state, id), folderOf(id)]);
  return [...new Set(words)].filter((word) => word !== '').toSorted();
});
