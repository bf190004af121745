import { unzipSync } from 'fflate';
import { openVideos } from '#src/actions/drives/open-videos';
import { addLabel } from '#src/actions/labels/add-label';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { notify } from '#src/session/notices';
import { download } from '#src/session/samples';
import { frameId } from '#src/store/drives/drive-ids';
import { listedFrame } from '#src/store/drives/shown-drive';
import type { SampleDrive } from '#src/store/samples';
import { getState } from '#src/store/store';

/** `frame_000012.png` is the label of the 13th frame. */
const FRAME = /(\d+)\.png$/;

/** Each frame's ground truth; the worker gets it once the frame is shown. */
async function addLabels({ id, title, labels, unknown }: SampleDrive): Promise<void> {
  try {
    const archive = await (await download(labels)).arrayBuffer();
    const files = Object.entries(unzipSync(new Uint8Array(archive)));
    // The drive may have been closed meanwhile.
    if (!listedFrame(getState(), id)) return;
    for (const [name, bytes] of files)
      addLabel(
        frameId(id, Number(FRAME.exec(name)?.[1])),
        {
          blob: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }),
          name,
          hint: null,
          set: `sample ${id}`,
          opened: '',
          folder: '',
          names: {},
          reopen: null,
        },
        { as: 'ids', anomaly: unknown.map((_, place) => place + 1), ignore: [] },
      );
  } catch {
    notify({ kind: 'info', text: `The ground truth of “${title}” could not be downloaded.` });
  }
}

/**
 * Opens a sample drive with the ground truth of its frames, or selects it when it is open already.
 * `stillWanted` is asked again after the download.
 */
export async function openSampleDrive(
  id: string,
  stillWanted: () => boolean = () => true,
): Promise<void> {
  const open = listedFrame(getState(), id);
  if (open) return selectPicture(open);
  const sample = getState().session.sampleDrives.find((drive) => drive.id === id);
  if (!sample) return;
  try {
    const blob = await (await download(sample.video)).blob();
    if (!stillWanted() || listedFrame(getState(), id)) return;
    const name = sample.video.slice(sample.video.lastIndexOf('/') + 1);
    const opening = openVideos([new File([blob], name, { type: blob.type })], () => id);
    void addLabels(sample);
    await opening;
  } catch {
    notify({
      kind: 'error',
      text: `The sample “${sample.title}” could not be downloaded.`,
      action: { label: 'Try again', run: () => void openSampleDrive(id) },
    });
  }
}
