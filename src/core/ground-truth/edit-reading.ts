/** A reading that a person changes value by value, and what it makes of a folder. */
import { type LabelReading, meaningOf, sameReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { fittingPresets, hasAllIds, PRESETS, type Preset } from '#src/core/ground-truth/presets';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';

export type ValueKind = 'normal' | 'anomaly' | 'ignored';

/** What a reading makes of a value, classes being normal. */
export function kindOf(reading: LabelReading, value: number): ValueKind {
  const meaning = meaningOf(reading, value);
  if (meaning === IGNORE) return 'ignored';
  const isClass = reading.as === 'train-ids' || reading.as === 'label-ids';
  return meaning === ANOMALY && !isClass && reading.as !== 'open-map' ? 'anomaly' : 'normal';
}

/** Changes one value and keeps the others, as a list of ids or colours. */
export function withKind(
  reading: LabelReading,
  { ids, colours, names, drawn }: LabelValues,
  changed: number,
  kind: ValueKind,
): LabelReading {
  const values = (colours ?? ids)?.values ?? [];
  const kinds = new Map(values.map((value) => [value, kindOf(reading, value)]));
  kinds.set(changed, kind);
  const ofKind = (wanted: ValueKind) =>
    [...kinds].flatMap(([value, its]) => (its === wanted ? value : []));
  return {
    as: colours ? 'colour' : 'ids',
    anomaly: ofKind('anomaly'),
    ignore: ofKind('ignored'),
    ...(drawn && { names }),
  };
}

/** Fractions 0..1 of all pixels of the folder. */
export function sharesOf(reading: LabelReading, values: LabelValues): Record<ValueKind, number> {
  const shares = { normal: 0, anomaly: 0, ignored: 0 };
  const counted = countedFor(reading, values);
  const total = counted.pixels.reduce((sum, pixels) => sum + pixels, 0);
  for (const [index, value] of counted.values.entries())
    shares[kindOf(reading, value)] += (counted.pixels[index] as number) / total;
  return shares;
}

/** The values that a reading is about. */
export function countedFor({ as }: LabelReading, { ids, colours, alpha }: LabelValues) {
  const counted = as === 'alpha' ? alpha : (colours ?? ids);
  return counted ?? { values: [], pixels: [] };
}

/**
 * The data set that names the ids best: the one that is chosen, else the first that fits. Numbers
 * of objects have no names, and drawn shapes have their own.
 */
export function presetFor(reading: LabelReading, { ids, drawn }: LabelValues): Preset | null {
  if (!ids || drawn || reading.as === 'instances') return null;
  const chosen = PRESETS.find(
    (preset) => sameReading(preset.reading, reading) && hasAllIds(preset, ids.values),
  );
  return chosen ?? fittingPresets(ids.values)[0] ?? null;
}
