/** Labels that were opened together: what they say of each other, and what only a person can say. */
import { AnomalensError } from '#src/core/errors';
import { decideReadings, type OpenQuestion } from '#src/core/ground-truth/decide-reading';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { type LabelValues, mergeValues } from '#src/core/ground-truth/label-values';
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
import { recallReading } from '#src/store/label-memory';
import type { ReadingQuestion } from '#src/store/state';
import { getState, patchPicture, patchQuestions } from '#src/store/store';

type Member = [pictureId: string, label: StoredLabel];
type Inspected = [pictureId: string, label: StoredLabel & { values: LabelValues }];

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
  const inspected = membersOf(set).filter(
    (member): member is Inspected => member[1].values !== null,
  );
  const verdicts = decideReadings(inspected.map(([, label]) => label));
  const decided: [string, LabelReading][] = [];
  const open = new Map<OpenQuestion, Inspected[]>();
  for (const [index, member] of inspected.entries()) {
    const verdict = verdicts[index];
    if (!verdict || member[1].reading) continue;
    if ('reading' in verdict) decided.push([member[0], verdict.reading]);
    else open.set(verdict.question, [...(open.get(verdict.question) ?? []), member]);
  }
  for (const [question, asked] of open) decided.push(...recalled(question, asked));
  return decided;
}

/** As a person has read this folder before; otherwise the question is put. */
function recalled(question: OpenQuestion, asked: readonly Inspected[]): [string, LabelReading][] {
  const opened = asked[0]?.[1].opened ?? '';
  const reading = recallReading(opened, question.values);
  if (!reading) {
    askReading(question.reason, asked, null);
    return [];
  }
  notify({
    kind: 'info',
    text: `The labels of ${opened} are read as the last time: ${readingWords(reading)}.`,
  });
  return asked.map(([pictureId]) => [pictureId, reading]);
}

/**
 * Opens the question, unless one is open or a person has closed it before.
 * @param reason null where a person wants to change the present reading.
 */
export function askReading(
  reason: ReadingQuestion['reason'],
  asked: readonly Inspected[],
  current: LabelReading | null,
): void {
  const { pictures, questions: open } = getState();
  const isClosed = ([id]: Member) => pictures.byId[id]?.label?.unexplained ?? false;
  if (open.reading || (reason && asked.every(isClosed))) return;
  const values = mergeValues(asked.map(([, label]) => label.values));
  const question = {
    pictureIds: asked.map(([id]) => id),
    labels: asked.length,
    reason,
    values,
    current,
    opened: asked[0]?.[1].opened ?? '',
  };
  putQuestion(question, mostTelling(asked, ([, label]) => label.values).map(previewOf));
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
export function mostTelling<T>(labels: readonly T[], valuesIn: (label: T) => LabelValues): T[] {
  const distinct = (label: T) => {
    const { ids, colours, alpha } = valuesIn(label);
    return (ids ?? colours)?.values.length ?? alpha?.values.length ?? 0;
  };
  return labels.toSorted((a, b) => distinct(b) - distinct(a));
}

/** The labels stay without a meaning until they are asked about again. */
export function leaveUnexplained(pictureIds: readonly string[]): void {
  for (const id of pictureIds) {
    const label = getState().pictures.byId[id]?.label;
    if (label && !label.info) patchPicture(id, { label: { ...label, unexplained: true } });
  }
}

function previewOf([pictureId, { blob, name, turn }]: Inspected): PreviewSource {
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
