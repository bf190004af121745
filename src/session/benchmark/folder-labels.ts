/** How the labels of the benchmark's folder are read: decided over all of them, or asked. */
import { decideGroups } from '#src/core/ground-truth/decide-reading';
import { isClosedSet, type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import { inspectLabels } from '#src/evaluation/items/label-readings';
import type { EvaluationItem } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import { type FolderGroup, folderFiles } from '#src/session/benchmark/folder';
import { currentEngine } from '#src/session/current-engine';
import { mostTelling, putQuestion, tellRecalled } from '#src/session/labels/label-sets';
import type { PreviewSource } from '#src/store/files';
import { memoryKey, recallReading } from '#src/store/labels/label-memory';
import type { ReadingQuestion } from '#src/store/state';
import { getState, patchBenchmark } from '#src/store/store';

/** Looks into every label of the folder; one that cannot be read is named by the run. */
export async function readFolderLabels(): Promise<void> {
  const { items, names } = folderFiles;
  const total = items.filter(({ label }) => label).length;
  if (total === 0) {
    patchBenchmark({ labels: null });
    return;
  }
  const isWanted = () => folderFiles.items === items;
  const onProgress = ({ done }: { done: number }) => {
    if (isWanted()) patchBenchmark({ labels: { state: 'reading', done, total } });
  };
  try {
    const { labels } = await inspectLabels(currentEngine(), items, names, { onProgress });
    if (!isWanted()) return;
    folderFiles.groups = decideGroups(labels);
    settleFolder();
  } catch (error) {
    if (isWanted()) patchBenchmark({ labels: null, failure: serialiseError(error) });
  }
}

/** Gives every label the reading that is decided or known from before, and asks about the rest. */
function settleFolder(): void {
  for (const group of folderFiles.groups) {
    const recalled = recallReading(keyOf(group));
    if (recalled && !sameReading(recalled, group.reading))
      tellRecalled(folderName(), recalled, () => askAgain(group));
    const reading = recalled ?? group.reading;
    if (reading) giveReading(group, reading);
  }
  askOpen();
}

/** Asks about the first group that nobody has explained. */
function askOpen(): void {
  const open = folderFiles.groups.find((group) => readingOf(group) === null);
  if (!open) tellReadings();
  else {
    patchBenchmark({ labels: { state: 'asking' } });
    ask(open, open.reason);
  }
}

/** The answer to the open question. */
export function readFolderAs(reading: LabelReading): void {
  if (folderFiles.asked) giveReading(folderFiles.asked, reading);
  askOpen();
}

/**
 * Opens the question that was closed without an answer, or asks about a group again to change what
 * was decided. @param index of the group, where all are decided.
 */
export function askFolderAgain(index: number): void {
  const group = folderFiles.groups[index];
  if (getState().benchmark.labels?.state === 'asking') askOpen();
  else if (group) askAgain(group);
}

/** Nothing of another folder that was chosen since. */
function askAgain(group: FolderGroup): void {
  if (getState().benchmark.runState === 'idle' && folderFiles.groups.includes(group))
    ask(group, null);
}

function ask(group: FolderGroup, reason: ReadingQuestion['reason']): void {
  const { items } = folderFiles;
  folderFiles.asked = group;
  const previews = mostTelling(group.labels).flatMap(({ stem }) => {
    const item = items.find((candidate) => candidate.stem === stem);
    return item ? [previewOf(item)] : [];
  });
  const { labels, values } = group;
  const about = { reason, values, current: readingOf(group), labels: labels.length };
  const key = keyOf(group);
  putQuestion({ ...about, pictureIds: null, opened: folderName(), memoryKey: key }, previews);
}

function previewOf({ image, label, turn }: EvaluationItem): PreviewSource {
  return {
    name: image.name,
    turn: turnRequest(turn),
    picture: async () => ({ blob: await image.read(), name: image.name }),
    label: async () => (label ? label.read() : new Blob()),
  };
}

function folderName(): string {
  return getState().benchmark.folder?.name ?? '';
}

function keyOf({ labels, values }: FolderGroup): string | null {
  const stems = new Set(labels.map(({ stem }) => stem));
  const paths = folderFiles.items.flatMap(({ stem, label }) =>
    label && stems.has(stem) ? [label.name] : [],
  );
  return memoryKey(folderName(), paths, values);
}

/** As all labels of a group are read; null: not yet. */
function readingOf({ labels }: FolderGroup): LabelReading | null {
  const item = folderFiles.items.find(({ stem }) => stem === labels[0]?.stem);
  return item?.reading ?? null;
}

function giveReading({ labels }: FolderGroup, reading: LabelReading): void {
  const stems = new Set(labels.map(({ stem }) => stem));
  folderFiles.items = folderFiles.items.map((item) =>
    stems.has(item.stem) ? { ...item, reading } : item,
  );
}

/**
 * Labels of classes and of anomalies are not measured in one run: what more of them say goes first,
 * and a person can choose.
 */
function tellReadings(): void {
  const groups = folderFiles.groups.flatMap((group) => {
    const reading = readingOf(group);
    if (!reading) return [];
    const closedSet = isClosedSet(reading);
    return [{ words: readingWords(reading), labels: group.labels.length, closedSet }];
  });
  const count = (wanted: boolean) =>
    groups.reduce((sum, { labels, closedSet }) => sum + (closedSet === wanted ? labels : 0), 0);
  const { options } = getState().benchmark;
  patchBenchmark({
    labels: { state: 'decided', groups },
    options: { ...options, closedSet: count(true) > count(false) },
  });
}
