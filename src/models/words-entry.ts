/** What the manifest says of the files that words are read with. */
import * as v from 'valibot';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/** SHA-256 in hexadecimal. */
export const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A path below the models' folder: no scheme, no host, no way up. */
export const relativeFile = v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w-][\w./-]*$/));
/** A file whose content is known before it is downloaded. */
export const pinnedFile = { file: relativeFile, bytes: positive, sha256: digest };
const table = v.object(pinnedFile);

/**
 * The tables, each by what it holds: names of things with their senses (JSON); a vector for each of
 * these, int8 `[entries, dimensions]`; the splitter of all other words (JSON); a vector for each of its
 * pieces; irregular and British forms (JSON); embeddings of ordinary street pixels, int8; and the
 * numbers that naming and calibration take (JSON).
 */
export const wordsEntry = v.object({
  /** Numbers in the vector of a word, and channels of the embedding. */
  dimensions: positive,
  licence: v.object({ name: v.string(), file: relativeFile, summary: v.string() }),
  tables: v.strictObject({
    dictionary: table,
    vectors: table,
    tokenizer: table,
    tokens: table,
    spelling: table,
    ordinary: table,
    statistics: table,
  }),
});
