/** What a person is offered about values that nothing explains, the likeliest first. */
import { CUT, type LabelReading, sameReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { suggestByNames } from '#src/core/ground-truth/named-readings';
import { fittingPresets, type Preset } from '#src/core/ground-truth/presets';

export interface Suggestion {
  title: string;
  reading: LabelReading;
}

/** What is mostly void beside another id, and may be the object without one. */
export const VOIDS = [255, 65_535];
const BLACK = 0;
/** A mask with soft edges has more greys than this; fewer are rather ids. */
const FEWEST_GREYS = 8;
/** More ids in a row are rather a table of classes. */
const MOST_IN_ORDER = 8;
/** The others are behind a line of the dialog. */
const MOST_DATA_SETS = 3;
const SOFT: Suggestion = {
  title: `Soft mask: unknown from ${CUT} on`,
  reading: { as: 'soft' },
};
const ALPHA: Suggestion = {
  title: `Opacity: unknown where it is ${CUT} or more`,
  reading: { as: 'alpha' },
};

export function suggestReadings(values: LabelValues): Suggestion[] {
  if (values.drawn) return suggestByNames(values);
  const painted = values.colours ? ofColours(values) : ofIds(values.ids?.values ?? []);
  if (!alphaVaries(values)) return painted;
  const plain = (values.colours ?? values.ids)?.values.length === 1;
  return plain ? [ALPHA, ...painted] : [...painted, ALPHA];
}

/** Whether opacity can carry a mask: all opaque says nothing. */
export function alphaVaries({ alpha }: LabelValues): boolean {
  return alpha?.values.some((value) => value !== 255) ?? false;
}

/** Many greys between black and white. */
export function looksSoft(ids: readonly number[]): boolean {
  const [lowest = 0, highest = 0] = [ids[0], ids.at(-1)];
  return ids.length > FEWEST_GREYS && lowest < CUT && highest >= 200 && highest <= 255;
}

/** Every colour but black and what is called background. */
function ofColours({ colours, names }: LabelValues): Suggestion[] {
  const isBackground = (colour: number) => colour === BLACK || names[colour] === 'background';
  const objects = (colours?.values ?? []).filter((colour) => !isBackground(colour));
  const title =
    objects.length === 1
      ? `Mask: ${hexOf(objects[0] as number)} unknown`
      : 'Every colour but black unknown';
  return [{ title, reading: { as: 'colour', anomaly: objects, ignore: [] } }];
}

function ofIds(ids: readonly number[]): Suggestion[] {
  if (ids.every((id) => id === 0 || VOIDS.includes(id))) return maskOrVoid(ids);
  const fitting = fittingPresets(ids).sort((a, b) => likelihood(b, ids) - likelihood(a, ids));
  const instances = ofInstances(ids);
  const few = fitting.map(ofPreset).filter(isFirstOfItsKind).slice(0, MOST_DATA_SETS);
  if (looksSoft(ids)) return [SOFT, ...few, instances];
  return looksLikeInstances(ids) ? [instances, ...few] : [...few, instances];
}

/** Each of the values that often mean void may be the mask instead. */
function maskOrVoid(ids: readonly number[]): Suggestion[] {
  const marks = ids.filter((id) => id !== 0);
  const masks = marks.map(
    (mark): Suggestion => ({
      title: `Binary mask: ${mark} unknown`,
      reading: { as: 'ids', anomaly: [mark], ignore: marks.filter((id) => id !== mark) },
    }),
  );
  const nothing: Suggestion = {
    title: `Nothing is unknown: ${marks.join(' and ')} ignored`,
    reading: { as: 'ids', anomaly: [], ignore: marks },
  };
  return [...masks, nothing];
}

function ofPreset({ title, reading }: Preset): Suggestion {
  return { title, reading };
}

/** Two data sets of one reading are one choice. */
function isFirstOfItsKind({ reading }: Suggestion, index: number, all: readonly Suggestion[]) {
  return all.findIndex((other) => sameReading(other.reading, reading)) === index;
}

function ofInstances(ids: readonly number[]): Suggestion {
  return {
    title: 'Instances: 0 normal, every other id an object',
    reading: { as: 'instances', ignore: voidOfInstances(ids) },
  };
}

/** 255 is void; in 16 bits it is the number of an object, and 65535 is void. */
export function voidOfInstances(ids: readonly number[]): number[] {
  const wide = (ids.at(-1) ?? 0) > 255;
  return (wide ? [65_535] : [255]).filter((id) => ids.includes(id));
}

/** Numbers of objects: more than a table of classes has, or few that start at 1 beside 0. */
function looksLikeInstances(ids: readonly number[]): boolean {
  const objects = ids.filter((id) => id !== 0 && id !== 255);
  const inOrder = ids[0] === 0 && objects.every((id, index) => id === index + 1);
  return objects.some((id) => id > 255) || (inOrder && objects.length <= MOST_IN_ORDER);
}

/**
 * A table whose last ids are the anomaly fits best when the values reach exactly there; classes
 * without an anomaly come after.
 */
function likelihood({ reading, names }: Preset, ids: readonly number[]): number {
  if (!('anomaly' in reading)) return 2;
  const highest = ids.findLast((id) => id !== 255) ?? 0;
  const isLast = reading.anomaly.at(-1) === names.length - 1;
  return isLast && reading.anomaly.includes(highest) ? 3 : 1;
}

/** `#0a1b2c` */
export function hexOf(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
