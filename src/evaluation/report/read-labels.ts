/** How the labels of a set were read, for reports and tables. */
import { keyOfReading, type LabelReading } from '#src/core/ground-truth/label-reading';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { hexOf } from '#src/core/ground-truth/suggest-readings';

/** Labels that were read alike. */
export interface ReadLabels {
  labels: number;
  as: LabelReading['as'];
  /** Ids, or colours `#rrggbb`; null where the reading has no list. */
  anomaly: (number | string)[] | null;
  ignore: (number | string)[] | null;
  /** The reading in a line for a person. */
  words: string;
}

/** In the order in which they first occur. @param readings of each label. */
export function readLabels(readings: readonly LabelReading[]): ReadLabels[] {
  const groups = new Map<string, ReadLabels>();
  for (const reading of readings) {
    const key = keyOfReading(reading);
    const group = groups.get(key) ?? { labels: 0, ...described(reading) };
    groups.set(key, { ...group, labels: group.labels + 1 });
  }
  return [...groups.values()];
}

function described(reading: LabelReading): Omit<ReadLabels, 'labels'> {
  const listed = (values: readonly number[]) =>
    reading.as === 'colour' ? values.map(hexOf) : [...values];
  return {
    as: reading.as,
    anomaly: 'anomaly' in reading ? listed(reading.anomaly) : null,
    ignore: 'ignore' in reading ? listed(reading.ignore) : null,
    words: readingWords(reading),
  };
}
