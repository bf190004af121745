/** Readings of shapes that a person has drawn and named. */
import { AnomalensError } from '#src/core/errors';
import { TRAIN_ID_NAMES } from '#src/core/ground-truth/class-names';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { type LabelValues, listedNames } from '#src/core/ground-truth/label-values';

/** Names that leave nothing to ask; the first is what this page's own masks are called. */
const ANOMALY_NAME =
  /^(unknown[-_ ]?objects?|unknowns?|anomal(y|ies|ous)|ood|out[-_ ]of[-_ ]distribution)$/i;
const VOID_NAME = /^(void|ignored?|ignored? region|don'?t[-_ ]?care|_*ignore_*)$/i;
const NORMAL_NAME = /^_*background_*$/i;
/** Classes that every one of the page's networks knows. */
const KNOWN_CLASSES: ReadonlySet<string> = new Set(TRAIN_ID_NAMES);

type Kind = 'anomaly' | 'ignore' | 'normal' | null;
type Named = [id: number, name: string];

function kindOf([, name]: Named): Kind {
  if (VOID_NAME.test(name)) return 'ignore';
  if (ANOMALY_NAME.test(name)) return 'anomaly';
  return NORMAL_NAME.test(name) ? 'normal' : null;
}

/** Names by ascending id; of colours those that some label holds. */
function namedIn({ names, colours }: LabelValues): Named[] {
  const all = Object.entries(names).map(([id, name]): Named => [Number(id), name]);
  return colours ? all.filter(([colour]) => colours.values.includes(colour)) : all;
}

function readingOf(values: LabelValues, anomaly: readonly Named[]) {
  const ids = anomaly.map(([id]) => id);
  const ignore = namedIn(values).flatMap((named) =>
    kindOf(named) === 'ignore' && !ids.includes(named[0]) ? named[0] : [],
  );
  return { as: 'ids', anomaly: ids, ignore, names: values.names } as const;
}

/** The reading of names that say all; null where a person has to. */
export function toldByNames(values: LabelValues): LabelReading | null {
  const names = namedIn(values);
  if (names.some((named) => kindOf(named) === null)) return null;
  return readingOf(
    values,
    names.filter((named) => kindOf(named) === 'anomaly'),
  );
}

/** What is offered about names, the likeliest first. */
export function suggestByNames(values: LabelValues): { title: string; reading: LabelReading }[] {
  const names = namedIn(values).filter((named) => kindOf(named) !== 'ignore');
  const told = names.filter((named) => kindOf(named) === 'anomaly');
  const strange = names.filter(
    (named) => kindOf(named) === null && !KNOWN_CLASSES.has(named[1].toLowerCase()),
  );
  const suggestion = (some: readonly Named[], title = `Unknown: ${wordsOf(some)}`) => ({
    title,
    reading: readingOf(values, some),
  });
  const some = [told, strange].filter(({ length }) => length > 0 && length < names.length);
  const all = suggestion(names, 'Everything drawn is unknown');
  const none = suggestion([], 'Nothing is unknown');
  if (names.length === 0) return [none];
  const rest = told.length + strange.length > 0 ? [all, none] : [none, all];
  return [...some.map((named) => suggestion(named)), ...rest];
}

const wordsOf = (named: readonly Named[]) => listedNames(named.map(([, name]) => name));

/**
 * The reading that a command's options name; upper and lower case are the same to it.
 * @param ignore null where nothing is said: what names call ignored is.
 * @throws AnomalensError `label-unexplained` for a name that no label has.
 */
export function readingByNames(
  values: LabelValues,
  anomaly: readonly string[],
  ignore: readonly string[] | null,
): LabelReading {
  const known = namedIn(values);
  const named = (wanted: readonly string[]) =>
    wanted.flatMap((name) => {
      const same = known.filter(([, other]) => other.toLowerCase() === name.toLowerCase());
      if (same.length > 0) return same;
      const held = known.length > 0 ? wordsOf(known) : 'no names';
      throw new AnomalensError(
        'label-unexplained',
        `No label holds “${name}” of the options; the labels hold ${held}.`,
      );
    });
  const reading = readingOf(values, named(anomaly));
  const voids = ignore ? named(ignore).map(([id]) => id) : reading.ignore;
  return values.colours
    ? { as: 'colour', anomaly: reading.anomaly, ignore: voids }
    : { ...reading, ignore: voids };
}
