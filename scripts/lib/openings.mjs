/** Openings of doc comments that a reader understands only with the name below them. */
import { commentsOf, lineAt } from './prose.mjs';

const DOC_COMMENT = /^(?:\/\*\*|"""|#:)[\s*]*(Of|The same|Those) /;

/**
 * @param {string} path tells the language.
 * @param {string} text
 * @returns {import('./names.mjs').Finding[]}
 */
export function badOpenings(path, text) {
  return commentsOf(path, text).flatMap(({ comment, index }) => {
    const [, words] = DOC_COMMENT.exec(comment) ?? [];
    const problem = `a doc comment opens with "${words}": say what it is`;
    return words ? [{ path, line: lineAt(text, index), problem }] : [];
  });
}
