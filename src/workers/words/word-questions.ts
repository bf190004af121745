/** What is asked of words alone, without a picture. */
import type { WordChoice } from '#src/core/words/columns';
import { type Completion, completionsOf } from '#src/core/words/dictionary';
import { namesMeant } from '#src/core/words/kinds';
import { classWith, readWord, vectorOfWord } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import type { WordTables } from '#src/core/words/tables';
import { textsOf, type Vocabulary } from '#src/core/words/vocabulary';
import { nearestClass } from '#src/core/words/word-distance';
import type { Requests } from '#src/protocol/requests';
import type { WordReading } from '#src/protocol/words';
import type { EngineContext } from '#src/workers/state/context';

type Words = Pick<EngineContext, 'words'>;

/** @throws AnomalensError of the tables, `cancelled`. */
export async function completeWord(
  { words }: Words,
  { prefix, most }: Requests['completeWord']['params'],
  signal?: AbortSignal,
): Promise<Completion[]> {
  const { dictionary } = await words.get(signal);
  return completionsOf(dictionary, plainText(prefix), most);
}

/** @throws AnomalensError of the tables, `cancelled`. */
export async function namesForSearch(
  { words }: Words,
  { text }: Requests['namesMeant']['params'],
  signal?: AbortSignal,
): Promise<string[]> {
  return namesMeant(await words.get(signal), text);
}

/** @throws AnomalensError of the tables, `cancelled`. */
export async function readWords(
  source: Words,
  { words, vocabulary }: Requests['readWords']['params'],
  signal?: AbortSignal,
): Promise<WordReading[]> {
  const texts = [...words.map(({ word }) => word), ...textsOf(vocabulary)];
  const tables = await source.words.reading(texts, vocabulary, signal);
  const concepts = conceptsOf(tables, vocabulary);
  return words.map((choice) => {
    const { word, sense } = choice;
    const named = sense === undefined ? { word } : { word, sense };
    const read = readOrNull(tables, choice);
    if (!read)
      return { ...named, reads: '', from: 'unknown', senses: [], equals: null, nearest: null };
    const { reads, from, senses, vector } = read;
    const nearest = vector && nearestClass(vector, concepts, tables.statistics);
    return { ...named, reads, from, senses, equals: classWith(tables, vocabulary, read), nearest };
  });
}

/** @throws AnomalensError `word-empty`, `word-unknown`, of the tables, `cancelled`. */
export async function wordVector(
  { words }: Words,
  choice: Requests['wordVector']['params'],
  signal?: AbortSignal,
): Promise<Requests['wordVector']['result']> {
  return { vector: Float32Array.from(vectorOfWord(await words.get(signal), choice)) };
}

/** Words of the classes that are switched on and have a meaning. */
function conceptsOf(
  tables: WordTables,
  { classes }: Vocabulary,
): { className: string; vector: Float32Array }[] {
  return classes.flatMap(({ name, concepts }) =>
    concepts
      .filter(({ off }) => !off)
      .flatMap((concept) => {
        const vector = readOrNull(tables, concept)?.vector;
        return vector ? [{ className: name, vector }] : [];
      }),
  );
}

/** Null for a text without letters and digits. */
function readOrNull(tables: WordTables, choice: WordChoice) {
  return plainText(choice.word) === '' ? null : readWord(tables, choice);
}
