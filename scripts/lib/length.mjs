/** How long a file and how full a folder may be before it has to be split by topic. */

/** Lines. */
export const MOST_LINES = 300;
/** Files of code in one folder of `src`. */
export const MOST_FILES = 20;

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

/** Specs stand beside what they ask; methods are listed by themselves, one a file. */
const COUNTED = /^(src\/.*)\/[^/]+(?<!\.spec|\.method)\.tsx?$/;

/**
 * @param {readonly string[]} paths of all files, relative to the root.
 * @returns {import('./names.mjs').Finding[]} a finding for each folder that holds too many.
 */
export function tooFull(paths) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const path of paths) {
    const folder = COUNTED.exec(path)?.[1];
    if (folder) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(([path, count]) => ({
      path,
      line: 1,
      problem: `${count} files are more than ${MOST_FILES}: split the folder by topic`,
    }));
}
