/**
 * Opens an image of the results in the picture view, with its label and the method that led there.
 */

import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { addLabel } from '#src/actions/labels/add-label';
import { addPictures } from '#src/actions/pictures/add-pictures';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { setPaneLayer } from '#src/actions/view/set-pane-layer';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import type { EvaluationFile, EvaluationItem } from '#src/evaluation/types';
import { methods, modelOf } from '#src/methods/registry';
import { folderFiles } from '#src/session/benchmark/folder';
import { notify } from '#src/session/notices';
import { urlSettings } from '#src/store/address/url-settings';
import { pictureSources } from '#src/store/files';
import { paneAt } from '#src/store/selectors';
import { getState, patchBenchmark, patchView } from '#src/store/store';

/** Picture ids of the images that have been opened, so that each is in the list once. */
const opened = new WeakMap<Blob, string>();

/** @param methodId null for a result of classes. */
export async function showImage(stem: string, methodId: string | null): Promise<void> {
  const item = folderFiles.items.find((item) => item.stem === stem);
  const { result, resultFolder } = getState().benchmark;
  if (!result) return;
  if (!item) {
    const text = `After a reload the pictures are not open: choose the folder ${resultFolder} again.`;
    notify({ kind: 'info', text });
    return;
  }
  const pictureId = await pictureOf(item);
  await labelPicture(pictureId, item);
  const pane = getState().view.activePane;
  if (methodId === null) showClasses(pane, Object.keys(result.models)[0] as string);
  else setPaneMethod(pane, methodId);
  patchView({ panelTab: 'measure' });
  patchBenchmark({ visited: { stem, pictureId } });
  setBenchmarkOpen(false);
  if (result.longSide !== urlSettings.size) {
    const text = `The benchmark ran with a network input of ${result.longSide} px, the pictures have ${urlSettings.size} px: the numbers differ.`;
    notify({ kind: 'info', text });
  }
}

/** The classes of the network that was measured: a pane shows those of its method's network. */
function showClasses(pane: number, modelId: string): void {
  const method = methods.find(({ model }) => model === modelId);
  if (method && modelOf(paneAt(getState(), pane).methodId) !== modelId)
    setPaneMethod(pane, method.id);
  setPaneLayer(pane, 'classes');
}

/** Opens the image, or selects it where it is open already. */
async function pictureOf({ image }: EvaluationItem): Promise<string> {
  const blob = await image.read();
  const known = opened.get(blob);
  if (known && getState().pictures.byId[known]) {
    void selectPicture(known);
    return known;
  }
  const isThere = await openAs(blob);
  if (isThere) {
    opened.set(blob, isThere);
    void selectPicture(isThere);
    return isThere;
  }
  const [id] = addPictures([{ blob, name: fileName(image) }]) as [string];
  opened.set(blob, id);
  return id;
}

/** The picture that was opened of this very file, where the open pictures were measured; null: none. */
async function openAs(blob: Blob): Promise<string | null> {
  for (const id of getState().pictures.order) {
    const source = await pictureSources
      .get(id)
      ?.open()
      .catch(() => null);
    if (source && 'blob' in source && source.blob === blob) return id;
  }
  return null;
}

/** Read as in the run, so that the numbers are the same. */
async function labelPicture(
  pictureId: string,
  { stem, label, hint, folder, turn }: EvaluationItem,
): Promise<void> {
  const { benchmark, pictures } = getState();
  if (!label || pictures.byId[pictureId]?.label) return;
  const reading = benchmark.result?.images.find((image) => image.stem === stem)?.reading ?? null;
  const set = `benchmark ${pictureId}`;
  addLabel(
    pictureId,
    {
      blob: await label.read(),
      name: fileName(label),
      hint,
      set,
      opened: '',
      folder,
      names: folderFiles.names,
      reopen: null,
    },
    reading,
    turn,
  );
}

function fileName({ name }: EvaluationFile): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
