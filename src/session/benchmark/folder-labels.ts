/** How the labels of the benchmark's folder are read: decided over all of them, or asked. */
import { decideReadings } from '#src/core/ground-truth/decide-reading';
import { isClosedSet, type LabelReading } from '#src/core/ground-truth/label-reading';
import { mergeValues } from '#src/core/ground-truth/label-values';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import { inspectLabels } from '#src/evaluation/label-readings';
import type { EvaluationItem } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import { folderFiles } from '#src/session/benchmark/folder';
import { currentEngine } from '#src/session/current-engine';
import { mostTelling, putQuestion } from '#src/session/labels/label-sets';
import { notify } from '#src/session/notices';
import type { PreviewSource } from '#src/store/files';
import { recallReading } from '#src/store/label-memory';
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
    folderFiles.labels = labels;
    settleFolder();
  } catch (error) {
    if (isWanted()) patchBenchmark({ labels: null, failure: serialiseError(error) });
  }
}

/** Gives every label the reading that is decided, and asks about the first that is not. */
function settleFolder(): void {
  const { labels } = folderFiles;
  const verdicts = decideReadings(labels);
  const known = new Map<string, LabelReading>();
  for (const [index, { stem }] of labels.entries()) {
    const verdict = verdicts[index];
    if (verdict && 'reading' in verdict) known.set(stem, verdict.reading);
  }
  giveReadings(known);
  askOpen(verdicts);
}

function askOpen(verdicts: ReturnType<typeof decideReadings>): void {
  const { labels, items } = folderFiles;
  const isRead = (stem: string) => items.some((item) => item.stem === stem && item.reading);
  const open = labels.findIndex(
    ({ stem }, index) => 'question' in (verdicts[index] ?? {}) && !isRead(stem),
  );
  const verdict = verdicts[open];
  if (!verdict || !('question' in verdict)) {
    tellReadings();
    return;
  }
  const { reason, values } = verdict.question;
  const asked = labels.filter((_, index) => {
    const other = verdicts[index];
    return other && 'question' in other && other.question === verdict.question;
  });
  const opened = getState().benchmark.folder?.name ?? '';
  const reading = recallReading(opened, values);
  folderFiles.asked = new Set(asked.map(({ stem }) => stem));
  if (!reading) {
    ask({ reason, values, current: null, opened });
    return;
  }
  notify({
    kind: 'info',
    text: `The labels of ${opened} are read as the last time: ${readingWords(reading)}.`,
  });
  readFolderAs(reading);
}

/** The answer to the open question. */
export function readFolderAs(reading: LabelReading): void {
  giveReadings(new Map([...folderFiles.asked].map((stem) => [stem, reading])));
  askOpen(decideReadings(folderFiles.labels));
}

/** Asks about all labels again, to change what was decided. */
export function askFolderAgain(): void {
  const { labels, items } = folderFiles;
  const values = mergeValues(labels.map((label) => label.values));
  folderFiles.asked = new Set(labels.map(({ stem }) => stem));
  const current = items.find(({ reading }) => reading)?.reading ?? null;
  ask({ reason: null, values, current, opened: getState().benchmark.folder?.name ?? '' });
}

function ask(question: Omit<ReadingQuestion, 'serial' | 'pictureIds' | 'labels'>): void {
  const { asked, items, labels } = folderFiles;
  if (question.reason) patchBenchmark({ labels: { state: 'asking' } });
  const inspected = labels.filter(({ stem }) => asked.has(stem));
  const previews = mostTelling(inspected, ({ values }) => values).flatMap(({ stem }) => {
    const item = items.find((candidate) => candidate.stem === stem);
    return item ? [previewOf(item)] : [];
  });
  putQuestion({ ...question, pictureIds: null, labels: asked.size }, previews);
}

function previewOf({ image, label, turn }: EvaluationItem): PreviewSource {
  return {
    name: image.name,
    turn: turnRequest(turn),
    picture: async () => ({ blob: await image.read(), name: image.name }),
    label: async () => (label ? label.read() : new Blob()),
  };
}

function giveReadings(readings: ReadonlyMap<string, LabelReading>): void {
  folderFiles.items = folderFiles.items.map((item) => {
    const reading = readings.get(item.stem);
    return reading ? { ...item, reading } : item;
  });
}

function tellReadings(): void {
  const readings = folderFiles.items.flatMap(({ reading }) => reading ?? []);
  const { options } = getState().benchmark;
  patchBenchmark({
    labels: { state: 'decided', words: [...new Set(readings.map(readingWords))] },
    options: { ...options, closedSet: readings.some(isClosedSet) },
  });
}
