import { openSampleDrive } from '#src/actions/drives/open-sample-drive';
import { openSample } from '#src/actions/pictures/open-sample';
import { notify } from '#src/session/notices';
import { loadSamples } from '#src/session/samples';
import { getState } from '#src/store/store';

/**
 * Opens the sample that a link names, the first where it names none, or none that there is.
 * @param stillWanted is asked after every download: the user may have been quicker.
 */
export async function openLinkedSample(
  id: string | null,
  stillWanted: () => boolean,
): Promise<void> {
  await loadSamples();
  const { samples, sampleDrives } = getState().session;
  if (sampleDrives.some((drive) => drive.id === id)) {
    if (stillWanted()) await openSampleDrive(id as string, stillWanted);
    return;
  }
  const named = samples.find((sample) => sample.id === id);
  if (id !== null && !named && samples.length > 0)
    notify({ kind: 'warning', text: `There is no sample “${id}”, which this link names.` });
  const wanted = named ?? samples[0];
  if (wanted && stillWanted()) await openSample(wanted.id, stillWanted);
}
