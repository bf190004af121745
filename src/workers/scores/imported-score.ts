/** Scores that come from files, beside those of the networks. */
import { AnomalensError } from '#src/core/errors';
import { aspectsAgree } from '#src/core/geometry';
import { levelsOf } from '#src/core/score-files/levels';
import type { RawLogits, RawMap } from '#src/core/score-files/score-parts';
import type { ScoreMap } from '#src/gpu/compute';
import type { Requests } from '#src/protocol/requests';
import type { ImportedFile, ImportedScore, MethodSettings } from '#src/protocol/scores';
import { readScoreFile, resizeScore, type ScorePart } from '#src/workers/files/score-file';
import { isBuiltIn } from '#src/workers/networks/run-plan';
import { isOwnMap, ownScoreMap } from '#src/workers/scores/own-scores';
import { formulaMaps, recordedLogits } from '#src/workers/scores/recorded-logits';
import { summarise } from '#src/workers/scores/score-maps';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * Pixels of the smaller grid: score maps of other tools may have been cut to whole strides, and are
 * resized here anyway.
 */
const SCORE_TOLERANCE = 1;

let lastSerial = 0;

/**
 * Takes the scores of a file for a loaded picture: maps, resized to the picture grid, and the
 * formulas of logits, sampled on it.
 * @throws AnomalensError `picture-unknown`, `score-unreadable`, `score-size` when the aspects
 * differ, `option-invalid`.
 */
export async function takeImportedScore(
  context: EngineContext,
  { pictureId, methodId, blob, name }: Requests['importScore']['params'],
): Promise<ImportedFile> {
  if (isBuiltIn(methodId))
    throw new AnomalensError(
      'option-invalid',
      `"${methodId}" is a method of the page and cannot be imported.`,
    );
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const parts = await readScoreFile(new Uint8Array(await blob.arrayBuffer()), name);
    const notes = parts.flatMap((part) => notesOf(entry, name, part));
    return entry.queue.run(async () => {
      forgetImported(entry, methodId);
      const scores: ImportedScore[] = [];
      for (const part of parts) {
        const id = part.name === null ? methodId : `${methodId}/${part.name}`;
        if (part.kind === 'map') scores.push(await takeMap(context, entry, id, part));
        else {
          const taken = await takeLogits(context, entry, id, part);
          scores.push(...taken.scores);
          notes.push(...taken.notes);
        }
      }
      return { scores, notes };
    });
  });
}

/** @throws AnomalensError `score-size`. */
function notesOf({ size }: HeldPicture, fileName: string, part: ScorePart): string[] {
  const name = part.name === null ? fileName : `${part.name} of ${fileName}`;
  if (!aspectsAgree(part, size, SCORE_TOLERANCE))
    throw new AnomalensError(
      'score-size',
      `${name} is ${part.width} x ${part.height}, the picture ${size.width} x ${size.height}: their shapes differ.`,
    );
  const notes = part.notes.length > 0 ? [`${name}: ${part.notes.join(' ')}`] : [];
  const isSameSize = part.width === size.width && part.height === size.height;
  if (part.kind === 'map' && !isSameSize)
    notes.push(
      `${name} is ${part.width} x ${part.height} and was resized to ${size.width} x ${size.height}.`,
    );
  return notes;
}

async function takeMap(
  context: EngineContext,
  entry: HeldPicture,
  methodId: string,
  part: RawMap & { name: string | null },
): Promise<ImportedScore> {
  const { width, height, data } = part;
  const stored = { width, height, data };
  const map = context.compute.importScore(resizeScore(stored, entry.size), entry.size);
  entry.imported.set(methodId, { stored, map, serial: ++lastSerial });
  const summaryOf = async (parameters: MethodSettings['parameters']) => {
    const settings = { methodId, parameters, blur: false };
    const own = await ownScoreMap(context, entry, settings);
    try {
      return (await summarise(context, own, settings, {})).summary;
    } finally {
      if (own !== map) own.release();
    }
  };
  return {
    methodId,
    part: part.name,
    unit: null,
    summary: await summaryOf({}),
    inverted: await summaryOf({ inverted: 1 }),
    levels: levelsOf(data.filter((value) => !Number.isNaN(value))),
  };
}

async function takeLogits(
  context: EngineContext,
  entry: HeldPicture,
  id: string,
  part: RawLogits & { name: string | null },
): Promise<ImportedFile> {
  const { logits, formulas, notes } = recordedLogits(part);
  const kinds = formulas.map(({ score }) => score.kind);
  const maps = await formulaMaps(context.compute, logits, entry.size, kinds);
  const scores: ImportedScore[] = [];
  for (const [i, { score, title, shortTitle = title, unit }] of formulas.entries()) {
    const methodId = `${id}/${score.kind}`;
    entry.imported.set(methodId, { logits, kind: score.kind, serial: ++lastSerial });
    const settings = { methodId, parameters: {}, blur: false };
    const computed = await summarise(context, maps[i] as ScoreMap, settings, {});
    entry.scores.set(entry.keyOf(settings), computed);
    const { summary } = computed;
    const name = part.name === null ? shortTitle : `${part.name} ${shortTitle}`;
    const ownUnit = unit.replace(/\bln \d+$/, `ln ${logits.classes}`); // that of entropy
    scores.push({ methodId, part: name, unit: ownUnit, summary, inverted: null, levels: null });
  }
  return { scores, notes };
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
