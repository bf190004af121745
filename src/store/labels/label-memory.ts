/**
 * How a person has read labels, kept in localStorage by what tells their set from others: the name
 * of the folder that was opened, the names of the labels and their values. Storage is optional:
 * without it every folder is asked about again.
 */
import * as v from 'valibot';
import { crc32 } from '#src/core/compression/crc32';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { keyOfValues, type LabelValues } from '#src/core/ground-truth/label-values';

const STORAGE_KEY = 'anomalens.label-readings';
/** The oldest is forgotten first. */
const MOST_REMEMBERED = 100;

const ids = v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff)));
const names = v.exactOptional(
  v.record(v.pipe(v.string(), v.digits(), v.transform(Number)), v.string()),
);

const reading: v.GenericSchema<unknown, LabelReading> = v.variant('as', [
  v.object({ as: v.literal('ids'), anomaly: ids, ignore: ids, names }),
  v.object({ as: v.literal('colour'), anomaly: ids, ignore: ids }),
  v.object({ as: v.literal('instances'), ignore: ids }),
  v.object({ as: v.picklist(['soft', 'alpha', 'train-ids', 'label-ids', 'open-map']) }),
]);

const schema = v.object({ key: v.string(), reading });

type Remembered = v.InferOutput<typeof schema>;

/**
 * Names a set of labels. `labels` is what almost every folder of them is called, so that their own
 * names count too, without folders: a set may be opened from another place.
 * @param opened the name of what was opened. @param paths of the labels, in any order.
 * @returns null for loose files, which are asked about every time.
 */
export function memoryKey(
  opened: string,
  paths: readonly string[],
  values: LabelValues,
): string | null {
  if (opened === '') return null;
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
  return [opened, checksum(names.join('\n')), checksum(keyOfValues(values))].join('/');
}

function checksum(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(16);
}

/** Null where nobody was asked, and for loose files. @param key of `memoryKey`. */
export function recallReading(key: string | null): LabelReading | null {
  return (key !== null && load().find((entry) => entry.key === key)?.reading) || null;
}

/** @param key of `memoryKey`. @returns whether it is kept for another time. */
export function rememberReading(key: string | null, chosen: LabelReading): boolean {
  if (key === null) return false;
  const others = load().filter((entry) => entry.key !== key);
  const all = [...others, { key, reading: chosen }].slice(-MOST_REMEMBERED);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(all));
    return true;
  } catch {
    return false; // full, or refused as in a private window
  }
}

/** What cannot be read is left out, and the rest kept. */
function load(): Remembered[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((entry) => {
      const parsed = v.safeParse(schema, entry);
      return parsed.success ? [parsed.output] : [];
    });
  } catch {
    return [];
  }
}
