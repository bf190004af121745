/** The command line of `npm run evaluate`. */
import { join, resolve } from 'node:path';
import { MEASURE_OPTIONS, MEASURE_USAGE, measuredDriveOf } from './drive-values.mjs';
import { readFormer } from './former.mjs';
import {
  LABEL_OPTIONS,
  LABEL_USAGE,
  labelFilesOf,
  labelsOf,
  roiFilesOf,
} from './label-options.mjs';
import { GATE_USAGE, limitsOf } from './limits.mjs';
import { NETWORK_OPTIONS, NETWORKS_USAGE, networksOf } from './network-options.mjs';
import { refuseOfPictures, SCORE_USAGE, scoreFoldersOf, scoresOf } from './score-options.mjs';
import {
  askedOf,
  corruptionsOf,
  looksOf,
  readShard,
  SET_OPTIONS,
  SET_USAGE,
  threadsOf,
} from './set-options.mjs';
import { filesIn, folder, namesOf, oneOf, outFolder, parse, UsageError } from './values.mjs';

const ASKED_USAGE = `${GATE_USAGE} ${SET_USAGE}`;
export const USAGE = `npm run evaluate -- --images DIR --labels DIR|FILE [${SCORE_USAGE} [--turn-scores]] [${NETWORKS_USAGE}] [--methods all|none|id,id] [--long-side N | --looks N,N]
  [--inference wasm|webgpu] [--compute webgpu|cpu] [--threads N] [--min-predicted N] [--min-ground-truth N] [--shard i/n] [--save-scores] [--closed-set] [--source ID]
  [--against-method ID] [--definition pooled|smiyc] ${LABEL_USAGE} ${ASKED_USAGE} [--corruptions blur[=N],noise[=N],darkness[=N],jpeg[=N]] --out DIR
npm run evaluate -- --labels DIR|FILE ${SCORE_USAGE}
  [--min-predicted N] [--min-ground-truth N] [--shard i/n] [--against-method ID] [--definition pooled|smiyc] ${LABEL_USAGE} ${ASKED_USAGE} --out DIR
${MEASURE_USAGE}
npm run evaluate -- [${NETWORKS_USAGE} [--images DIR]] --methods list
npm run evaluate -- --merge [--min-predicted N] [--min-ground-truth N] [--against-method ID] [--definition pooled|smiyc] ${ASKED_USAGE} --out DIR SHARD...`;

export const META_USAGE = `npm run meta:fit -- --images DIR --labels DIR|FILE [--method ID] [--thresholds N,N] [--long-side N] [--inference wasm|webgpu]
  [--compute webgpu|cpu] ${LABEL_USAGE} --out FILE`;

/**
 * @typedef {import('./server.mjs').Folders} Folders
 *
 * @typedef {object} Job what the page is called with; further settings go through as they are.
 * @property {number} longSide
 * @property {number | null} secondLook the long side of a second look.
 * @property {string} inference
 * @property {string} compute
 * @property {number | 'auto'} [threads]
 * @property {string | null} [baseline] the method that a person wants the others compared with.
 *
 * @typedef {{ out: string, folders: Folders, job: Job }} Command `folders` maps what the page asks
 * for to folders of this machine.
 * @typedef {{ former: import('./former.mjs').Former | null, limits: import('./limits.mjs').Limit[] }} Gate
 * what the report is compared with, and what it has to keep.
 * @typedef {import('./values.mjs').Values} Values
 */

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const OPTIONS = {
  images: { type: 'string' },
  labels: { type: 'string' },
  ...LABEL_OPTIONS,
  scores: { type: 'string', multiple: true },
  logits: { type: 'string', multiple: true },
  'turn-scores': { type: 'boolean', default: false },
  ...NETWORK_OPTIONS,
  methods: { type: 'string' },
  'long-side': { type: 'string', default: '768' },
  looks: { type: 'string' },
  inference: { type: 'string', default: 'wasm' },
  compute: { type: 'string', default: 'cpu' },
  threads: { type: 'string' },
  'min-predicted': { type: 'string', default: '0' },
  'min-ground-truth': { type: 'string', default: '0' },
  shard: { type: 'string' },
  'save-scores': { type: 'boolean', default: false },
  'closed-set': { type: 'boolean', default: false },
  source: { type: 'string' },
  definition: { type: 'string', default: 'pooled' },
  'against-method': { type: 'string' },
  against: { type: 'string' },
  'fail-below': { type: 'string', multiple: true },
  'fail-above': { type: 'string', multiple: true },
  ...SET_OPTIONS,
  ...MEASURE_OPTIONS,
  merge: { type: 'boolean', default: false },
  out: { type: 'string' },
};
/** What a shard has decided already, or what has no meaning when shards are joined. */
const NOT_WITH_MERGE = [
  'images',
  'labels',
  'scores',
  'logits',
  'turn-scores',
  ...Object.keys(NETWORK_OPTIONS),
  'methods',
  'long-side',
  'looks',
  'shard',
  'save-scores',
  'closed-set',
  'source',
  'corruptions',
  'threads',
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

/** @param {string[]} args @returns {Command & { gate: Gate }} @throws UsageError */
export function readCommand(args) {
  const { values, positionals, tokens } = parse(args, OPTIONS);
  const out = outFolder(values.out);
  const filters = {
    minPredicted: wholeNumber(values, 'min-predicted'),
    minGroundTruth: wholeNumber(values, 'min-ground-truth'),
  };
  const definition = oneOf(values, 'definition', ['pooled', 'smiyc']);
  const given = namesOf(tokens);
  const gate = gateOf(values, definition);
  const named = gate.limits.flatMap(({ method }) => method ?? []);
  const compared = { definition, baseline: baselineOf(values), named };
  const looks = looksOf(values, given);
  const asked = { filters, ...compared, ...askedOf(values), threads: threadsOf(values) };
  const engine = { ...engineOf(values), ...looks, ...asked };
  const writable = {
    state: { path: join(out, 'state'), writable: true },
    results: { path: out, writable: true },
  };
  if (values.merge) {
    const foreign = given.find((name) => NOT_WITH_MERGE.includes(name));
    if (foreign) throw new UsageError(`--${foreign} has no meaning with --merge`);
    if (positionals.length === 0) throw new UsageError('--merge needs the folders of the shards');
    const shards = positionals.map((path) => ({ path: folder(path, 'shard') }));
    return {
      out,
      gate,
      folders: { ...writable, shards },
      job: jobOf({ ...engine, shards: positionals }),
    };
  }
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not an option`);
  const drive = measuredDriveOf(values, given);
  const scores = scoreFoldersOf(values);
  const images = drive ? null : imagesOf(values, scores.length > 0 ? given : null);
  const labels = labelFilesOf(values, images?.folder ?? null);
  const roi = roiFilesOf(values);
  const networks = networksOf(values, given);
  const job = jobOf({
    ...engine,
    images: images?.names ?? null,
    networks: networks.map(({ job }) => job),
    ...labelsOf(labels, values),
    roi: roi?.names ?? [],
    ...scoresOf(scores, { images, labels, roi }, values),
    shard: readShard(values.shard),
    saveScores: values['save-scores'],
    closedSet: values['closed-set'],
    source: values.source ?? null,
    corruptions: corruptionsOf(values),
    drive: drive && withoutFolder(drive),
  });
  const folders = {
    ...writable,
    ...(images && { images: { path: images.folder } }),
    ...(drive && { images: { path: drive.folder } }),
    labels: { path: labels.folder },
    ...(roi && { roi: { path: roi.folder } }),
    networks: networks.map(({ folder: path }) => ({ path })),
    scores: scores.map(({ path }) => ({ path })),
  };
  return { out, gate, folders, job };
}

/** What the page is told of it. @param {import('./drive-values.mjs').DriveFiles} drive */
function withoutFolder({ folder: _, ...drive }) {
  return drive;
}

/**
 * The pictures; null where labels and scores stand alone.
 * @param {Values} values @param {string[] | null} given options of a command line that has scores.
 * @returns {import('./label-options.mjs').LabelFiles | null} @throws UsageError
 */
function imagesOf(values, given) {
  if (values.images === undefined && given) {
    refuseOfPictures(values, given);
    return null;
  }
  const images = folder(values.images, '--images DIR');
  return { folder: images, names: filesIn(images) };
}

/** @param {Values} values @param {string} definition @returns {Gate} @throws UsageError */
function gateOf(values, definition) {
  const limits = limitsOf(values);
  const { against } = values;
  const option =
    typeof against === 'string' ? '--against' : limits[0] && `--fail-${limits[0].side}`;
  const whole = values.shard !== undefined ? 'shard' : values['closed-set'] ? 'closed-set' : null;
  if (option && whole) throw new UsageError(`${option} has no meaning with --${whole}`);
  const former = typeof against === 'string' ? readFormer(against, definition) : null;
  return { former, limits };
}

/** The method that others are compared with; null for the usual one. @param {Values} values */
function baselineOf(values) {
  const id = values['against-method'];
  if (id === undefined) return null;
  if (values['closed-set'] || values.definition === 'smiyc')
    throw new UsageError(
      `--against-method has no meaning with --${values['closed-set'] ? 'closed-set' : 'definition smiyc'}: differences are of the pooled metrics`,
    );
  return String(id);
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
export function engineOf(values) {
  return {
    longSide: wholeNumber(values, 'long-side'),
    secondLook: null,
    inference: oneOf(values, 'inference', ['wasm', 'webgpu']),
    compute: oneOf(values, 'compute', ['cpu', 'webgpu']),
  };
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
