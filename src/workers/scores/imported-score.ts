/** Scores that come from files, beside those of the networks. */
import { AnomalensError, type ErrorCode } from '#src/core/errors';
import { fitsPicture, type ScoreTurn, turnedLike } from '#src/core/score-files/turn-score';
import { reasonOf } from '#src/core/score-files/unreadable';
import type { Requests } from '#src/protocol/requests';
import type { ImportedFile, ScoreSource } from '#src/protocol/scores';
import { shown } from '#src/workers/files/label-file';
import { type RefusedArray, readScoreFile, type ScorePart } from '#src/workers/files/score-file';
import { isBuiltIn } from '#src/workers/networks/run-plan';
import { isOwnMap } from '#src/workers/scores/own-scores';
import {
  keepPrepared,
  type PreparedPart,
  preparePart,
  releasePrepared,
} from '#src/workers/scores/prepare-score';
import { refuseOthers, severalScores, whyNone } from '#src/workers/scores/single-map';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * Takes the scores of a file for a loaded picture: maps, resized to the picture grid, and the
 * formulas of logits, sampled on it. An array that cannot be used is named among the notes, as long
 * as another can.
 * @throws AnomalensError `picture-unknown`, `score-unreadable`, `score-size` when the aspects
 * differ, `option-invalid`; then an earlier file of the method stays.
 */
export async function takeImportedScore(
  context: EngineContext,
  { pictureId, ...file }: Requests['importScore']['params'],
): Promise<ImportedFile> {
  return (await takeScoreFile(context, context.pictures.get(pictureId), file)).file;
}

/** As `takeImportedScore`, for a picture that the page does not hold too, and what was refused. */
async function takeScoreFile(
  context: EngineContext,
  entry: HeldPicture,
  { methodId, blob, name, turn }: ScoreSource,
): Promise<{ file: ImportedFile; refused: RefusedArray[] }> {
  if (isBuiltIn(methodId))
    throw new AnomalensError(
      'option-invalid',
      `"${methodId}" is a method of the page and cannot be imported.`,
    );
  return entry.use(async () => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const picture = shown(entry);
    const { parts, refused } = await readScoreFile(bytes, name, (grid) =>
      fitsPicture(grid, picture),
    );
    const taken: { part: ScorePart; turn: ScoreTurn; notes: string[] }[] = [];
    for (const stored of parts)
      await orRefuse(refused, stored.name, () => {
        const { part, turn: done } = turnedLike(stored, picture, turn);
        taken.push({ part, turn: done, notes: notesOf(entry, name, part) });
      });
    return entry.queue.run(async () => {
      const prepared: PreparedPart[] = [];
      try {
        for (const { part } of taken) {
          const id = part.name === null ? methodId : `${methodId}/${part.name}`;
          await orRefuse(refused, part.name, async () => {
            prepared.push(await preparePart(context, entry, id, part));
          });
        }
        if (prepared.length === 0) throw whyNone(refused);
      } catch (error) {
        for (const part of prepared) releasePrepared(part);
        throw error;
      }
      forgetImported(entry, methodId);
      for (const part of prepared) keepPrepared(entry, part);
      const turns = taken.map(({ turn: done }) => done);
      const file: ImportedFile = {
        scores: prepared.flatMap(({ scores }) => scores),
        notes: [
          ...taken.flatMap(({ notes }) => notes),
          ...prepared.flatMap(({ notes }) => notes),
          ...refused.map(
            ({ array, error }) => `${array} of ${name} is not taken: ${reasonOf(error)}`,
          ),
        ],
        turn: turns.find((done) => done !== 'none') ?? 'none',
      };
      return { file, refused };
    });
  });
}

/**
 * The score of a file that holds one map, perhaps beside single numbers: the method's own, whatever
 * the array is called.
 * @returns whether it may lie as the picture is stored.
 * @throws AnomalensError as `takeImportedScore`, `score-unreadable` for several maps, for logits,
 * and where another array cannot be used: that may be the one that was meant.
 */
export async function takeSingleScore(
  context: EngineContext,
  entry: HeldPicture,
  file: ScoreSource,
): Promise<ScoreTurn> {
  const {
    file: { scores, turn },
    refused,
  } = await takeScoreFile(context, entry, file);
  refuseOthers(file.name, refused);
  const ids = scores.map(({ methodId }) => methodId);
  const [id] = ids;
  const own = id === undefined ? undefined : entry.imported.get(id);
  if (ids.length > 1 || !own || 'logits' in own)
    throw severalScores(
      file.name,
      scores.map(({ part }) => part),
    );
  entry.imported.set(file.methodId, own);
  return turn;
}

/** What lies in the array alone. */
const OF_ARRAY: readonly ErrorCode[] = ['score-unreadable', 'score-size', 'model-self-check'];

/** What is wrong with one array costs none of the others. */
async function orRefuse(
  refused: RefusedArray[],
  array: string | null,
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AnomalensError && OF_ARRAY.includes(error.code))) throw error;
    refused.push({ array, error, isNumber: false });
  }
}

/** @throws AnomalensError `score-size`. */
function notesOf(entry: HeldPicture, fileName: string, part: ScorePart): string[] {
  const { size } = entry;
  const name = part.name === null ? fileName : `${part.name} of ${fileName}`;
  if (!fitsPicture(part, { ...size, orientation: 1 }))
    throw new AnomalensError(
      'score-size',
      // Whoever shows it names the file.
      `${part.name ?? 'It'} is ${part.width} x ${part.height}, the picture ${size.width} x ${size.height}: their shapes differ. Save it at the picture’s size, or smaller in the same proportions.`,
    );
  const notes = part.notes.length > 0 ? [`${name}: ${part.notes.join(' ')}`] : [];
  const isSameSize = part.width === size.width && part.height === size.height;
  if (part.kind === 'map' && !isSameSize)
    notes.push(
      `${name} is ${part.width} x ${part.height} and was resized to ${size.width} x ${size.height}.`,
    );
  return notes;
}

/** Drops what an earlier file of the same id has left. */
function forgetImported(entry: HeldPicture, fileId: string): void {
  const isOfFile = (id: string) => id === fileId || id.startsWith(`${fileId}/`);
  for (const [key, { map, summary }] of [...entry.scores]) {
    if (!isOfFile(summary.methodId)) continue;
    entry.scores.delete(key);
    if (!isOwnMap(entry, map)) entry.retire(map);
  }
  for (const [id, own] of [...entry.imported]) {
    if (!isOfFile(id)) continue;
    entry.imported.delete(id);
    if ('map' in own) entry.retire(own.map);
  }
}
