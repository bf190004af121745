/** How long a file may be before it has to be split by topic. */

/** Lines. */
export const MOST_LINES = 300;

const FOLDERS = /^(?:src|scripts|bench|e2e|training|samples)\//;
const CODE = /\.(?:tsx?|mjs|py|css|wgsl)$/;

/**
 * @param {string} path relative to the root.
 * @param {string} text
 * @returns {import('./names.mjs').Finding[]}
 */
export function tooLong(path, text) {
  if (!FOLDERS.test(path) || !CODE.test(path)) return [];
  const lines = text.replace(/\n$/, '').split('\n').length;
  const problem = `${lines} lines are more than ${MOST_LINES}: split it by topic`;
  return lines > MOST_LINES ? [{ path, line: MOST_LINES + 1, problem }] : [];
}
