import { addLabel } from '#src/actions/labels/add-label';
import { addPictures } from '#src/actions/pictures/add-pictures';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { notify } from '#src/session/notices';
import { download } from '#src/session/samples';
import { labelFiles, pictureSources } from '#src/store/files';
import type { Sample } from '#src/store/samples';
import { getState } from '#src/store/store';

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/**
 * The sample's ground truth, unless the user has brought another. The worker gets it after the
 * analysis.
 */
async function addMask(pictureId: string, { mask, title }: Sample): Promise<void> {
  try {
    const blob = await (await download(mask)).blob();
    // A picture that was removed can still be taken back, and its label with it.
    if (!pictureSources.has(pictureId) || labelFiles.has(pictureId)) return;
    addLabel(
      pictureId,
      {
        blob,
        name: nameOf(mask),
        hint: null,
        set: `sample ${pictureId}`,
        opened: '',
        folder: '',
        names: {},
        reopen: null,
      },
      { as: 'ids', anomaly: [1], ignore: [255] },
    );
  } catch {
    notify({ kind: 'info', text: `The ground truth of “${title}” could not be downloaded.` });
  }
}

/**
 * Opens a sample, or selects it when it is open already. `stillWanted` is asked again after the
 * download.
 */
export async function openSample(
  id: string,
  stillWanted: () => boolean = () => true,
): Promise<void> {
  const { session, pictures } = getState();
  const open = pictures.order.find((pictureId) => pictures.byId[pictureId]?.sampleId === id);
  if (open) return selectPicture(open);
  const sample = session.samples.find((candidate) => candidate.id === id);
  if (!sample) return;
  try {
    const response = await download(sample.image);
    const blob = await response.blob();
    if (!stillWanted()) return;
    const [pictureId] = addPictures([{ blob, name: nameOf(sample.image), sampleId: id }]) as [
      string,
    ];
    void addMask(pictureId, sample);
  } catch {
    notify({
      kind: 'error',
      text: `The sample “${sample.title}” could not be downloaded.`,
      action: { label: 'Try again', run: () => void openSample(id) },
    });
  }
}
