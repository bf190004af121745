/**
 * Ground truth of pictures: hands the label files to the worker, and lets those of one set explain
 * each other.
 */
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { settleSet } from '#src/core/ground-truth/settle-set';
import { serialiseError } from '#src/protocol/errors';
import { dropLabel, sendLabel } from '#src/session/held-pictures';
import { askNextEncoding, membersOf } from '#src/session/labels/label-questions';
import { notify } from '#src/session/notices';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

/**
 * Has the worker read a label that it does not hold; one of a picture it does not hold waits until
 * that is decoded.
 */
export async function readLabel(pictureId: string): Promise<void> {
  const label = labelFiles.get(pictureId);
  if (!label) return;
  try {
    const info = await sendLabel(pictureId);
    const entry = getState().pictures.byId[pictureId];
    // Another label or another reading may have come meanwhile.
    if (!info || labelFiles.get(pictureId) !== label || !entry?.label) return;
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

/** What can be tried again, or is of a picture that is gone, stays: it is sent with the picture. */
function refuse(pictureId: string, label: StoredLabel, error: unknown): void {
  const serialised = serialiseError(error);
  const entry = getState().pictures.byId[pictureId];
  if (serialised.retryable || !entry) return;
  labelFiles.delete(pictureId);
  dropLabel(pictureId);
  if (entry.label)
    patchPicture(pictureId, { label: { ...entry.label, info: null, error: serialised } });
  const action = label.reopen && { label: 'Open as a picture', run: label.reopen };
  notify({ kind: 'error', text: `${label.name}: ${serialised.message}`, action });
  settle(label.set);
}

/** Reads labels again whose meaning the others of their set have settled. */
function settle(set: string): void {
  const members = membersOf(set);
  const { encodings } = settleSet(members.map(([, label]) => label));
  for (const [index, [pictureId, label]] of members.entries()) {
    const encoding = encodings[index];
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
  void readLabel(pictureId);
}
