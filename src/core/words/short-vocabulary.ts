/** A vocabulary as links and tables keep it: what differs from the usual one, as plain text. */
import * as v from 'valibot';
import { CLASS_LISTS, type ClassList, DEFAULT_VOCABULARY } from './class-lists';
import { conceptCount, MOST_CONCEPTS } from './columns';
import { plainText } from './spelling';
import type { Concept, Vocabulary } from './vocabulary';

/** A word; with a sense a pair. What is switched off has a minus before it, which no word begins with. */
type ShortConcept = string | [word: string, sense: string];

export interface ShortVocabulary {
  /** Whose concepts the classes have, but for `classes`; absent: `strict`. */
  list?: ClassList | undefined;
  classes?: Record<string, ShortConcept[]> | undefined;
  merges?: string[][] | undefined;
  prompts?: ShortConcept[] | undefined;
  ensemble?: boolean | undefined;
  calibrated?: boolean | undefined;
  alpha?: number | undefined;
  /** In reports alone: a link loads no network that its reader has not asked for. */
  encoder?: true;
}

const LISTS = Object.keys(CLASS_LISTS) as ClassList[];

const shortOf = ({ word, sense, off }: Concept): ShortConcept => {
  const text = off ? `-${word}` : word;
  return sense === undefined ? text : [text, sense];
};

const conceptOf = (short: ShortConcept): Concept => {
  const [text, sense] = typeof short === 'string' ? [short] : short;
  const off = text.startsWith('-');
  const concept: Concept = { word: off ? text.slice(1) : text };
  if (sense !== undefined) concept.sense = sense;
  if (off) concept.off = true;
  return concept;
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Empty for the usual vocabulary. */
export function shortVocabulary(vocabulary: Vocabulary): ShortVocabulary {
  const differing = (list: ClassList) =>
    vocabulary.classes.filter(({ concepts }, i) => !same(concepts, CLASS_LISTS[list][i]?.concepts));
  const [list] = [...LISTS].sort((a, b) => differing(a).length - differing(b).length);
  const usual = DEFAULT_VOCABULARY;
  const short: ShortVocabulary = {};
  if (list !== undefined && list !== 'strict') short.list = list;
  const edited = differing(list as ClassList);
  if (edited.length > 0)
    short.classes = Object.fromEntries(
      edited.map(({ name, concepts }) => [name, concepts.map(shortOf)]),
    );
  const { merges, prompts, ensemble, calibrated, alpha } = vocabulary;
  if (!same(merges, usual.merges)) short.merges = merges.map((names) => [...names]);
  if (!same(prompts, usual.prompts)) short.prompts = prompts.map(shortOf);
  if (ensemble !== usual.ensemble) short.ensemble = ensemble;
  if (calibrated !== usual.calibrated) short.calibrated = calibrated;
  if (alpha !== usual.alpha) short.alpha = alpha;
  if (vocabulary.encoder) short.encoder = true;
  return short;
}

/** What differs from the usual vocabulary as JSON in one cell of a table; null where nothing does. */
export function wordsCell(vocabulary: Vocabulary | undefined): string | null {
  const short = vocabulary ? shortVocabulary(vocabulary) : {};
  return Object.keys(short).length > 0 ? JSON.stringify(short) : null;
}

/** A concept as text, whether on or off. */
const textOf = (short: ShortConcept) => {
  const { off: _, ...choice } = conceptOf(short);
  return JSON.stringify(choice);
};
const isWord = (text: string) => plainText(text.replace(/^-/, '')) !== '';
const word = v.pipe(v.string(), v.maxLength(100), v.check(isWord, 'no word'));
const concept = v.union([word, v.tuple([word, v.pipe(v.string(), v.maxLength(200))])]);
const concepts = v.pipe(
  v.array(concept),
  v.check((list: ShortConcept[]) => isOnceOnly([list.map(textOf)]), 'twice'),
);
const className = v.picklist(CLASS_LISTS.strict.map(({ name }) => name));

function isOnceOnly(merges: string[][]): boolean {
  const names = merges.flat();
  return new Set(names).size === names.length;
}

/** Reads what `shortVocabulary` wrote; anything else is no valid value. */
export const shortVocabularySchema = v.pipe(
  v.strictObject({
    list: v.optional(v.picklist(LISTS)),
    classes: v.optional(v.record(className, concepts)),
    merges: v.optional(
      v.pipe(v.array(v.pipe(v.array(className), v.minLength(2))), v.check(isOnceOnly, 'twice')),
    ),
    prompts: v.optional(concepts),
    ensemble: v.optional(v.boolean()),
    calibrated: v.optional(v.boolean()),
    alpha: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  v.transform(longVocabulary),
  v.check((vocabulary) => conceptCount(vocabulary) <= MOST_CONCEPTS, 'too many words'),
);

/** The inverse of `shortVocabulary`. */
function longVocabulary({
  list = 'strict',
  classes,
  prompts,
  ...rest
}: ShortVocabulary): Vocabulary {
  const usual = DEFAULT_VOCABULARY;
  return {
    classes: CLASS_LISTS[list].map((entry) => {
      const own = classes?.[entry.name];
      return own ? { ...entry, concepts: own.map(conceptOf) } : entry;
    }),
    merges: rest.merges ?? usual.merges,
    prompts: prompts?.map(conceptOf) ?? usual.prompts,
    ensemble: rest.ensemble ?? usual.ensemble,
    calibrated: rest.calibrated ?? usual.calibrated,
    alpha: rest.alpha ?? usual.alpha,
  };
}
