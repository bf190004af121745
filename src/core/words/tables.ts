/** The tables that words are read with, from their files. */
import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import { type Dictionary, parseDictionary } from './dictionary';
import { loadSplitter, type PieceTable, parsePieces } from './pieces';
import { parseSpelling, type Spelling } from './spelling';
import { unitRows } from './vectors';

/** The content of each file, by what it holds. */
export type WordFiles = Readonly<
  Record<
    'dictionary' | 'vectors' | 'tokenizer' | 'tokens' | 'spelling' | 'ordinary' | 'statistics',
    Uint8Array
  >
>;

const number = v.pipe(v.number(), v.finite());
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const statisticsFile = v.object({
  temperature: v.pipe(number, v.gtValue(0)),
  namingMean: v.array(number),
  leastNameSimilarity: number,
  near: number,
  middle: number,
  alpha: share,
});

/** Numbers measured on the training and validation pictures. */
export interface WordStatistics {
  /** The temperature of the largest likelihood on validation pictures. */
  temperature: number;
  /** `[dimensions]`: the mean direction of what is named. */
  namingMean: Float32Array;
  /** Below it no name fits. */
  leastNameSimilarity: number;
  /** A prompt is near the known classes from the first cosine on, far below the second. */
  near: number;
  middle: number;
  /** Share of ordinary pixels that a calibrated prompt may take, 0..1, unless a person wishes another. */
  alpha: number;
}

export interface WordTables {
  dictionary: Dictionary;
  /** Vectors by the sentence encoder, by plain text, of words outside the dictionary; absent: without it. */
  encoded?: ReadonlyMap<string, Float32Array>;
  pieces: PieceTable;
  spelling: Spelling;
  /** `[pixels, dimensions]` unit rows: embeddings of ordinary street pixels. */
  ordinary: Float32Array;
  statistics: WordStatistics;
}

/** Runs `read`, whose errors are those of one table. */
async function reading<T>(name: keyof WordFiles, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AnomalensError(
      'words-unreadable',
      `The table "${name}" of the words cannot be read: ${reason}. Words and names need it.`,
      false,
      { cause },
    );
  }
}

/** @throws AnomalensError `words-unreadable` that names the table. */
export async function readWordTables(files: WordFiles): Promise<WordTables> {
  const json = (name: keyof WordFiles): unknown =>
    JSON.parse(new TextDecoder().decode(files[name]));
  const dictionary = await reading('dictionary', () =>
    parseDictionary(json('dictionary'), files.vectors),
  );
  const { dimensions } = dictionary;
  const splitter = await reading('tokenizer', () => loadSplitter(json('tokenizer')));
  return {
    dictionary,
    pieces: await reading('tokens', () => parsePieces(files.tokens, dimensions, splitter)),
    spelling: await reading('spelling', () => parseSpelling(json('spelling'))),
    ordinary: await reading('ordinary', () => unitRows(files.ordinary, dimensions)),
    statistics: await reading('statistics', () => {
      const { namingMean, ...numbers } = v.parse(statisticsFile, json('statistics'));
      if (namingMean.length !== dimensions)
        throw new RangeError(`${namingMean.length} numbers are no mean of ${dimensions}`);
      return { ...numbers, namingMean: Float32Array.from(namingMean) };
    }),
  };
}
