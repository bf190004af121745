/**
 * How a person has read the labels of a folder, kept in localStorage by the folder's name and its
 * values. Storage is optional: without it every folder is asked about again.
 */
import * as v from 'valibot';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { keyOfValues, type LabelValues } from '#src/core/ground-truth/label-values';

const STORAGE_KEY = 'anomalens.label-readings';
/** The oldest is forgotten first. */
const MOST_REMEMBERED = 100;

const ids = v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff)));

const reading: v.GenericSchema<unknown, LabelReading> = v.variant('as', [
  v.object({ as: v.picklist(['ids', 'colour']), anomaly: ids, ignore: ids }),
  v.object({ as: v.literal('instances'), ignore: ids }),
  v.object({ as: v.picklist(['soft', 'alpha', 'train-ids', 'label-ids', 'open-map']) }),
]);

const schema = v.array(v.object({ folder: v.string(), values: v.string(), reading }));

type Remembered = v.InferOutput<typeof schema>;

/** Null for a folder without a name, and for one that nobody was asked about. */
export function recallReading(folder: string, values: LabelValues): LabelReading | null {
  const key = keyOfValues(values);
  const known = load().find((entry) => entry.folder === folder && entry.values === key);
  return folder === '' ? null : (known?.reading ?? null);
}

/** @returns whether it is kept for another time. */
export function rememberReading(
  folder: string,
  values: LabelValues,
  chosen: LabelReading,
): boolean {
  if (folder === '') return false;
  const key = keyOfValues(values);
  const others = load().filter((entry) => entry.folder !== folder || entry.values !== key);
  const all = [...others, { folder, values: key, reading: chosen }].slice(-MOST_REMEMBERED);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(all));
    return true;
  } catch {
    return false; // full, or refused as in a private window
  }
}

function load(): Remembered {
  try {
    const parsed = v.safeParse(schema, JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]'));
    return parsed.success ? parsed.output : [];
  } catch {
    return [];
  }
}
