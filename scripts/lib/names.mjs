/** Names of files, Python modules and chapters in a text, and whether there is such a thing. */
import { posix } from 'node:path';
import { lineAt, proseOf } from './prose.mjs';

/** The document whose chapters comments refer to by number. */
export const METHODS = 'docs/methods.md';

/** Anything that could be a path; `*` and `<id>` stand for a part of it. `json()` is a call. */
const WORD = /(?<![\w./@<*$-])#?(?!\/)[\w.<>*/-]*[\w>*](?!\()/g;
const EXTENSION = /\.(?:tsx?|[cm]?[tj]s|wgsl|css|py|md|json|html|onnx|sh|ya?ml)$/;
const MODULE = /(?<![\w./-])(?:training|samples)(?:\.[a-z_]\w*)+/g;
const LINK = /\]\(([^)\s#]+)[^)]*\)/g;
const ADDRESS = /\b\w+:\/\/\S+/g;
const NUMBERS = String.raw`\d+(?:\.\d+)?(?:(?:,\s+|\s+and\s+|\s+to\s+)\d+(?:\.\d+)?)*`;
/** A line break and the marks of a comment may lie between the two. */
const CHAPTER_OF_METHODS = new RegExp(String.raw`methods\.md\s{1,16}(${NUMBERS})`, 'g');
const OWN_CHAPTER = new RegExp(String.raw`\bchapters?\s+(${NUMBERS})`, 'gi');

/**
 * Names of things that are not in the repository: what commands write, and what others publish.
 * @type {readonly RegExp[]}
 */
const ELSEWHERE = [
  /^(?:dist|bench\/results|training\/runs)(?:\/|$)/,
  /^report\.json$/, // npm run evaluate
  /^(?:(?:summary|regions|tracks|moments|tracks\.coco)\.json|report\.html)$/, // npm run analyze
  /^kinds\.json$/, // training.outliers.held_out
  /^(?:Node|OpenCV)\.js$/,
  /^helpers\/labels\.py$/, // the scripts of Cityscapes
  /^python\/README\.md$/, // a fork of pycocotools
  /^lib\/data\/cityscapes_cv2\.py$/, // CoinCheung/BiSeNet
  /^transformers\.js$/,
  // What lies beside a person's own network, and what makes it.
  /^(?:anomalens|(?:preprocessor_)?config)\.json$/,
  /^(?:[ab]\/)?(?:segformer|model|end2end|net)\.onnx$/,
  /^deploy\.yaml$/,
  /^(?:mmdeploy|configs|tools)\/[\w/]+\.py$/,
];

/** @typedef {{ path: string, line: number, problem: string }} Finding */

/**
 * @param {readonly string[]} files all of the project, relative to its root.
 * @param {string} methods the text of docs/methods.md.
 * @returns {(path: string, text: string) => Finding[]} what is wrong in the text of one file.
 */
export function nameChecker(files, methods) {
  const chapters = chaptersOf(methods);
  const folders = new Set(files.flatMap(foldersAbove));
  const all = new Set([...files, ...folders]);

  /** @param {string} name @param {string} here the folder of the file that names it. */
  function exists(name, here) {
    if (ELSEWHERE.some((pattern) => pattern.test(name))) return true;
    const path = name.replace(/\/$/, '');
    if (/[<*]/.test(path)) return [...all].some((file) => patternOf(path).test(file));
    if ([path, `src/${path}`, posix.join(here, path)].some((candidate) => all.has(candidate)))
      return true;
    const ends = files.filter((file) => file.endsWith(`/${path}`));
    return ends.length === 1 || ends.some((end) => isBelow(end, here));
  }

  /** @param {string} word @param {string} here */
  function isNameOfNothing(word, here) {
    const name = word.replace(/^#/, '');
    if (EXTENSION.test(name)) return !exists(name, here);
    const [first = ''] = name.split('/', 1);
    const places = [first, `src/${first}`, posix.join(here, first)];
    if (first === name || !places.some((folder) => folders.has(folder))) return false;
    return !['', '.ts', '.tsx', '.py'].some((extension) => exists(name + extension, here));
  }

  /** @param {string} name with dots; what follows the module is something within it. */
  function isModule(name) {
    const parts = name.split('.');
    const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return paths.some((path) => all.has(`${path}.py`)) || folders.has(parts.join('/'));
  }

  return (path, text) => {
    const here = posix.dirname(path);
    const prose = proseOf(path, text).replace(ADDRESS, (address) => ' '.repeat(address.length));
    /** @type {Finding[]} */
    const findings = [];
    /** @param {number} offset @param {string} problem */
    const tell = (offset, problem) => findings.push({ path, line: lineAt(text, offset), problem });

    for (const { 0: word, index } of prose.matchAll(WORD))
      if (isNameOfNothing(word, here))
        tell(index, `${word} is no file or folder, or one of several`);
    for (const { 0: name, index } of prose.matchAll(MODULE))
      if (!EXTENSION.test(name) && !isModule(name)) tell(index, `${name} is no module`);
    for (const { 1: target = '', index } of path.endsWith('.md') ? prose.matchAll(LINK) : [])
      if (!all.has(posix.join(here, target))) tell(index, `the link to ${target} leads nowhere`);
    const numbered = path === METHODS ? OWN_CHAPTER : CHAPTER_OF_METHODS;
    for (const { 1: numbers = '', index } of prose.matchAll(numbered))
      for (const [chapter] of numbers.matchAll(/\d+(?:\.\d+)?/g))
        if (!chapters.has(chapter)) tell(index, `${METHODS} has no chapter ${chapter}`);
    return findings;
  };
}

/** @param {string} document @returns {Set<string>} `1`, `4.10`, ... of its headings. */
export function chaptersOf(document) {
  const headings = document.matchAll(/^#+ (\d+(?:\.\d+)?)\.? /gm);
  return new Set(Array.from(headings, ([, number = '']) => number));
}

/** @param {string} path @returns {string[]} every folder that the file lies in. */
function foldersAbove(path) {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** @param {string} path @param {string} folder */
function isBelow(path, folder) {
  return folder === '.' || path.startsWith(`${folder}/`);
}

/** @param {string} name with `*` or `<id>` for a part of one folder's or file's name. */
function patternOf(name) {
  const parts = name.split(/<[\w-]+>|\*+/).map((part) => part.replace(/[.+^$()|[\]]/g, '\\$&'));
  return new RegExp(`(?:^|/)${parts.join('[^/]*')}$`);
}
