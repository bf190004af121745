import { defaultThreshold } from '#src/core/score-files/default-threshold';
import { importedMethodName, tellsMethod } from '#src/core/score-files/method-name';
import type { ScoreTurn } from '#src/core/score-files/turn-score';
import type { ImportedScore, ScoreSource, ScoreSummary } from '#src/protocol/scores';
import { ask } from '#src/session/held-pictures';
import { scoreFiles } from '#src/store/files';
import type { ImportedMethod, ImportedView } from '#src/store/results-slice';
import { scoreResultOf } from '#src/store/score-result';
import { getState, setPictureResult } from '#src/store/store';

let lastSerial = 0;
let imports: Promise<unknown> = Promise.resolve();

/** Scores that are being imported: who needs all of them waits for `importsAtRest`. */
export function noteImports(work: Promise<void>): Promise<void> {
  imports = Promise.allSettled([imports, work]);
  return work;
}

export async function importsAtRest(): Promise<void> {
  await imports;
}

export interface AddedScore {
  methods: ImportedMethod[];
  /** What is odd about the file's values, in sentences. */
  notes: string[];
  /** Titles of the methods that are turned round because a person said so of earlier files. */
  remembered: string[];
  /** Name of the earlier file of the method, whose place it took. */
  replaced: string | null;
  turn: ScoreTurn;
}

/**
 * Makes the scores of a file methods of its picture, in place of those of an earlier file of the
 * same method; the same file again keeps its direction. It is sent again whenever the picture is.
 * @throws AnomalensError as `importScore`.
 */
export async function addImportedScore(pictureId: string, file: ScoreSource): Promise<AddedScore> {
  const { methodId } = file;
  const { scores, notes, turn } = await ask('importScore', { pictureId, ...file });
  const before = scoreFiles.get(pictureId) ?? [];
  const others = before.filter((other) => other.methodId !== methodId);
  scoreFiles.set(pictureId, [...others, file]);
  const previous = getState().results.byPicture[pictureId];
  const earlier = before.find((other) => other.methodId === methodId);
  const isAgain = earlier?.blob === file.blob;
  const directions = isAgain ? (previous?.imported ?? []) : [];
  const imported = scores.map((score) => toMethod(score, file, turn, directions));
  const kept = (previous?.imported ?? []).filter(({ fileId }) => fileId !== methodId);
  const added = imported.map(({ id, shown }) => [id, shown.score]);
  setPictureResult(pictureId, {
    revision: previous?.revision ?? 0,
    scores: { ...previous?.scores, ...Object.fromEntries(added) },
    imported: [...kept, ...imported],
    roadLikeness: previous?.roadLikeness ?? {},
    errors: previous?.errors ?? {},
  });
  const constant = imported.filter(({ isConstant }) => isConstant);
  return {
    methods: imported,
    remembered: imported.filter(({ isInverted }) => isInverted).map(({ title }) => title),
    replaced: earlier && !isAgain ? earlier.name : null,
    turn,
    notes: [...notes, ...constant.map(({ title }) => `${title} is the same everywhere.`)],
  };
}

function toMethod(
  { methodId, part, unit, summary, inverted, levels }: ImportedScore,
  { methodId: fileId }: ScoreSource,
  turn: ScoreTurn,
  directions: readonly ImportedMethod[],
): ImportedMethod {
  const asStored = viewOf(summary, levels);
  const turned = inverted && viewOf(inverted, levels?.map((level) => -level).reverse() ?? null);
  const name = importedMethodName(fileId);
  const title = part === null ? name : `${name}: ${part}`;
  const remembered = tellsMethod(title) && getState().view.invertedScores.includes(title);
  const known = directions.find(({ id }) => id === methodId)?.isInverted ?? remembered;
  const isInverted = turned !== null && known;
  return {
    id: methodId,
    serial: ++lastSerial,
    fileId,
    title,
    unit,
    isConstant: levels?.length === 1,
    turn,
    isInverted,
    shown: isInverted ? turned : asStored,
    other: isInverted ? asStored : turned,
  };
}

function viewOf(summary: ScoreSummary, levels: readonly number[] | null): ImportedView {
  const score = scoreResultOf(summary);
  const { range, histogram } = score;
  return { score, range, defaultThreshold: defaultThreshold(histogram, levels) };
}
