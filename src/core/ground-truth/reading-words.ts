/** A reading in one plain line. */
import { CUT, type LabelReading } from '#src/core/ground-truth/label-reading';
import { hexOf } from '#src/core/ground-truth/suggest-readings';

export function readingWords(reading: LabelReading): string {
  switch (reading.as) {
    case 'ids':
      return [
        ...marks(calledOr(reading.anomaly, reading.names)),
        ...voids(reading.ignore, reading.names),
        'the rest normal',
      ].join(', ');
    case 'instances':
      return ['0 = normal', ...voids(reading.ignore), 'every other id an object'].join(', ');
    case 'colour':
      return [
        ...marks(reading.anomaly.map(hexOf).join(', ')),
        ...(reading.ignore.length > 0 ? [`${reading.ignore.map(hexOf).join(', ')} = ignored`] : []),
        'the rest normal',
      ].join(', ');
    case 'soft':
      return `Soft mask: anomaly from ${CUT} on`;
    case 'alpha':
      return `Opacity: anomaly from ${CUT} on`;
    case 'train-ids':
      return 'Cityscapes train ids (19 classes)';
    case 'label-ids':
      return 'Cityscapes label ids (19 classes)';
    default:
      return 'Open map: train ids, 19 = unknown, from 20 = learnt classes';
  }
}

function marks(ids: string): string[] {
  return [ids === '' ? 'nothing is anomaly' : `${ids} = anomaly`];
}

type Names = Readonly<Record<number, string>>;

function voids(ids: readonly number[], names?: Names): string[] {
  return ids.length > 0 ? [`${calledOr(ids, names)} = ignored`] : [];
}

function calledOr(ids: readonly number[], names?: Names): string {
  return names ? ids.map((id) => names[id] ?? id).join(', ') : rangesOf(ids);
}

/** `2 to 43, 50` of ascending or unordered ids. */
export function rangesOf(ids: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && range[1] === id - 1) range[1] = id;
    else ranges.push([id, id]);
  }
  return ranges
    .map(([first, last]) => {
      if (first === last) return `${first}`;
      return last === first + 1 ? `${first}, ${last}` : `${first} to ${last}`;
    })
    .join(', ');
}

const VALUES_NAMED = 8;

/** The first values of a label; colours as `#rrggbb`. */
export function listedValues(values: readonly number[], colours: boolean): string {
  const more = values.length - VALUES_NAMED;
  const shown = values.slice(0, VALUES_NAMED).map((value) => (colours ? hexOf(value) : value));
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
