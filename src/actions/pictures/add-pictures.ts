import { selectPicture } from '#src/actions/pictures/select-picture';
import { runLoadQueue } from '#src/session/load-queue';
import { picturePaths, pictureSources } from '#src/store/files';
import { fileSource } from '#src/store/picture-source';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPictures } from '#src/store/store';

export interface NewPicture {
  blob: Blob;
  name: string;
  /** From the folder on that was opened; only for files that lay in one. */
  path?: string;
  sampleId?: string;
}

function toEntry({ name, sampleId }: NewPicture): ListedPicture {
  return {
    id: crypto.randomUUID(),
    name,
    revision: 0,
    identity: null,
    sampleId: sampleId ?? null,
    state: 'queued',
    thumbnailUrl: null,
    info: null,
    error: null,
    label: null,
  };
}

/** Adds pictures to the list, selects the first new one and decodes the others behind it. */
export function addPictures(pictures: readonly NewPicture[]): string[] {
  const entries = pictures.map(toEntry);
  if (entries.length === 0) return [];
  for (const [index, { blob, name, path }] of pictures.entries()) {
    const { id } = entries[index] as ListedPicture;
    pictureSources.set(id, fileSource(blob, name));
    if (path !== undefined) picturePaths.set(id, path);
  }
  const { order, byId } = getState().pictures;
  patchPictures({
    order: [...order, ...entries.map(({ id }) => id)],
    byId: { ...byId, ...Object.fromEntries(entries.map((entry) => [entry.id, entry])) },
  });
  void selectPicture((entries[0] as ListedPicture).id).then(runLoadQueue);
  return entries.map(({ id }) => id);
}
