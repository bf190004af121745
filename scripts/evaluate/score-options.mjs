/** The options about scores from files, and what has no meaning where they stand alone. */
import { realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesIn, folder, UsageError } from './values.mjs';

/**
 * @typedef {import('./values.mjs').Values} Values
 * @typedef {import('./label-options.mjs').LabelFiles} SetFiles
 * @typedef {{ images: SetFiles | null, labels: SetFiles, roi: SetFiles | null }} SetFolders
 */

export const SCORE_USAGE =
  '--scores DIR | --scores DIR=NAME [--scores DIR=NAME ...] | --logits DIR=NAME [--logits DIR=NAME ...]';

/** What a network or a picture is needed for. */
const OF_PICTURES = [
  'long-side',
  'looks',
  'inference',
  'compute',
  'threads',
  'source',
  'network',
  'closed-set',
  'corruptions',
  'turn-labels',
  'turn-scores',
];

/**
 * @typedef {{ path: string, method: string | null, isRecorded: boolean }} GivenFolder
 * `isRecorded`: it holds the logits of a network, whose formulas are the methods.
 */

/**
 * The folders of `--scores`: one whose folders name the methods, or any number with a name each; and those
 * of `--logits`, which have a name each.
 * @param {Values} values @returns {GivenFolder[]} @throws UsageError
 */
export function scoreFoldersOf({ scores, logits }) {
  const maps = mapFoldersOf(Array.isArray(scores) ? scores : []);
  const recorded = (Array.isArray(logits) ? logits : []).map((text) => {
    const { path, method } = namedFolder(text, '--logits');
    if (method === null) throw new UsageError('--logits DIR=NAME: the name is missing');
    return { path, method };
  });
  const folders = [
    ...maps.map((own) => ({ ...own, isRecorded: false })),
    ...recorded.map((own) => ({ ...own, isRecorded: true })),
  ];
  const names = folders.flatMap(({ method }) => method ?? []);
  const doubled = names.find((name, i) => names.indexOf(name) < i);
  if (doubled !== undefined) {
    const option = maps.some(({ method }) => method === doubled) ? '--scores' : '--logits';
    throw new UsageError(`${option}: two folders are called "${doubled}"`);
  }
  return folders;
}

/** @param {string[]} given @returns {{ path: string, method: string | null }[]} @throws UsageError */
function mapFoldersOf(given) {
  const folders = given.map((text) => namedFolder(text, '--scores'));
  const names = folders.flatMap(({ method }) => method ?? []);
  if (folders.length > 1 && names.length < folders.length)
    throw new UsageError('Several --scores need a name each: --scores DIR=NAME');
  return folders;
}

/**
 * @param {string} text @param {string} option @returns {{ path: string, method: string | null }}
 * @throws UsageError
 */
function namedFolder(text, option) {
  const end = text.lastIndexOf('=');
  // A folder may have the sign in its own name.
  const isWhole = end < 0 || statSync(text, { throwIfNoEntry: false })?.isDirectory();
  if (isWhole) return { path: folder(text, `${option} DIR`), method: null };
  return {
    path: folder(text.slice(0, end), `${option} DIR=NAME`),
    method: nameOf(text.slice(end + 1), option),
  };
}

/**
 * A slash stands between a file and its arrays, and a network and its formulas.
 * @param {string} text @param {string} option @throws UsageError
 */
function nameOf(text, option) {
  const name = text.trim();
  if (name === '') throw new UsageError(`${option} DIR=NAME: the name is empty`);
  if (/[\p{Cc}/\\]/u.test(name))
    throw new UsageError(`${option} DIR=NAME: "${name}" must hold no slash`);
  return name;
}

/**
 * Scores from files, and the methods of the page: none beside such scores unless some are named.
 * @param {GivenFolder[]} folders @param {SetFolders} set @param {Values} values
 * @throws UsageError
 */
export function scoresOf(folders, set, values) {
  const isGiven = folders.length > 0;
  const named = values.methods ?? (isGiven ? 'none' : 'all');
  if (!isGiven && (values['turn-scores'] || named === 'none'))
    throw new UsageError(
      `--${named === 'none' ? 'methods none' : 'turn-scores'} needs --scores DIR or --logits DIR=NAME beside it`,
    );
  if (isGiven && values['closed-set'])
    throw new UsageError('--closed-set compares classes: scores have no meaning with it');
  return {
    methods: named === 'all' ? null : named === 'none' ? [] : String(named).split(','),
    scores: folders.map(({ path, method, isRecorded }) => ({
      name: basename(path),
      method,
      ...(isRecorded && { isRecorded }),
      ...filesBeside(path, set),
      turn: values['turn-scores'] === true,
    })),
  };
}

/**
 * Labels and scores alone: no network runs, and no picture says how they lie.
 * @param {Values} values @param {string[]} given options of the command line. @throws UsageError
 */
export function refuseOfPictures(values, given) {
  const foreign =
    given.find((name) => OF_PICTURES.includes(name)) ??
    (given.includes('methods') && values.methods !== 'none' ? 'methods' : undefined);
  if (foreign) throw new UsageError(`--${foreign} has no meaning without --images`);
}

/**
 * Files below a folder of scores, and what those that are files of the set are called there.
 * @param {string} root @param {SetFolders} set
 */
function filesBeside(root, set) {
  const files = filesIn(root);
  /** @param {SetFiles | null} given */
  const namesIn = (given) => {
    if (!given) return {};
    const { folder: path, names: some } = given;
    const names = new Map(some.map((name) => [realpathSync(join(path, name)), name]));
    return Object.fromEntries(
      files.flatMap((file) => {
        const name = names.get(realpathSync(join(root, file)));
        return name === undefined ? [] : [[file, name]];
      }),
    );
  };
  const { images, labels, roi } = set;
  return {
    files,
    among: { images: namesIn(images), labels: namesIn(labels), roi: namesIn(roi) },
  };
}
