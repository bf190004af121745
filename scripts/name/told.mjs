/** What the command says on stderr while it runs, and on stdout when it is done. */

/**
 * @typedef {import('../../src/evaluation/naming/types.ts').NamingProgress} NamingProgress
 * @typedef {import('../../src/evaluation/naming/types.ts').NamingResult} NamingResult
 */

/** Names in a line. */
const SHOWN = 3;

/** A line for a picture that is done. @param {NamingProgress} progress */
export function pictureLine({ done, total, picture, parts, error }) {
  const place = `picture ${done}/${total}  ${picture}`;
  if (error) return `${place}: ${error.message} (${error.code})`;
  const [first] = parts;
  if (!first) return `${place}  its mask has no region`;
  if (first.region !== null) return `${place}  ${countOf(parts.length, 'region')}`;
  const guesses = first.names.slice(0, SHOWN);
  return `${place}  ${guesses.map(({ name, similarity }) => `${name} ${similarity.toFixed(2)}`).join(', ')}`;
}

/** @param {string[]} names at least one. */
export function unusableLine(names) {
  const list = names.map((name) => `"${name}"`).join(', ');
  return `Left out, because nothing of it is known: ${list}.`;
}

/** @param {Pick<NamingResult, 'pictures' | 'errors'>} result */
export function resultLine({ pictures, errors }) {
  if (pictures === 0) return 'No picture was found.';
  const named = `${countOf(pictures - errors, 'picture')} named`;
  return errors > 0 ? `${named}, ${errors} failed: stderr says why.` : `${named}.`;
}

/** @param {number} count @param {string} what */
const countOf = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;
