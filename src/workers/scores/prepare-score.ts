/** A part of a score file, computed for its picture before it takes an earlier one's place. */
import { levelsOf } from '#src/core/score-files/levels';
import type { RawLogits, RawMap } from '#src/core/score-files/score-parts';
import type { ScoreMap } from '#src/gpu/compute';
import { recordedMethodId } from '#src/methods/recorded-methods';
import type { ImportedFile, ImportedScore, MethodSettings } from '#src/protocol/scores';
import { resizeScore } from '#src/workers/files/score-file';
import { negated } from '#src/workers/scores/own-scores';
import { formulaMaps, recordedLogits } from '#src/workers/scores/recorded-logits';
import { summarise } from '#src/workers/scores/score-maps';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture, OwnScore } from '#src/workers/state/held-picture';

let lastSerial = 0;

/** Tells scores from files apart that follow each other under one id. */
export const nextSerial = (): number => ++lastSerial;

/** What the picture will keep under a method's id. */
interface NewScore {
  methodId: string;
  own: OwnScore;
  /** Null for a map, which needs no place in the cache. */
  computed: CachedScore | null;
}

export interface PreparedPart extends Omit<ImportedFile, 'turn'> {
  kept: NewScore[];
}

/**
 * Nothing of the picture is changed yet. The caller owns the maps, by `keepPrepared` or
 * `releasePrepared`. @throws AnomalensError `model-self-check` where the values give no range;
 * no map is left then.
 */
export function preparePart(
  context: EngineContext,
  entry: HeldPicture,
  id: string,
  part: (RawMap | RawLogits) & { name: string | null },
): Promise<PreparedPart> {
  return part.kind === 'map'
    ? prepareMap(context, entry, id, part)
    : prepareLogits(context, entry, id, part);
}

export function keepPrepared(entry: HeldPicture, { kept }: PreparedPart): void {
  for (const { methodId, own, computed } of kept) {
    entry.imported.set(methodId, own);
    if (computed) entry.scores.set(entry.keyOf(computed.summary.settings), computed);
  }
}

export function releasePrepared({ kept }: PreparedPart): void {
  for (const { own, computed } of kept) {
    computed?.map.release();
    if ('map' in own) own.map.release();
  }
}

async function prepareMap(
  context: EngineContext,
  entry: HeldPicture,
  methodId: string,
  part: RawMap & { name: string | null },
): Promise<PreparedPart> {
  const { compute } = context;
  const { width, height, data } = part;
  const stored = { width, height, data };
  const map = compute.importScore(resizeScore(stored, entry.size), entry.size);
  try {
    const { summary } = await summarise(context, map, settingsOf(methodId), {});
    const turnedRound = compute.importScore(resizeScore(negated(stored), entry.size), entry.size);
    const inverted = await summarise(
      context,
      turnedRound,
      settingsOf(methodId, { inverted: 1 }),
      {},
    ).finally(() => turnedRound.release());
    const score: ImportedScore = {
      methodId,
      part: part.name,
      unit: null,
      summary,
      inverted: inverted.summary,
      levels: levelsOf(data.filter((value) => !Number.isNaN(value))),
    };
    const own = { stored, map, serial: nextSerial() };
    return { scores: [score], notes: [], kept: [{ methodId, own, computed: null }] };
  } catch (error) {
    map.release();
    throw error;
  }
}

async function prepareLogits(
  context: EngineContext,
  entry: HeldPicture,
  id: string,
  part: RawLogits & { name: string | null },
): Promise<PreparedPart> {
  const { logits, formulas, notes } = recordedLogits(part);
  const kinds = formulas.map(({ score }) => score.kind);
  const maps = await formulaMaps(context.compute, logits, entry.size, kinds);
  const scores: ImportedScore[] = [];
  const kept: NewScore[] = [];
  try {
    for (const [i, { score, title, shortTitle = title, unit }] of formulas.entries()) {
      const methodId = recordedMethodId(id, score.kind);
      const map = maps[i] as ScoreMap;
      const computed = await summarise(context, map, settingsOf(methodId), {});
      const own = { logits, kind: score.kind, serial: nextSerial() };
      kept.push({ methodId, own, computed });
      const { summary } = computed;
      const name = part.name === null ? shortTitle : `${part.name} ${shortTitle}`;
      const ownUnit = unit.replace(/\bln \d+$/, `ln ${logits.classes}`); // that of entropy
      scores.push({ methodId, part: name, unit: ownUnit, summary, inverted: null, levels: null });
    }
    return { scores, notes, kept };
  } catch (error) {
    for (const map of maps) map.release();
    throw error;
  }
}

function settingsOf(methodId: string, parameters: MethodSettings['parameters'] = {}) {
  return { methodId, parameters, blur: false };
}
