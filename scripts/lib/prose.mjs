/**
 * What a person reads in a file: all of a document, the comments of source code. Everything else
 * becomes spaces, so that an offset still tells the line.
 */

/** Strings first: what looks like a comment in them is none. A regular expression may hold a quote. */
const C_LIKE =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;
const PYTHON = /"""[\s\S]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#.*/g;

/** @type {Record<string, { token: RegExp, opens: RegExp, mark: RegExp } | null>} */
const LANGUAGES = {
  md: null,
  py: { token: PYTHON, opens: /^(?:"""|#)/, mark: /^[ \t]*#:?|"""/gm },
};
for (const extension of ['ts', 'tsx', 'mjs', 'mts', 'cjs', 'wgsl', 'css'])
  LANGUAGES[extension] = {
    token: C_LIKE,
    opens: /^\/[/*]/,
    mark: /^[ \t]*(?:\/\*\*?|\*\/?|\/\/)|\*\/$/gm,
  };

/** @param {string} path */
export function isRead(path) {
  return extensionOf(path) in LANGUAGES;
}

/**
 * @param {string} path tells the language.
 * @param {string} text of source code; a document has no comments.
 * @returns {{ comment: string, index: number }[]}
 */
export function commentsOf(path, text) {
  const language = LANGUAGES[extensionOf(path)];
  if (!language) return [];
  return Array.from(text.matchAll(language.token), ({ 0: comment, index }) => ({
    comment,
    index,
  })).filter(({ comment }) => language.opens.test(comment));
}

/**
 * @param {string} path tells the language.
 * @param {string} text
 * @returns {string} as long as the text.
 */
export function proseOf(path, text) {
  const language = LANGUAGES[extensionOf(path)];
  if (!language) return text;
  let prose = '';
  for (const { comment, index } of commentsOf(path, text))
    prose += blank(text.slice(prose.length, index)) + comment.replace(language.mark, blank);
  return prose + blank(text.slice(prose.length));
}

/** @param {string} text @returns {string} spaces, and the line breaks of the text. */
function blank(text) {
  return text.replace(/[^\n]/g, ' ');
}

/** @param {string} path */
function extensionOf(path) {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** @param {string} text @param {number} offset @returns {number} from 1 on. */
export function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}
