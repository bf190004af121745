import * as v from 'valibot';
import { addLabel } from '#src/actions/add-label';
import { addPictures } from '#src/actions/add-pictures';
import { selectPicture } from '#src/actions/select-picture';
import { notify } from '#src/session/notices';
import type { Sample } from '#src/store/state';
import { getState, patchSession } from '#src/store/store';

const samplesSchema = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    image: v.string(),
    mask: v.string(),
    width: v.number(),
    height: v.number(),
    description: v.string(),
    unknown: v.array(v.string()),
  }),
);

async function download(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}

/** Reads the list of samples; without it everything else works. */
export async function loadSamples(): Promise<void> {
  try {
    const response = await download('samples/samples.json');
    patchSession({ samples: v.parse(samplesSchema, await response.json()) });
  } catch {
    notify({ kind: 'warning', text: 'The samples could not be loaded. Your own pictures work.' });
  }
}

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
    const { byId } = getState().pictures;
    if (!byId[pictureId] || byId[pictureId].label) return;
    addLabel(
      pictureId,
      { blob, name: nameOf(mask), hint: null, set: `sample ${pictureId}`, reopen: null },
      'anomaly-1',
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
