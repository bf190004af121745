/** What is said of scores that were opened: once for a drop, however many there are. */
import { listed, listedFiles } from '#src/session/files/listed';
import type { FileAtPath } from '#src/session/files/read-files';
import type { UnreadScore } from '#src/session/files/score-remedies';
import type { AddedScore } from '#src/session/imported-scores';
import { notify } from '#src/session/notices';

type Take = (files: readonly FileAtPath[]) => void;

/** Scores in formats that are not read: how to save what is, once for each format. */
export function reportUnreadScores(scores: readonly UnreadScore[]): void {
  for (const format of new Set(scores.map((score) => score.format))) {
    const files = scores.filter((score) => score.format === format);
    const names = listed(files.map(({ file }) => file.name));
    notify({ kind: 'error', text: `${names}: ${(files[0] as UnreadScore).line}` });
  }
}

/** Scores without a picture; a grey PNG may be a thermal picture instead. */
export function reportLonelyScores(lonely: readonly FileAtPath[], open: Take): void {
  if (lonely.length === 0) return;
  const isSingle = lonely.length === 1;
  const text = isSingle
    ? `${listedFiles(lonely)} looks like a score, but no open picture has its name. Open the picture first.`
    : `${listedFiles(lonely)} look like scores, but no open pictures have their names. Open the pictures first.`;
  const pictures = lonely.filter(({ file }) => /\.png$/i.test(file.name));
  const label = isSingle ? 'Open as a picture' : 'Open as pictures';
  const action = pictures.length > 0 ? { label, run: () => open(pictures) } : null;
  notify({ kind: 'warning', text, action });
}

/** Arrays in a folder of labels are hardly scores. @param take takes them as such all the same. */
export function reportScoresAmongLabels(scores: readonly FileAtPath[], take: Take): void {
  if (scores.length === 0) return;
  const paths = scores.map(({ path }) => path);
  notify({
    kind: 'warning',
    text: `Not taken for scores, because their folder is one of labels: ${listed(paths)}. Labels are read from PNG.`,
    action: { label: 'Take as scores', run: () => take(scores) },
  });
}

export interface UndecidedScore {
  score: FileAtPath;
  /** Paths of the pictures that it may belong to. */
  pictures: string[];
}

/** Scores that fit several open pictures belong to none: a wrong pair would be measured silently. */
export function reportUndecidedScores(undecided: readonly UndecidedScore[]): void {
  const [first] = undecided;
  if (!first) return;
  const more = undecided.length - 1;
  const others = more > 0 ? ` So do ${more} more scores.` : '';
  notify({
    kind: 'error',
    text: `${first.score.path} fits several open pictures: ${listed(first.pictures)}.${others} Drop scores in folders that are called like those of their pictures, or remove the other pictures.`,
  });
}

/**
 * Scores that are called like a picture, from folders of another sequence or with a number of
 * another frame. @param take takes them by their names all the same.
 */
export function reportDoubtfulScores(doubtful: readonly UndecidedScore[], take: Take): void {
  const [first] = doubtful;
  if (!first) return;
  const more = doubtful.length - 1;
  const others = more > 0 ? ` The same holds for ${more} more.` : '';
  notify({
    kind: 'warning',
    text: `${first.score.path} is not taken for a score of ${listed(first.pictures)}: its folder or number is of another picture.${others}`,
    action: { label: 'Take by name', run: () => take(doubtful.map(({ score }) => score)) },
  });
}

interface AboutImport {
  file: string;
  pictureId: string;
  /** Its path. */
  picture: string;
}

/** A score file that was taken, or why not. */
export type ImportOutcome = AboutImport & (AddedScore | { error: string });

interface Answers {
  /** Takes high values for unknown again, of the methods of such titles. */
  takeHigh: (titles: readonly string[]) => void;
  /** Turns the scores of such files as their pictures were. */
  turn: (fileIds: readonly string[]) => void;
}

/**
 * One notice for all files of a drop, and one for each question that they leave: where it was
 * remembered that low values mean unknown, and where a score may lie as its picture is stored.
 */
export function reportImported(
  outcomes: readonly ImportOutcome[],
  { takeHigh, turn }: Answers,
): void {
  if (outcomes.length === 0) return;
  const taken = outcomes.flatMap((outcome) => ('error' in outcome ? [] : outcome));
  const refused = outcomes.flatMap((outcome) =>
    'error' in outcome ? `${outcome.file}: ${outcome.error}` : [],
  );
  const twice = takenTwice(taken);
  const odd = [...twice, ...taken.flatMap(({ notes }) => notes)];
  const earlier = taken.filter(({ replaced }) => replaced !== null).length - twice.length;
  const text = [takenWords(taken), earlierWords(earlier), ...sentences(odd), ...sentences(refused)]
    .filter((words) => words !== '')
    .join(' ');
  notify({ kind: refused.length > 0 ? 'error' : odd.length > 0 ? 'warning' : 'info', text });
  const titles = [...new Set(taken.flatMap(({ remembered }) => remembered))];
  if (titles.length > 0)
    notify({
      kind: 'warning',
      text: `Low values mean unknown, as you said of earlier files: ${listed(titles)}.`,
      action: { label: 'Take high for unknown', run: () => takeHigh(titles) },
    });
  const offered = taken.filter((outcome) => outcome.turn === 'offered');
  if (offered.length === 0) return;
  const fileIds = offered.flatMap(({ methods: [method] }) => method?.fileId ?? []);
  const isSingle = offered.length === 1;
  const files = listed(offered.map(({ file }) => file));
  const beside = isSingle ? `picture beside ${files} was` : `pictures beside ${files} were`;
  const scores = isSingle ? 'score' : 'scores';
  notify({
    kind: 'warning',
    text: `The ${beside} turned as the camera noted it (EXIF), the ${scores} ${isSingle ? 'was' : 'were'} not.`,
    action: { label: `Turn the ${scores} too`, run: () => turn([...new Set(fileIds)]) },
  });
}

type Taken = AboutImport & AddedScore;

function takenWords(taken: readonly Taken[]): string {
  const [first] = taken;
  if (!first) return '';
  const titles = [...new Set(taken.flatMap(({ methods }) => methods.map(({ title }) => title)))];
  const what = titles.length > 1 ? `${titles.length} methods` : 'a method';
  if (taken.length === 1)
    return `${first.file} is now ${what} of ${first.picture}: ${titles.join(', ')}.`;
  const pictures = new Set(taken.map(({ pictureId }) => pictureId)).size;
  const ofWhat = pictures > 1 ? `${pictures} pictures` : first.picture;
  return `${taken.length} score files are now ${what} of ${ofWhat}: ${listed(titles)}.`;
}

function earlierWords(count: number): string {
  if (count === 0) return '';
  const words = count > 1 ? `the places of ${count} earlier files` : 'the place of an earlier file';
  return `This took ${words}.`;
}

/** Two files of one drop for one method and picture are hardly meant so. */
function takenTwice(taken: readonly Taken[]): string[] {
  const last = new Map<string, Taken>();
  const words: string[] = [];
  for (const outcome of taken) {
    const [method] = outcome.methods;
    const key = `${outcome.pictureId} ${method?.fileId}`;
    const before = last.get(key);
    last.set(key, outcome);
    if (before && method)
      words.push(
        `${outcome.file} took the place of ${before.file}: both are scores of ${outcome.picture} and of one method. Other names or folders keep both.`,
      );
  }
  return words;
}

const SAID = 3;

function sentences(texts: readonly string[]): string[] {
  const more = texts.length - SAID;
  return more > 0 ? [...texts.slice(0, SAID), `And ${more} more like these.`] : [...texts];
}
