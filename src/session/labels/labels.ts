/**
 * Ground truth of pictures: the worker looks into every label of a set, the set decides how they
 * are read, or a person does, and then the worker reads them.
 */
import { decideGroups } from '#src/core/ground-truth/decide-reading';
import { type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import { withNames } from '#src/core/ground-truth/label-values';
import { TaskQueue } from '#src/core/scheduling/task-queue';
import { serialiseError } from '#src/protocol/errors';
import type { LabelInfo } from '#src/protocol/labels';
import { ask, dropLabel, sendLabel } from '#src/session/held-pictures';
import {
  askAgain,
  awaitedOf,
  decideSet,
  type Inspected,
  membersOf,
} from '#src/session/labels/label-sets';
import { tellRefused } from '#src/session/labels/refused-labels';
import { notify } from '#src/session/notices';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

/** Labels that the worker is looking into, or will next. */
const underWay = new WeakSet<StoredLabel>();
/** One after another: the worker that one of them ends is not the fault of the next. */
const inspections = new TaskQueue();

/**
 * Has the worker look into a label, or read one whose meaning is known; a label of a picture that
 * is not decoded yet waits until it is.
 */
export async function readLabel(pictureId: string): Promise<void> {
  const label = labelFiles.get(pictureId);
  if (!label) return;
  try {
    if (label.reading) await show(pictureId, label);
    else if (!label.values && !underWay.has(label) && isDecoded(pictureId))
      await inspect(pictureId, label);
  } catch (error) {
    if (labelFiles.get(pictureId) === label) refuse(pictureId, label, error);
  }
}

function isDecoded(pictureId: string): boolean {
  const state = getState().pictures.byId[pictureId]?.state;
  return state !== undefined && state !== 'queued' && state !== 'loading';
}

async function inspect(pictureId: string, label: StoredLabel): Promise<void> {
  const { blob, name, names, set } = label;
  const isWanted = () => labelFiles.get(pictureId) === label;
  underWay.add(label);
  const inspected = await inspections
    .run(() => (isWanted() ? ask('inspectLabel', { blob, name }) : null))
    .finally(() => underWay.delete(label));
  if (!inspected || !isWanted()) return; // another came meanwhile
  labelFiles.set(pictureId, { ...label, values: withNames(inspected.values, names) });
  settleLabels(set);
}

async function show(pictureId: string, label: StoredLabel): Promise<void> {
  const info = await sendLabel(pictureId);
  const entry = getState().pictures.byId[pictureId];
  // Another label or another reading may have come meanwhile.
  if (!info || labelFiles.get(pictureId) !== label || !entry?.label) return;
  patchPicture(pictureId, { label: { ...entry.label, info, error: null, unexplained: false } });
  offerTurn(pictureId, label, info);
}

/**
 * What can be tried again, or is of a picture that is gone, stays: it is sent with the picture. A
 * file that cannot be read any more (moved, edited) is dropped, or its whole set would wait for it;
 * so is one that ends the worker, or each new worker would end by it.
 */
function refuse(pictureId: string, label: StoredLabel, error: unknown): void {
  const serialised = serialiseError(error);
  const entry = getState().pictures.byId[pictureId];
  const isOver = !serialised.retryable || serialised.code === 'label-unreadable';
  if (!isOver || !entry) return;
  labelFiles.delete(pictureId);
  dropLabel(pictureId);
  if (entry.label)
    patchPicture(pictureId, { label: { ...entry.label, info: null, error: serialised } });
  tellRefused(label, serialised.message);
  settleLabels(label.set);
}

/**
 * Once every label of a set has been looked into: reads them, or asks. Pictures may have been
 * decoded without a word to their labels, as on the way of Undo, so that those are looked into now.
 */
function settleLabels(set: string): void {
  for (const [pictureId] of awaitedOf(set)) void readLabel(pictureId);
  for (const [pictureId, reading] of decideSet(set)) readAs(pictureId, reading);
}

/** Settles all sets: a picture that turned out broken keeps the others waiting no longer. */
export function settleAllLabels(): void {
  for (const set of new Set([...labelFiles.values()].map((label) => label.set))) settleLabels(set);
}

/** Reads a label in another way. */
export function readAs(pictureId: string, reading: LabelReading): void {
  const label = labelFiles.get(pictureId);
  if (!label || sameReading(label.reading, reading)) return;
  labelFiles.set(pictureId, { ...label, reading });
  void readLabel(pictureId);
}

/** Whether a label is turned like its picture, which its camera turned (EXIF); for its whole set. */
export function turnLabels(set: string, turn: boolean): void {
  for (const [pictureId, label] of membersOf(set)) {
    labelFiles.set(pictureId, { ...label, turn });
    void readLabel(pictureId);
  }
}

/** Once for a set: only a person can see whether labels lie as their pictures are stored. */
function offerTurn(pictureId: string, { set }: StoredLabel, { turn }: LabelInfo): void {
  const { byId } = getState().pictures;
  const isOpen = ({ picture, label }: LabelInfo['turn']) => picture !== label;
  const isKnown = membersOf(set).some(([id]) => {
    const info = byId[id]?.label?.info;
    return id !== pictureId && info && isOpen(info.turn);
  });
  if (!isOpen(turn) || isKnown) return;
  const name = byId[pictureId]?.name;
  notify({
    kind: 'warning',
    text: `Pictures such as ${name} were turned as their camera noted it (EXIF), their labels were not.`,
    action: { label: 'Turn the labels too', run: () => turnLabels(set, true) },
  });
}

/**
 * Asks about the labels that were opened with this one and are decided with it.
 * @throws AnomalensError of a label that cannot be looked into.
 */
export async function askReadingOfGroup(pictureId: string): Promise<void> {
  const own = labelFiles.get(pictureId);
  if (!own) return;
  const inspected: Inspected[] = [];
  for (const [id, label] of membersOf(own.set)) {
    const { blob, name, names } = label;
    const values = label.values ?? (await ask('inspectLabel', { blob, name })).values;
    inspected.push({ ...label, pictureId: id, values: withNames(values, names) });
  }
  const isOwn = (member: Inspected) => member.pictureId === pictureId;
  const group = decideGroups(inspected).find(({ labels }) => labels.some(isOwn));
  if (group) askAgain(group, own.reading);
}
