/** How the labels of a folder are to be read: decided where nothing is open, otherwise asked. */
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { type LabelValues, mergeValues } from '#src/core/ground-truth/label-values';
import { toldByNames } from '#src/core/ground-truth/named-readings';
import { hasAllIds, type PresetId, presetOf } from '#src/core/ground-truth/presets';
import { alphaVaries, looksSoft, VOIDS } from '#src/core/ground-truth/suggest-readings';
import { addTo } from '#src/core/groups';

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
  | 'mask-in-part' // 0 and 255 alone in some folders, while others mark another id
  | 'several-ids'
  | 'one-id' // and no 0 beside it
  | 'colours'
  | 'soft'
  | 'alpha'
  | 'names'; // of drawn shapes

type Verdict = { reading: LabelReading; reason: null } | { reading: null; reason: OpenReason };

/** Labels that are read alike, or that one answer is needed for. */
export type LabelGroup<L extends LabelOfFolder = LabelOfFolder> = Verdict & {
  labels: readonly L[];
  /** What all of them hold. */
  values: LabelValues;
};

/** A folder of fewer labels is a file, which decides nothing. */
const FEWEST_IN_FOLDER = 2;

/**
 * Every label in exactly one group. Decided over all of them, never over one file: 255 is void
 * everywhere in a folder if some label in it marks anomalies with another id. Labels whose names
 * tell their data set are decided apart, and so are drawn shapes, whose ids are their own. Where the whole stays open, and folders within decide by
 * themselves, several data sets lie side by side and each keeps its own. A folder in which 0 and
 * 255 stand alone is asked about even where the others decide: it may hold masks of another tool.
 */
export function decideGroups<L extends LabelOfFolder>(labels: readonly L[]): LabelGroup<L>[] {
  return groupBy(labels, ({ hint, values }) => `${hint}|${values.drawn}`).flatMap(decideNamed);
}

/** @param labels of one hint, all of them drawn shapes or none. */
function decideNamed<L extends LabelOfFolder>(labels: L[]): LabelGroup<L>[] {
  const whole = groupOf(labels);
  if (whole.reading && readingByName(labels[0]?.hint ?? null, whole.values)) return [whole];
  const parts = groupBy(labels, ({ folder }) => folder).map(groupOf);
  const masks = parts.filter(({ reason }) => reason === 'mask-or-void');
  const others = parts.filter(({ reason }) => reason !== 'mask-or-void');
  const asked = (): LabelGroup<L>[] =>
    masks.length > 0 ? [{ ...joined(masks), reading: null, reason: 'mask-in-part' }] : [];
  if (whole.reading)
    return [{ ...joined(others), reading: whole.reading, reason: null }, ...asked()];
  const areApart =
    whole.reason !== 'mask-or-void' &&
    others.length > 0 &&
    parts.every((part) => part.labels.length >= FEWEST_IN_FOLDER) &&
    others.every(({ reading }) => reading !== null);
  return areApart ? [...others, ...asked()] : [whole];
}

function groupOf<L extends LabelOfFolder>(labels: readonly L[]): LabelGroup<L> {
  const values = mergeValues(labels.map((label) => label.values));
  return { labels, values, ...verdictOf(labels[0]?.hint ?? null, values) };
}

function joined<L extends LabelOfFolder>(groups: readonly LabelGroup<L>[]) {
  return {
    labels: groups.flatMap(({ labels }) => labels),
    values: mergeValues(groups.map(({ values }) => values)),
  };
}

function verdictOf(hint: PresetId | null, values: LabelValues): Verdict {
  const named = values.drawn ? toldByNames(values) : readingByName(hint, values);
  if (named) return { reading: named, reason: null };
  const reason = openReasonOf(values);
  return reason
    ? { reading: null, reason }
    : { reading: plainReading(values.ids?.values ?? []), reason: null };
}

/** Told by the name of a folder, in which somebody may keep masks of the same pictures. */
const TOLD_BY_FOLDER: readonly PresetId[] = ['street-hazards', 'bdd-anomaly'];

/**
 * A name counts only where its data set has all of the ids; that of a folder only for several
 * classes, since one id beside 0 or void is a mask.
 */
function readingByName(hint: PresetId | null, values: LabelValues): LabelReading | null {
  if (!hint || !values.ids || values.drawn) return null;
  const ids = values.ids.values;
  const objects = ids.filter((id) => id !== 0 && !VOIDS.includes(id));
  if (TOLD_BY_FOLDER.includes(hint) && objects.length < 2) return null;
  const fromZero = hint === 'street-hazards' && ids.includes(0) && !ids.includes(14);
  const preset = presetOf(fromZero ? 'street-hazards-from-zero' : hint);
  return hasAllIds(preset, ids) ? preset.reading : null;
}

function openReasonOf(values: LabelValues): OpenReason | null {
  if (values.drawn) return 'names';
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
  for (const item of items) addTo(groups, keyOf(item), item);
  return [...groups.values()];
}
