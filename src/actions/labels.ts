/**
 * Ground truth of pictures: remembers the files, hands them to the worker, and lets those of one
 * set explain each other.
 */
import { askNextEncoding, membersOf } from '#src/actions/ask-encoding';
import { currentEngine } from '#src/actions/engine';
import { notify } from '#src/actions/notify';
import { forgetResident, isLabelled, isResident, setLabelled } from '#src/actions/residents';
import { serialiseError } from '#src/core/errors';
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { settleSet } from '#src/core/ground-truth/settle-set';
import { labelFiles, type NewLabel, type StoredLabel } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

let serial = 0;

/**
 * Gives a picture its ground truth, in place of an earlier one. `encoding` only where it is known
 * beforehand.
 */
export function addLabel(
  pictureId: string,
  label: NewLabel,
  encoding: LabelEncoding | null = null,
): void {
  labelFiles.set(pictureId, { ...label, encoding, detection: null });
  setLabelled(pictureId, false);
  patchPicture(pictureId, {
    label: { serial: ++serial, fileName: label.name, info: null, error: null },
  });
  void sendLabel(pictureId);
}

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

function dropFromWorker(pictureId: string): void {
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

export function removeLabel(pictureId: string): void {
  const entry = getState().pictures.byId[pictureId];
  const label = labelFiles.get(pictureId);
  if (!entry?.label) return;
  labelFiles.delete(pictureId);
  dropFromWorker(pictureId);
  patchPicture(pictureId, { label: null });
  const action = label
    ? { label: 'Undo', run: () => addLabel(pictureId, label, label.encoding) }
    : null;
  notify({ kind: 'info', text: `Removed the label ${entry.label.fileName}.`, action });
}
