/** Picture by picture, the nearest of some names as rows of a table; one broken picture does not stop it. */
import { type CsvCell, formatCsv } from '#src/core/csv';
import { AnomalensError } from '#src/core/errors';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { unknownWords } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { NamingItem, NamingProgress } from '#src/evaluation/naming/types';
import type { EvaluationFile } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import type { NamedPart } from '#src/protocol/words';

/** How often a picture may end the worker before it counts as broken. */
const MOST_ATTEMPTS = 2;
/** Names of a picture or region. */
const NAMES = 5;
const DIGITS = 6;

/** The names that can be used, and the others. Each once, in their order. */
export async function usableNames(
  engine: Engine,
  names: readonly string[],
): Promise<{ usable: string[]; unusable: string[] }> {
  const distinct = [...new Set(names)];
  const words = distinct.filter((name) => plainText(name) !== '').map((word) => ({ word }));
  const read = await engine.request('readWords', { words, vocabulary: DEFAULT_VOCABULARY });
  const known = new Set(
    words.filter((_, i) => read[i]?.from !== 'unknown').map(({ word }) => word),
  );
  const usable = distinct.filter((name) => known.has(name));
  const unusable = distinct.filter((name) => !known.has(name));
  if (usable.length === 0) throw unknownWords(distinct);
  return { usable, unusable };
}

/** The first row: image, and each name with its similarity. */
export function headRow(): string {
  const names = Array.from({ length: NAMES }, (_, i) => [`name${i + 1}`, `similarity${i + 1}`]);
  return formatCsv([['image', ...names.flat()]]);
}

/** A row of each part, empty cells where there are fewer names. */
export function rowsOf(picture: string, parts: readonly NamedPart[]): string {
  return formatCsv(
    parts.map(({ region, names }) => [
      region === null ? picture : `${picture}#${region}`,
      ...Array.from({ length: NAMES }, (_, i): CsvCell[] => {
        const guess = names[i];
        return guess ? [guess.name, Number(guess.similarity.toPrecision(DIGITS))] : [null, null];
      }).flat(),
    ]),
  );
}

/**
 * Names all pictures, and hands over the rows as they come.
 * @param names those of `usableNames`. @param append awaited before the next picture.
 * @returns how many failed. @throws AnomalensError of the engine when it does not come back, what `append`
 * throws.
 */
export async function nameSet(
  engine: Engine,
  items: readonly NamingItem[],
  names: readonly string[],
  append: (rows: string) => Promise<void>,
  onProgress: (progress: NamingProgress) => void,
): Promise<number> {
  let errors = 0;
  for (const [index, item] of items.entries()) {
    const { parts, error } = await named(engine, item, names);
    if (parts.length > 0) await append(rowsOf(item.name, parts));
    if (error) errors++;
    onProgress({ done: index + 1, total: items.length, picture: item.name, parts, error });
  }
  return errors;
}

async function named(
  engine: Engine,
  item: NamingItem,
  names: readonly string[],
): Promise<Pick<NamingProgress, 'parts' | 'error'>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { mask } = item;
      if (typeof mask === 'string') throw new AnomalensError('label-unknown', mask);
      const source = await sourceOf(item);
      const drawn = mask && (await sourceOf(mask));
      const params = { source, names, mask: drawn, most: NAMES };
      return { parts: await engine.request('namePicture', params), error: null };
    } catch (cause) {
      if (engine.state === 'failed') throw cause;
      if (isLoss(cause) && attempt < MOST_ATTEMPTS) continue;
      const { code, message } = serialiseError(cause);
      return { parts: [], error: { code, message } };
    }
  }
}

async function sourceOf({ name, read }: EvaluationFile) {
  return { name, blob: await read() };
}
