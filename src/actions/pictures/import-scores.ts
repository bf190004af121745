/** Scores of any origin beside their pictures become methods of their own. */
import { invertScore } from '#src/actions/pictures/invert-score';
import { turnScore } from '#src/actions/pictures/turn-score';
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { liesAmongLabels } from '#src/core/pairing/file-roles';
import { type ScoreMatch, scoreMatcher } from '#src/core/score-files/match-scores';
import { importedMethodId, scoreMethodName } from '#src/core/score-files/method-name';
import { isOtherFormat } from '#src/core/score-files/other-formats';
import { serialiseError } from '#src/protocol/errors';
import type { FileAtPath } from '#src/session/files/read-files';
import {
  type ImportOutcome,
  reportDoubtfulScores,
  reportImported,
  reportLonelyScores,
  reportScoresAmongLabels,
  reportUndecidedScores,
  reportUnreadScores,
  type UndecidedScore,
} from '#src/session/files/report-scores';
import { withRemedies } from '#src/session/files/score-remedies';
import { addImportedScore, noteImports } from '#src/session/imported-scores';
import { pictureAt } from '#src/session/picture-paths';
import { getState } from '#src/store/store';

interface Options {
  /** Ids of the pictures that were opened with the scores. */
  opened?: readonly string[];
  openAsPictures: (files: readonly FileAtPath[]) => void;
  /** Also what lies in a folder of labels. */
  anywhere?: boolean;
  /** Also where folders or numbers speak against it. */
  byName?: boolean;
}

/** What becomes of all scores of a drop is said at once. */
export function importScores(scores: readonly FileAtPath[], options: Options): Promise<void> {
  return noteImports(importAll(scores, options));
}

async function importAll(
  scores: readonly FileAtPath[],
  { opened = [], openAsPictures, anywhere = false, byName = false }: Options,
): Promise<void> {
  const isRead = ({ file }: FileAtPath) => !isOtherFormat(file.name);
  reportUnreadScores(await withRemedies(scores.filter((score) => !isRead(score))));
  const amongLabels = scores.filter(({ path }) => !anywhere && liesAmongLabels(path));
  reportScoresAmongLabels(
    amongLabels.filter(isRead),
    (files) => void importScores(files, { openAsPictures, byName, anywhere: true }),
  );
  const lonely: FileAtPath[] = [];
  const undecided: UndecidedScore[] = [];
  const doubtful: UndecidedScore[] = [];
  const outcomes: ImportOutcome[] = [];
  const picturesOf = scoreMatcher(getState().pictures.order.map(pictureAt));
  for (const score of scores.filter(isRead)) {
    if (amongLabels.includes(score)) continue;
    const match = picturesOf(score.path);
    const pictures = preferring(opened, byName ? named(match) : match.pictures);
    const [picture] = pictures;
    if (!picture && match.doubtful.length > 0)
      doubtful.push({ score, pictures: match.doubtful.map(pathOf) });
    else if (!picture) lonely.push(score);
    else if (pictures.length > 1) undecided.push({ score, pictures: pictures.map(pathOf) });
    else outcomes.push(await importOne(picture.id, picture.path, score));
  }
  reportImported(outcomes, {
    takeHigh: (titles) => {
      for (const title of titles) invertScore(title, false);
    },
    turn: async (fileIds) => {
      for (const fileId of fileIds) await turnScore(fileId, true);
    },
  });
  reportUndecidedScores(undecided);
  reportDoubtfulScores(
    doubtful,
    (files) => void importScores(files, { opened, openAsPictures, anywhere: true, byName: true }),
  );
  reportLonelyScores(lonely, openAsPictures);
}

const named = <P>({ pictures, doubtful }: ScoreMatch<P>) => [...pictures, ...doubtful];
const pathOf = ({ path }: { path: string }) => path;

/** Where names and folders leave several, a picture that came with the score is meant. */
function preferring<P extends { id: string }>(opened: readonly string[], pictures: P[]): P[] {
  const together = pictures.filter(({ id }) => opened.includes(id));
  return together.length === 1 ? together : pictures;
}

async function importOne(
  pictureId: string,
  picturePath: string,
  { path, file }: FileAtPath,
): Promise<ImportOutcome> {
  const methodId = importedMethodId(scoreMethodName(path, picturePath));
  const about = { file: file.name, pictureId, picture: picturePath };
  try {
    const added = await addImportedScore(pictureId, {
      methodId,
      blob: file,
      name: file.name,
      turn: false,
    });
    const [first] = added.methods;
    if (first && getState().view.shownId === pictureId)
      setPaneMethod(getState().view.activePane, first.id);
    return { ...about, ...added };
  } catch (error) {
    return { ...about, error: serialiseError(error).message };
  }
}
