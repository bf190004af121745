import { addPictures } from '#src/actions/add-pictures';
import { folderFiles } from '#src/actions/benchmark/folder';
import { setBenchmarkOpen } from '#src/actions/benchmark/open-benchmark';
import { selectPicture } from '#src/actions/select-picture';
import { getState } from '#src/store/store';

/** Picture ids of the images that have been opened, so that each is in the list once. */
const opened = new WeakMap<Blob, string>();

/** Opens an image of the folder in the picture view. */
export async function showImage(stem: string): Promise<void> {
  const item = folderFiles.items.find((one) => one.stem === stem);
  if (!item) return;
  setBenchmarkOpen(false);
  const blob = await item.image.read();
  const known = opened.get(blob);
  if (known && getState().pictures.byId[known]) return selectPicture(known);
  const name = item.image.name.slice(item.image.name.lastIndexOf('/') + 1);
  const [id] = addPictures([{ blob, name }]);
  opened.set(blob, id);
}
