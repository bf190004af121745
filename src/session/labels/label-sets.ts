/** Labels that were opened together: what they say of each other, and what only a person can say. */
import { AnomalensError } from '#src/core/errors';
import { decideGroups, type LabelGroup } from '#src/core/ground-truth/decide-reading';
import { type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import { notify } from '#src/session/notices';
import {
  labelFiles,
  type PreviewSource,
  pictureSources,
  previewSources,
  type StoredLabel,
} from '#src/store/files';
import { memoryKey, recallReading } from '#src/store/labels/label-memory';
import type { ReadingQuestion } from '#src/store/state';
import { getState, patchPicture, patchQuestions } from '#src/store/store';

type Member = [pictureId: string, label: StoredLabel];
/** A label of a set that has been looked into. */
export interface Inspected extends StoredLabel {
  pictureId: string;
  values: LabelValues;
}

let questions = 0;

/** Pictures and labels of one set, without those of pictures that are gone. */
export function membersOf(set: string): Member[] {
  const { byId } = getState().pictures;
  return [...labelFiles].filter(([id, label]) => label.set === set && byId[id] !== undefined);
}

/**
 * Members whose labels have to be looked into before the set is decided; a broken picture keeps
 * nobody waiting for its label.
 */
export function awaitedOf(set: string): Member[] {
  const { byId } = getState().pictures;
  return membersOf(set).filter(
    ([id, { values, reading }]) => !values && !reading && byId[id]?.state !== 'failed',
  );
}

/**
 * How the labels of a set without a reading are to be read. None until all have been looked into,
 * since the last may tell; what stays open is asked, one question at a time.
 */
export function decideSet(set: string): [pictureId: string, LabelReading][] {
  if (awaitedOf(set).length > 0) return [];
  const decided: [string, LabelReading][] = [];
  for (const group of decideGroups(inspectedOf(set))) {
    const unread = group.labels.filter(({ reading }) => !reading);
    if (unread.length === 0) continue;
    const reading = settledReading(group);
    if (!reading) askOpen(group, unread);
    else for (const { pictureId } of unread) decided.push([pictureId, reading]);
  }
  return decided;
}

function inspectedOf(set: string): Inspected[] {
  return membersOf(set).flatMap(([pictureId, label]) =>
    label.values ? [{ ...label, pictureId, values: label.values }] : [],
  );
}

/** As a person has read these labels before, even where the values say something else. */
function settledReading(group: LabelGroup<Inspected>): LabelReading | null {
  const recalled = recallReading(keyOf(group));
  if (!recalled || sameReading(recalled, group.reading)) return group.reading;
  tellRecalled(openedBy(group), recalled, () => askAgain(group, recalled));
  return recalled;
}

/** Says that an earlier answer was taken, which may have been given for other labels. */
export function tellRecalled(opened: string, reading: LabelReading, change: () => void): void {
  notify({
    kind: 'info',
    text: `The labels of ${opened} are read as the last time: ${readingWords(reading)}.`,
    action: { label: 'Change', run: change },
  });
}

function openedBy({ labels }: LabelGroup<Inspected>): string {
  return labels[0]?.opened ?? '';
}

function keyOf(group: LabelGroup<Inspected>): string | null {
  const names = group.labels.map(({ name }) => name);
  return memoryKey(openedBy(group), names, group.values);
}

/** Asks what only a person can tell, unless the question was closed before. */
function askOpen(group: LabelGroup<Inspected>, unread: readonly Inspected[]): void {
  const { byId } = getState().pictures;
  const isClosed = ({ pictureId }: Inspected) => byId[pictureId]?.label?.unexplained ?? false;
  if (!unread.every(isClosed)) ask(group, unread, { reason: group.reason, current: null });
}

/** Asks about labels that are read alike, to change that. @param current null: not read yet. */
export function askAgain(group: LabelGroup<Inspected>, current: LabelReading | null): void {
  ask(group, group.labels, { reason: null, current });
}

function ask(
  group: LabelGroup<Inspected>,
  asked: readonly Inspected[],
  about: Pick<ReadingQuestion, 'reason' | 'current'>,
): void {
  if (getState().questions.reading) return; // one at a time
  const question = {
    ...about,
    pictureIds: asked.map(({ pictureId }) => pictureId),
    labels: asked.length,
    values: group.values,
    opened: openedBy(group),
    memoryKey: keyOf(group),
  };
  putQuestion(question, mostTelling(asked).map(previewOf));
}

/** @param previews of the labels that the question is about. */
export function putQuestion(
  question: Omit<ReadingQuestion, 'serial'>,
  previews: readonly PreviewSource[],
): void {
  previewSources.current = previews;
  patchQuestions({ reading: { serial: ++questions, ...question } });
}

/** Labels with the most values first: they show what a reading makes of them. */
export function mostTelling<T extends { values: LabelValues }>(labels: readonly T[]): T[] {
  const distinct = ({ values: { ids, colours, alpha } }: T) =>
    (ids ?? colours)?.values.length ?? alpha?.values.length ?? 0;
  return labels.toSorted((a, b) => distinct(b) - distinct(a));
}

/** The labels stay without a meaning until they are asked about again. */
export function leaveUnexplained(pictureIds: readonly string[]): void {
  for (const id of pictureIds) {
    const label = getState().pictures.byId[id]?.label;
    if (label && !label.info) patchPicture(id, { label: { ...label, unexplained: true } });
  }
}

function previewOf({ pictureId, blob, name, turn }: Inspected): PreviewSource {
  return {
    name,
    turn: turnRequest(turn),
    picture: async () => {
      const source = pictureSources.get(pictureId);
      if (!source)
        throw new AnomalensError('picture-unreadable', 'This picture is no longer open.');
      return source.open();
    },
    label: async () => blob,
  };
}
