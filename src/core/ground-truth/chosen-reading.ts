/** The reading that a command's options name. */
import { AnomalensError } from '#src/core/errors';
import type { OpenReason } from '#src/core/ground-truth/decide-reading';
import { CUT, type LabelReading } from '#src/core/ground-truth/label-reading';
import { type LabelValues, listedNames } from '#src/core/ground-truth/label-values';
import { readingByNames } from '#src/core/ground-truth/named-readings';
import { hasAllIds, marksSome, presetOf } from '#src/core/ground-truth/presets';
import { listedValues } from '#src/core/ground-truth/reading-words';
import { suggestReadings, VOIDS, voidOfInstances } from '#src/core/ground-truth/suggest-readings';

/** As on the command line; null where nothing was said. */
export interface LabelOptions {
  as: 'instances' | 'soft' | 'alpha' | 'colour' | null;
  /** Ids, or colours 0xRRGGBB; empty: nothing is unknown. */
  anomaly: readonly number[] | null;
  ignore: readonly number[] | null;
  /** Names of drawn shapes, or of colours that a `labelmap.txt` names. */
  anomalyNames?: readonly string[] | null;
  ignoreNames?: readonly string[] | null;
  closedSet: boolean;
}

/**
 * Null where the options say nothing, so that the values must.
 * @param values of the whole folder, never of a shard.
 * @throws AnomalensError `label-unexplained` where they do not fit: no label holds an anomaly, all
 * of the labels lie on one side of a cut, or several colours may be an anomaly.
 */
export function chosenReading(
  { as, anomaly, ignore, anomalyNames, ignoreNames, closedSet }: LabelOptions,
  values: LabelValues,
): LabelReading | null {
  if (values.drawn && (closedSet || as || anomaly))
    throw misfit(
      'What was said is of labels of pixels',
      values,
      'Say --anomaly-names with those that are unknown, or --anomaly-names none',
    );
  if (closedSet) {
    const isTrainIds = hasAllIds(presetOf('train-ids'), values.ids?.values ?? []);
    return { as: isTrainIds ? 'train-ids' : 'label-ids' };
  }
  if (anomalyNames) return readingByNames(values, anomalyNames, ignoreNames ?? null);
  if (as === 'soft') return softReading(values);
  if (as === 'alpha') return alphaReading(values);
  if (as === 'instances') return instancesReading(ignore, values);
  if (as === 'colour') return colourReading(anomaly, ignore, values);
  if (!anomaly) return null;
  const found = idsIn(values, '--anomaly-ids');
  const voids = VOIDS.filter((id) => found.includes(id) && !anomaly.includes(id));
  return checked({ as: 'ids', anomaly, ignore: ignore ?? voids }, found);
}

/** A mask of 0 and 255 may be an object or void: reading 255 as void would leave nothing to find. */
function instancesReading(ignore: readonly number[] | null, values: LabelValues): LabelReading {
  const ids = idsIn(values, '--labels-as instances');
  const voids = ignore ?? VOIDS;
  const marks = ids.filter((id) => id !== 0);
  if (marks.length > 0 && marks.every((id) => voids.includes(id)))
    throw misfit(
      '--labels-as instances finds no object beside void',
      values,
      `Say --anomaly-ids ${marks.join()} if that is the object, --anomaly-ids none --void-ids ${marks.join()} if nothing is unknown`,
    );
  return { as: 'instances', ignore: ignore ?? voidOfInstances(ids) };
}

function softReading(values: LabelValues): LabelReading {
  const greys = idsIn(values, '--labels-as soft');
  if (!isCut(greys) || greys.some((grey) => grey > 255))
    throw misfit(
      `--labels-as soft cuts greys of 0 to 255 at ${CUT}, with some on either side`,
      values,
      'Say --anomaly-ids with the ids that are unknown, or none',
    );
  return { as: 'soft' };
}

function alphaReading({ alpha }: LabelValues): LabelReading {
  const opacities = alpha?.values ?? [];
  if (isCut(opacities)) return { as: 'alpha' };
  const held = alpha ? `hold the opacities ${listedValues(opacities, false)}` : 'have no opacity';
  throw new AnomalensError(
    'label-unexplained',
    `--labels-as alpha cuts opacity at ${CUT}, with some on either side, but the labels ${held}. Say --anomaly-ids with the ids that are unknown, or none.`,
  );
}

function isCut(values: readonly number[]): boolean {
  return values.some((value) => value < CUT) && values.some((value) => value >= CUT);
}

function idsIn(values: LabelValues, option: string): readonly number[] {
  if (values.ids) return values.ids.values;
  throw misfit(
    `${option} reads ids`,
    values,
    'Say --labels-as colour, with --anomaly-ids #rrggbb where there are several',
  );
}

function colourReading(
  anomaly: readonly number[] | null,
  ignore: readonly number[] | null,
  values: LabelValues,
): LabelReading {
  const found = values.colours?.values ?? [];
  if (anomaly) return checked({ as: 'colour', anomaly, ignore: ignore ?? [] }, found);
  const suggested = suggestReadings(values).find(({ reading }) => reading.as === 'colour')?.reading;
  const objects = suggested && 'anomaly' in suggested ? suggested.anomaly : [];
  const left = objects.filter((colour) => !ignore?.includes(colour));
  if (left.length !== 1) throw unexplained('colours', values);
  return { as: 'colour', anomaly: left, ignore: ignore ?? [] };
}

/** Ids that no label holds are a slip, unless it is said that nothing is unknown. */
function checked(reading: LabelReading, found: readonly number[]): LabelReading {
  if (!('anomaly' in reading) || reading.anomaly.length === 0 || marksSome(reading, found))
    return reading;
  throw new AnomalensError(
    'label-unexplained',
    `No label holds an anomaly id of --anomaly-ids; the labels hold ${listedValues(found, reading.as === 'colour')}. If nothing is unknown in them, say --anomaly-ids none.`,
  );
}

const REASONS: Record<OpenReason, string> = {
  'mask-or-void':
    '255 alone beside 0 may be a mask or void. Say --anomaly-ids 255 if it is the object, --anomaly-ids none --void-ids 255 if nothing is unknown',
  'mask-in-part':
    '255 alone beside 0 may be a mask or void, and other labels of the set mark another id. Say --anomaly-ids with that id, and with 255 if it is an object too; or evaluate these labels apart',
  'several-ids':
    'nothing tells which ids are unknown. Say --anomaly-ids with them, --labels-as instances if every id but 0 is an object, or --closed-set for the 19 classes of Cityscapes',
  'one-id': 'a single id without a 0 says nothing. Say --anomaly-ids and --void-ids',
  colours:
    'the labels hold colours. Say --labels-as colour, with --anomaly-ids #rrggbb where there are several',
  soft: 'the labels hold many greys. Say --labels-as soft for a mask with soft edges, cut at 128, or --anomaly-ids',
  alpha:
    'the labels have an alpha channel. Say --labels-as alpha if it is the mask, or --anomaly-ids for the ids beside it',
  names:
    'nothing tells which of them are unknown. Say --anomaly-names with those that are, or --anomaly-names none',
};

/**
 * The refusal of a command that cannot ask.
 * @param folders of the labels in question, where others are read without it.
 */
export function unexplained(
  reason: OpenReason,
  values: LabelValues,
  folders: readonly string[] = [],
): AnomalensError {
  const whose = reason === 'mask-in-part' ? ` of ${folders.join(', ')}` : '';
  const text = `The labels${whose} hold ${heldIn(values)}: ${REASONS[reason]}.`;
  return new AnomalensError('label-unexplained', text);
}

/** The refusal of an option that the values do not fit, with what may be meant instead. */
function misfit(expected: string, values: LabelValues, advice: string): AnomalensError {
  const text = `${expected}, but the labels hold ${heldIn(values)}. ${advice}.`;
  return new AnomalensError('label-unexplained', text);
}

function heldIn({ ids, colours, names, drawn }: LabelValues): string {
  if (drawn) return `shapes called ${listedNames(Object.values(names))}`;
  return colours ? listedValues(colours.values, true) : listedValues(ids?.values ?? [], false);
}
