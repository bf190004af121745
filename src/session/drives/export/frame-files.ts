/** Frames of a drive as files, of the size that everything of a picture is measured at. */
import { ZipWriter } from '#src/core/compression/zip-writer';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { PaneView } from '#src/protocol/view';
import { frameSourceOf, nameOfExport, newFrame } from '#src/session/drives/frames';
import { ask, dropPictures } from '#src/session/held-pictures';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { pictureSources } from '#src/store/files';
import { getState, patchPictures } from '#src/store/store';

/** PNGs without anything drawn on them, in an archive; names tell frame and time. */
export async function framesZip(
  drive: OpenDrive,
  indexes: readonly number[],
  pane: PaneView,
  signal: AbortSignal,
): Promise<Blob> {
  const zip = new ZipWriter();
  const plain: PaneView = {
    ...pane,
    layer: 'picture',
    against: null,
    outlines: false,
    learnt: [],
  };
  for (const index of indexes) {
    throwIfCancelled(signal);
    const name = `${nameOfExport(drive, index)}.png`;
    const blob = await besideTheList(drive, index, (pictureId) =>
      ask(
        'exportFile',
        { kind: 'overlay-png', pictureId, fileName: name, pane: plain, minArea: 0 },
        { signal },
      ),
    );
    zip.add(name, new Uint8Array(await blob.blob.arrayBuffer()));
  }
  return zip.finish();
}

/** A frame that is a picture for one piece of work, whatever the playhead does meanwhile. */
async function besideTheList<T>(
  drive: OpenDrive,
  index: number,
  work: (pictureId: string) => Promise<T>,
): Promise<T> {
  const id = `export-${crypto.randomUUID()}`;
  const name = nameOfExport(drive, index);
  pictureSources.set(id, {
    open: () => frameSourceOf(drive, index),
    identity: Promise.resolve(`${drive.identity}#${index}`),
  });
  patchPictures({ byId: { ...getState().pictures.byId, [id]: newFrame(id, name) } });
  try {
    return await work(id);
  } finally {
    const { [id]: gone, ...byId } = getState().pictures.byId;
    if (gone?.thumbnailUrl) URL.revokeObjectURL(gone.thumbnailUrl);
    patchPictures({ byId });
    pictureSources.delete(id);
    dropPictures([id]);
  }
}
