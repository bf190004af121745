/**
 * Ground truth of pictures: hands the label files to the worker, and lets those of one set explain
 * each other.
 */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { settleSet } from '#src/core/ground-truth/settle-set';
import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { askNextEncoding, membersOf } from '#src/session/label-questions';
import { notify } from '#src/session/notices';
import { forgetResident, isLabelled, isResident, setLabelled } from '#src/session/residents';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

/**
 * Gives the worker a label it does not hold; one of a picture it does not hold waits until that is
 * decoded.
 */
export async function sendLabel(pictureId: string): Promise<void> {
  const label = labelFiles.get(pictureId);
  if (!label || !isResident(pictureId) || isLabelled(pictureId)) return;
  const { blob, name, hint, encoding } = label;
  try {
    const info = await currentEngine().request('loadLabel', {
      pictureId,
      source: { blob, name, hint, encoding },
    });
    const entry = getState().pictures.byId[pictureId];
    // Another label, another reading or another engine may have come meanwhile.
    if (labelFiles.get(pictureId) !== label || !entry?.label) return;
    setLabelled(pictureId, true);
    patchPicture(pictureId, { label: { ...entry.label, info, error: null } });
    if (label.detection) return;
    const { candidates, ambiguous } = info;
    labelFiles.set(pictureId, {
      ...label,
      detection: { encoding: info.encoding, candidates, ambiguous },
    });
    settle(label.set);
  } catch (error) {
    if (labelFiles.get(pictureId) === label) refuse(pictureId, label, error);
  }
}

function refuse(pictureId: string, label: StoredLabel, error: unknown): void {
  const serialised = serialiseError(error);
  if (serialised.code === 'picture-unknown') forgetResident(pictureId);
  // Sent again with the picture.
  if (
    serialised.retryable ||
    serialised.code === 'picture-unknown' ||
    serialised.code === 'cancelled'
  )
    return;
  labelFiles.delete(pictureId);
  dropFromWorker(pictureId);
  const entry = getState().pictures.byId[pictureId];
  if (entry?.label)
    patchPicture(pictureId, { label: { ...entry.label, info: null, error: serialised } });
  const action = label.reopen && { label: 'Open as a picture', run: label.reopen };
  notify({ kind: 'error', text: `${label.name}: ${serialised.message}`, action });
  settle(label.set);
}

export function dropFromWorker(pictureId: string): void {
  setLabelled(pictureId, false);
  currentEngine()
    .request('dropLabel', { pictureId })
    .catch(() => undefined);
}

/** Reads labels again whose meaning the others of their set have settled. */
function settle(set: string): void {
  const members = membersOf(set);
  const { encodings } = settleSet(members.map(([, label]) => label));
  for (const [at, [pictureId, label]] of members.entries()) {
    const encoding = encodings[at];
    if (encoding && encoding !== (label.encoding ?? label.detection?.encoding))
      readAs(pictureId, encoding);
  }
  askNextEncoding();
}

/** Reads a label in another way. */
export function readAs(pictureId: string, encoding: LabelEncoding): void {
  const label = labelFiles.get(pictureId);
  if (!label) return;
  labelFiles.set(pictureId, { ...label, encoding });
  setLabelled(pictureId, false);
  void sendLabel(pictureId);
}
