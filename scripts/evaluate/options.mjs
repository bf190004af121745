/** The command line of `npm run evaluate`. */
import { realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  LABEL_OPTIONS,
  LABEL_USAGE,
  labelFilesOf,
  labelsOf,
  roiFilesOf,
} from './label-options.mjs';
import { filesIn, folder, oneOf, UsageError } from './values.mjs';

export const USAGE = `npm run evaluate -- --images DIR --labels DIR|FILE [--scores DIR [--turn-scores]] [--methods all|none|id,id] [--long-side N]
  [--inference wasm|webgpu] [--compute webgpu|cpu] [--min-predicted N] [--min-ground-truth N] [--shard i/n] [--save-scores] [--closed-set] [--source ID]
  [--definition pooled|smiyc] ${LABEL_USAGE} --out DIR
npm run evaluate -- --merge [--min-predicted N] [--min-ground-truth N] [--definition pooled|smiyc] --out DIR SHARD...`;

export const META_USAGE = `npm run meta:fit -- --images DIR --labels DIR|FILE [--method ID] [--thresholds N,N] [--long-side N] [--inference wasm|webgpu]
  [--compute webgpu|cpu] ${LABEL_USAGE} --out FILE`;

/**
 * @typedef {import('./server.mjs').Folders} Folders
 *
 * @typedef {object} Job what the page is called with; further settings go through as they are.
 * @property {number} longSide
 * @property {string} inference
 * @property {string} compute
 *
 * @typedef {{ out: string, folders: Folders, job: Job }} Command `folders` maps what the page asks
 * for to folders of this machine.
 * @typedef {import('./values.mjs').Values} Values
 *
 * @typedef {import('./label-options.mjs').LabelFiles} SetFiles
 * @typedef {{ images: SetFiles, labels: SetFiles, roi: SetFiles | null }} SetFolders
 */

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const OPTIONS = {
  images: { type: 'string' },
  labels: { type: 'string' },
  ...LABEL_OPTIONS,
  scores: { type: 'string' },
  'turn-scores': { type: 'boolean', default: false },
  methods: { type: 'string' },
  'long-side': { type: 'string', default: '768' },
  inference: { type: 'string', default: 'wasm' },
  compute: { type: 'string', default: 'cpu' },
  'min-predicted': { type: 'string', default: '0' },
  'min-ground-truth': { type: 'string', default: '0' },
  shard: { type: 'string' },
  'save-scores': { type: 'boolean', default: false },
  'closed-set': { type: 'boolean', default: false },
  source: { type: 'string' },
  definition: { type: 'string', default: 'pooled' },
  merge: { type: 'boolean', default: false },
  out: { type: 'string' },
};
/** What a shard has decided already, or what has no meaning when shards are joined. */
const NOT_WITH_MERGE = [
  'images',
  'labels',
  'scores',
  'turn-scores',
  'methods',
  'long-side',
  'shard',
  'save-scores',
  'closed-set',
  'source',
  ...Object.keys(LABEL_OPTIONS),
];

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const META_OPTIONS = {
  images: OPTIONS.images,
  labels: OPTIONS.labels,
  ...LABEL_OPTIONS,
  method: { type: 'string', default: 'max-entropy' },
  thresholds: { type: 'string', default: '' },
  'long-side': OPTIONS['long-side'],
  inference: OPTIONS.inference,
  compute: OPTIONS.compute,
  out: { type: 'string' },
};

/** @param {string[]} args @returns {Command} @throws UsageError */
export function readCommand(args) {
  const { values, positionals, tokens } = parse(args, OPTIONS);
  if (!values.out) throw new UsageError('--out DIR is missing');
  const out = resolve(values.out);
  const filters = {
    minPredicted: wholeNumber(values, 'min-predicted'),
    minGroundTruth: wholeNumber(values, 'min-ground-truth'),
  };
  const definition = oneOf(values, 'definition', ['pooled', 'smiyc']);
  const engine = { ...engineOf(values), filters, definition };
  const writable = {
    state: { path: join(out, 'state'), writable: true },
    results: { path: out, writable: true },
  };
  if (values.merge) {
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const foreign = given.find((name) => NOT_WITH_MERGE.includes(name));
    if (foreign) throw new UsageError(`--${foreign} has no meaning with --merge`);
    if (positionals.length === 0) throw new UsageError('--merge needs the folders of the shards');
    const shards = positionals.map((path) => ({ path: folder(path, 'shard') }));
    return {
      out,
      folders: { ...writable, shards },
      job: jobOf({ ...engine, shards: positionals }),
    };
  }
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not an option`);
  const images = folder(values.images, '--images DIR');
  const names = filesIn(images);
  const labels = labelFilesOf(values, images);
  const scores = values.scores === undefined ? null : folder(values.scores, '--scores DIR');
  const roi = roiFilesOf(values);
  const job = jobOf({
    ...engine,
    images: names,
    ...labelsOf(labels, values),
    roi: roi?.names ?? [],
    ...scoresOf(scores, { images: { folder: images, names }, labels, roi }, values),
    shard: readShard(values.shard),
    saveScores: values['save-scores'],
    closedSet: values['closed-set'],
    source: values.source ?? null,
  });
  const folders = {
    ...writable,
    images: { path: images },
    labels: { path: labels.folder },
    ...(roi && { roi: { path: roi.folder } }),
  };
  return { out, folders: scores ? { ...folders, scores: { path: scores } } : folders, job };
}

/**
 * Scores from files, and the methods of the page: none beside such scores unless some are named.
 * @param {string | null} root @param {SetFolders} set @param {Values} values @throws UsageError
 */
function scoresOf(root, set, values) {
  const named = values.methods ?? (root ? 'none' : 'all');
  if (!root && (values['turn-scores'] || named === 'none'))
    throw new UsageError(
      `--${named === 'none' ? 'methods none' : 'turn-scores'} needs --scores DIR beside it`,
    );
  if (root && values['closed-set'])
    throw new UsageError('--closed-set compares classes: scores have no meaning with it');
  return {
    methods: named === 'all' ? null : named === 'none' ? [] : String(named).split(','),
    scores: root && {
      name: basename(root),
      ...filesBeside(root, set),
      turn: values['turn-scores'] === true,
    },
  };
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
    const { folder, names: some } = given;
    const names = new Map(some.map((name) => [realpathSync(join(folder, name)), name]));
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

/**
 * The command line of `npm run meta:fit`, where `out` is a file.
 * @param {string[]} args @returns {Command} @throws UsageError
 */
export function readMetaCommand(args) {
  const { values, positionals } = parse(args, META_OPTIONS);
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not an option`);
  if (!values.out) throw new UsageError('--out FILE is missing');
  const images = folder(values.images, '--images DIR');
  const labels = labelFilesOf(values, images);
  const roi = roiFilesOf(values);
  const job = jobOf({
    ...engineOf(values),
    images: filesIn(images),
    ...labelsOf(labels, values),
    roi: roi?.names ?? [],
    method: values.method,
    thresholds: thresholdsOf(values.thresholds),
  });
  return {
    out: resolve(values.out),
    folders: {
      images: { path: images },
      labels: { path: labels.folder },
      ...(roi && { roi: { path: roi.folder } }),
    },
    job,
  };
}

/**
 * @template {Job} T
 * @param {T} job @returns {Job} with all its settings.
 */
const jobOf = (job) => job;

/** @param {Values} values */
function engineOf(values) {
  return {
    longSide: wholeNumber(values, 'long-side'),
    inference: oneOf(values, 'inference', ['wasm', 'webgpu']),
    compute: oneOf(values, 'compute', ['cpu', 'webgpu']),
  };
}

/**
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {string[]} args @param {T} options
 */
function parse(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {Values} values @param {string} name */
function wholeNumber(values, name) {
  const text = String(values[name]);
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name} must be a whole number, not "${text}"`);
  return Number(text);
}

/** @param {string} text numbers with commas between them, or nothing. */
function thresholdsOf(text) {
  const list = text === '' ? [] : text.split(',').map(Number);
  if (!list.every(Number.isFinite))
    throw new UsageError(`--thresholds must be numbers, not "${text}"`);
  return list;
}

/** @param {string | undefined} text */
function readShard(text) {
  if (text === undefined) return null;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new UsageError(`--shard must be 1/n to n/n, not "${text}"`);
  return shard;
}
