/** Names of things, with an exact vector for each of their senses. */
import * as v from 'valibot';
import { addTo } from '#src/core/groups';
import { unitRows } from './vectors';

export interface DictionaryEntry {
  /** What it is called, in small letters, the usual name first. */
  lemmas: readonly string[];
  /** What kind of thing it is: `animal`, `street`, ... */
  category: string;
  /** The entry of what it is a kind of; -1 where that is none. */
  parent: number;
  /** What tells it from others of the same name; empty where there are none. */
  gloss: string;
}

export interface Dictionary {
  entries: readonly DictionaryEntry[];
  /** `[entries, dimensions]` unit rows. */
  vectors: Float32Array;
  dimensions: number;
  /** Entries by each of their names; the first of them is the usual sense. */
  byLemma: ReadonlyMap<string, readonly number[]>;
}

const whole = v.pipe(v.number(), v.integer());
const dictionaryFile = v.object({
  schemaVersion: v.literal(1),
  dimensions: v.pipe(whole, v.minValue(1)),
  categories: v.array(v.string()),
  entries: v.array(v.strictTuple([v.pipe(v.string(), v.minLength(1)), whole, whole, v.string()])),
});

/**
 * @param content of the file of names. @param bytes the vectors, int8.
 * @throws ValiError or RangeError for other contents.
 */
export function parseDictionary(content: unknown, bytes: Uint8Array): Dictionary {
  const { dimensions, categories, entries: rows } = v.parse(dictionaryFile, content);
  const byLemma = new Map<string, number[]>();
  const entries = rows.map(([names, category, parent, gloss], index) => {
    const kind = categories[category];
    if (kind === undefined || parent < -1 || parent >= rows.length)
      throw new RangeError(`entry ${index} names a category or an entry that is not there`);
    const lemmas = names.split('|');
    for (const lemma of new Set(lemmas)) addTo(byLemma, lemma, index);
    return { lemmas, category: kind, parent, gloss };
  });
  return { entries, vectors: unitRows(bytes, dimensions, rows.length), dimensions, byLemma };
}

/** The vector of an entry, a view of the table. */
export function entryVector({ vectors, dimensions }: Dictionary, entry: number): Float32Array {
  return vectors.subarray(entry * dimensions, (entry + 1) * dimensions);
}

/** Phrases as they are, in no particular sense; those of classes and prompts are among them. */
const PHRASES = 'street';
const NO_PARTICULAR_SENSE = 'in general';

/** The senses of a name by what a person tells them apart, the usual one first. */
export function sensesOf({ byLemma, entries }: Dictionary, lemma: string): Map<string, number> {
  const senses = new Map<string, number>();
  for (const entry of byLemma.get(lemma) ?? []) {
    const { gloss, category } = entries[entry] as DictionaryEntry;
    const sense = gloss || (category === PHRASES ? NO_PARTICULAR_SENSE : category);
    if (!senses.has(sense)) senses.set(sense, entry);
  }
  return senses;
}

/**
 * The entry that tells what a name in a sense is: of a phrase in no particular sense the usual one, so that
 * a synonym of the phrase is known for one.
 */
export function meantEntry({ entries }: Dictionary, senses: Map<string, number>, entry: number) {
  const [first, second] = senses.values();
  const isPhrase = entry === first && entries[entry]?.category === PHRASES;
  return isPhrase ? (second ?? entry) : entry;
}

export interface Completion {
  word: string;
  /** Only where the word has several. */
  sense?: string;
  category: string;
}

/** 0 for a name that begins so, 1 for one with a later word that does. */
function matchOf(lemma: string, prefix: string): number | null {
  if (lemma.startsWith(prefix)) return 0;
  return lemma.includes(` ${prefix}`) ? 1 : null;
}

/**
 * Names that go on as a text begins, each sense on its own: first those that begin with it, then
 * those in which a later word does, short ones first; so the name itself leads. @param prefix from `plainText`.
 */
export function completionsOf(dictionary: Dictionary, prefix: string, most: number): Completion[] {
  if (prefix === '') return [];
  const matches: { lemma: string; rank: number }[] = [];
  for (const lemma of dictionary.byLemma.keys()) {
    const rank = matchOf(lemma, prefix);
    if (rank !== null) matches.push({ lemma, rank });
  }
  matches.sort(
    (a, b) => a.rank - b.rank || a.lemma.length - b.lemma.length || (a.lemma < b.lemma ? -1 : 1),
  );
  return matches
    .slice(0, most)
    .flatMap(({ lemma }) => {
      const senses = sensesOf(dictionary, lemma);
      return [...senses].map(([sense, entry]) => {
        const { category } = dictionary.entries[entry] as DictionaryEntry;
        return { word: lemma, ...(senses.size > 1 ? { sense } : {}), category };
      });
    })
    .slice(0, most);
}
