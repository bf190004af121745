/** A vocabulary as the similarity graph and the columns after it take it. */
import { colourOfClass, PROMPT_COLOUR } from '#src/core/words/class-colours';
import { columnsOf, type WordChoice } from '#src/core/words/columns';
import { readWord } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import { bestCosines, stealOffset } from '#src/core/words/stolen';
import type { WordTables } from '#src/core/words/tables';
import { cosinesWith } from '#src/core/words/vectors';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { ConceptColumn } from '#src/gpu/ops/concepts/columns';
import type { Channels } from '#src/workers/state/network-result';

export interface AskedWords {
  /** Unit vectors of the different words, by `wordKey`. */
  vectors: ReadonlyMap<string, Float32Array>;
  /** Known columns first; they name words by their place in `vectors`. */
  columns: ConceptColumn[];
  /** Names and colours of the columns, in their order. */
  channels: Channels;
  /** What the columns behind the known ones stand for. */
  prompts: readonly WordChoice[];
}

/** Cosines of words with the pixels of a table, by `wordKey`: an edited word costs its own. */
const ordinaryCosines = new WeakMap<Float32Array, Map<string, Float32Array>>();

/** Tells two words apart whose vectors differ, also one that is read by the encoder from itself in pieces. */
export function wordKey(
  { encoded }: Pick<WordTables, 'encoded'>,
  { word, sense }: WordChoice,
): string {
  const key = JSON.stringify(sense === undefined ? [word] : [word, sense]);
  return encoded?.has(plainText(word)) ? `encoded ${key}` : key;
}

/**
 * Words without a meaning are left out, as if they were switched off: they may come with a link.
 * @throws AnomalensError `words-none` where no class is left, `words-too-many` as `columnsOf`.
 */
export function askedWords(tables: WordTables, vocabulary: Vocabulary): AskedWords {
  const heard = withoutUnknown(tables, vocabulary);
  const { words, classes, prompts } = columnsOf(heard);
  const vectors = new Map(
    words.map((choice) => [
      wordKey(tables, choice),
      readWord(tables, choice).vector as Float32Array,
    ]),
  );
  const isCalibrated = heard.calibrated && prompts.length > 0;
  const offsets = isCalibrated
    ? offsetsOf(tables, vectors, { words, classes, prompts }, heard)
    : [];
  const firstClass = new Map<string, string>();
  for (const { name, concepts } of heard.classes)
    for (const concept of concepts)
      if (!concept.off) firstClass.set(wordKey(tables, concept), name);
  return {
    vectors,
    columns: [
      ...classes.map(({ concepts }) => ({ concepts, offset: 0 })),
      ...prompts.map(({ concepts }, i) => ({ concepts, offset: offsets[i] ?? 0 })),
    ],
    channels: {
      list: [
        ...classes.map(({ name, concepts: [place] }) => {
          const first = firstClass.get(
            wordKey(tables, words[place as number] as WordChoice),
          ) as string;
          return { name, first, colour: colourOfClass(first) };
        }),
        ...prompts.map(({ name }) => ({ name, colour: PROMPT_COLOUR })),
      ],
      known: classes.length,
    },
    prompts: prompts.map(({ concepts: [place] }) => words[place as number] as WordChoice),
  };
}

/** What prompts have taken off their cosines. */
function offsetsOf(
  tables: WordTables,
  vectors: ReadonlyMap<string, Float32Array>,
  { words, classes, prompts }: ReturnType<typeof columnsOf>,
  { alpha }: Vocabulary,
): number[] {
  const { ordinary } = tables;
  const kept = ordinaryCosines.get(ordinary);
  const rows = new Map<string, Float32Array>();
  for (const [key, vector] of vectors)
    rows.set(key, kept?.get(key) ?? cosinesWith(ordinary, vector));
  ordinaryCosines.set(ordinary, rows);
  const rowAt = (place: number) =>
    rows.get(wordKey(tables, words[place] as WordChoice)) as Float32Array;
  const known = bestCosines(classes.flatMap(({ concepts }) => concepts).map(rowAt));
  return prompts.map(({ concepts: [place] }) => stealOffset(rowAt(place as number), known, alpha));
}

function withoutUnknown(tables: WordTables, vocabulary: Vocabulary): Vocabulary {
  const isKnown = (choice: WordChoice) =>
    plainText(choice.word) !== '' && readWord(tables, choice).vector !== null;
  return {
    ...vocabulary,
    classes: vocabulary.classes.map((entry) => ({
      ...entry,
      concepts: entry.concepts.filter((concept) => concept.off || isKnown(concept)),
    })),
    prompts: vocabulary.prompts.filter((prompt) => prompt.off || isKnown(prompt)),
  };
}
