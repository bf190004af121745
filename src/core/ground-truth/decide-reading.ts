/** How the labels of a folder are to be read: decided where nothing is open, otherwise asked. */
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { type LabelValues, mergeValues } from '#src/core/ground-truth/label-values';
import { hasAllIds, type PresetId, presetOf } from '#src/core/ground-truth/presets';
import { alphaVaries, looksSoft, VOIDS } from '#src/core/ground-truth/suggest-readings';

export interface LabelOfFolder {
  /** The folder of this label within the one that was opened. */
  folder: string;
  /** The data set that the file's or a folder's name tells. */
  hint: PresetId | null;
  values: LabelValues;
}

/** Why nothing but a person can tell. */
export type OpenReason =
  | 'mask-or-void' // 0 and 255 alone: an object, or nothing known
  | 'several-ids'
  | 'one-id' // and no 0 beside it
  | 'colours'
  | 'soft'
  | 'alpha';

export interface OpenQuestion {
  reason: OpenReason;
  /** What all labels hold that the answer is for. */
  values: LabelValues;
}

export type Verdict = { reading: LabelReading } | { question: OpenQuestion };

/** A folder of fewer labels is a file, which decides nothing. */
const FEWEST_IN_FOLDER = 2;

/**
 * One verdict for each label, in the order given; labels under one question share the object.
 * Decided over all of them, never over one file: 255 is void everywhere if some label marks
 * anomalies with another id. Labels whose names tell their data set are decided apart. Where the
 * whole stays open, and every folder within decides by itself, several data sets lie side by side
 * and each keeps its own.
 */
export function decideReadings(labels: readonly LabelOfFolder[]): Verdict[] {
  const verdicts = new Map<LabelOfFolder, Verdict>();
  for (const named of groupBy(labels, ({ hint }) => hint ?? '')) {
    const whole = verdictOf(named);
    const parts = groupBy(named, ({ folder }) => folder);
    const ofParts = parts.map(verdictOf);
    const apart =
      'question' in whole &&
      parts.every((part) => part.length >= FEWEST_IN_FOLDER) &&
      ofParts.every((verdict) => 'reading' in verdict);
    for (const [index, part] of parts.entries())
      for (const label of part) verdicts.set(label, apart ? (ofParts[index] as Verdict) : whole);
  }
  return labels.map((label) => verdicts.get(label) as Verdict);
}

function verdictOf(labels: readonly LabelOfFolder[]): Verdict {
  const values = mergeValues(labels.map((label) => label.values));
  const hint = labels[0]?.hint ?? null;
  const ids = values.ids?.values ?? [];
  const named = hint && values.ids ? readingByName(hint, ids) : null;
  if (named) return { reading: named };
  const reason = openReasonOf(values);
  return reason ? { question: { reason, values } } : { reading: plainReading(ids) };
}

/** Told by the name of a folder, in which somebody may keep masks of the same pictures. */
const TOLD_BY_FOLDER: readonly PresetId[] = ['street-hazards', 'bdd-anomaly'];

/**
 * A name counts only where its data set has all of the ids; that of a folder only for several
 * classes, since one id beside 0 or void is a mask.
 */
function readingByName(hint: PresetId, ids: readonly number[]): LabelReading | null {
  const objects = ids.filter((id) => id !== 0 && !VOIDS.includes(id));
  if (TOLD_BY_FOLDER.includes(hint) && objects.length < 2) return null;
  const fromZero = hint === 'street-hazards' && ids.includes(0) && !ids.includes(14);
  const preset = presetOf(fromZero ? 'street-hazards-from-zero' : hint);
  return hasAllIds(preset, ids) ? preset.reading : null;
}

function openReasonOf(values: LabelValues): OpenReason | null {
  if (alphaVaries(values)) return 'alpha';
  if (values.colours) return 'colours';
  const ids = values.ids?.values ?? [];
  if (ids.length === 1 && ids[0] === 0) return null;
  if (!ids.includes(0)) return ids.length === 1 ? 'one-id' : 'several-ids';
  const objects = ids.filter((id) => id !== 0 && !VOIDS.includes(id));
  const voids = ids.filter((id) => VOIDS.includes(id));
  if (objects.length === 0) return 'mask-or-void';
  if (objects.length === 1 && voids.length <= 1) return null;
  return looksSoft(ids) ? 'soft' : 'several-ids';
}

/** {0}, {0, x} or {0, x, void}: 1 is the id of a folder in which nothing is unknown. */
function plainReading(ids: readonly number[]): LabelReading {
  const anomaly = ids.filter((id) => id !== 0 && !VOIDS.includes(id));
  const ignore = ids.filter((id) => VOIDS.includes(id));
  return {
    as: 'ids',
    anomaly: anomaly.length > 0 ? anomaly : [1],
    ignore: ignore.length > 0 ? ignore : [255],
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
