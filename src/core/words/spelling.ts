/** How a typed text is read: small letters, singular, British or American. */
import * as v from 'valibot';

export interface Spelling {
  /** Irregular forms to their singular. */
  exceptions: ReadonlyMap<string, string>;
  /** British words to American ones, and back. */
  other: ReadonlyMap<string, string>;
}

const words = v.record(v.string(), v.string());
const spellingFile = v.object({ exceptions: words, british: words });

/** @throws ValiError for another content. */
export function parseSpelling(content: unknown): Spelling {
  const { exceptions, british } = v.parse(spellingFile, content);
  const pairs = Object.entries(british);
  return {
    exceptions: new Map(Object.entries(exceptions)),
    other: new Map([...pairs.map(([ours, theirs]) => [theirs, ours] as const), ...pairs]),
  };
}

/**
 * A text in small letters with single spaces, without marks around it: what two texts share that a person
 * would call the same. Empty where there is no letter and no digit.
 */
export function plainText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[\s_\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
  return /[\p{L}\p{N}]/u.test(plain) ? plain : '';
}

/** Endings of plurals and what takes their place, as WordNet detaches them from nouns. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['s', ''],
  ['ses', 's'],
  ['ves', 'f'],
  ['xes', 'x'],
  ['zes', 'z'],
  ['ches', 'ch'],
  ['shes', 'sh'],
  ['men', 'man'],
  ['ies', 'y'],
];
/** Letters that a word keeps before an ending. */
const LEAST_STEM = 2;

/** What a word may be the plural of, an irregular one first. Not all of them are words. */
function singulars(word: string, { exceptions }: Spelling): string[] {
  const irregular = exceptions.get(word);
  const regular = word.endsWith('ss')
    ? []
    : ENDINGS.filter(
        ([ending]) => word.endsWith(ending) && word.length >= ending.length + LEAST_STEM,
      ).map(([ending, instead]) => word.slice(0, -ending.length) + instead);
  return irregular === undefined ? regular : [irregular, ...regular];
}

/** A phrase with its last word in the singular: that is the one that has a plural. */
function singularPhrases(phrase: string, spelling: Spelling): string[] {
  const whole = spelling.exceptions.get(phrase);
  const start = phrase.lastIndexOf(' ') + 1;
  const phrases = singulars(phrase.slice(start), spelling).map(
    (word) => phrase.slice(0, start) + word,
  );
  return whole === undefined ? phrases : [whole, ...phrases];
}

/** The phrase in the other spelling, the same where it has none. */
function otherSpelling(phrase: string, { other }: Spelling): string {
  const parts = phrase.split(' ').map((word) => other.get(word) ?? word);
  return other.get(phrase) ?? parts.join(' ');
}

/**
 * The forms under which a text may stand in a dictionary, each once, from the text itself to the one that
 * changes most of it. @param plain from `plainText`.
 */
export function* formsOf(plain: string, spelling: Spelling): Generator<string> {
  const given = new Set<string>();
  for (const form of changedForms(plain, spelling)) {
    if (!given.has(form)) yield form;
    given.add(form);
  }
}

function* changedForms(plain: string, spelling: Spelling): Generator<string> {
  yield plain;
  const bare = plain.replace(/^(?:an?|the) /, '');
  const spaced = bare.replaceAll('-', ' ');
  const hyphened = bare.replaceAll(' ', '-');
  const joined = bare.replaceAll(/[ -]/g, '');
  for (const base of [plain, bare, spaced, hyphened, joined]) {
    const forms = [base, ...singularPhrases(base, spelling)];
    yield* forms;
    for (const form of forms) yield otherSpelling(form, spelling);
    yield* singularPhrases(otherSpelling(base, spelling), spelling);
  }
}
