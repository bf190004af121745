/** The command line of `npm run analyze`. */
import { realpathSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { DRIVE_USAGE } from '../evaluate/drive-values.mjs';
import { perCentOf } from '../evaluate/limits.mjs';
import { NETWORK_OPTIONS, NETWORK_USAGE, networksOf } from '../evaluate/network-options.mjs';
import {
  filesIn,
  folder,
  namesOf,
  oneOf,
  outFolder,
  UsageError,
  withNegativeValues,
} from '../evaluate/values.mjs';

export const ANALYZE_USAGE = `npm run analyze -- --images DIR [${NETWORK_USAGE}] --method ID [--threshold T | --flag-at-most SHARE] [--long-side N] [--min-area SHARE] [--keep-unlikely] [--names]
  [--blur persons,vehicles] [--inference wasm|webgpu] [--compute webgpu|cpu] --out DIR
${DRIVE_USAGE}`;

/**
 * @typedef {import('../evaluate/options.mjs').Command} Command
 * @typedef {import('../evaluate/values.mjs').Values} Values
 */

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const OPTIONS = {
  images: { type: 'string' },
  ...NETWORK_OPTIONS,
  method: { type: 'string' },
  threshold: { type: 'string' },
  'flag-at-most': { type: 'string' },
  'long-side': { type: 'string', default: '768' },
  'min-area': { type: 'string', default: '0' },
  'keep-unlikely': { type: 'boolean', default: false },
  names: { type: 'boolean', default: false },
  blur: { type: 'string' },
  inference: { type: 'string', default: 'wasm' },
  compute: { type: 'string', default: 'cpu' },
  out: { type: 'string' },
};

/** Where a network is given alone. */
export const USUAL_METHOD = 'entropy';

/** What the sides of the network input may be, in pixels. */
const [STEP, LARGEST_SIDE] = [32, 2048];

/** @param {string[]} args @returns {Command} @throws UsageError */
export function readAnalyzeCommand(args) {
  const { values, tokens } = valuesOf(args);
  const images = folder(values.images, '--images DIR');
  if (!values.method && !values.network) throw new UsageError('--method ID is missing');
  const out = outFolder(values.out);
  refuseOwnResults(images, out);
  const [network, another] = networksOf(values, namesOf(tokens));
  if (another) throw new UsageError('--network: a set is analysed with one network');
  return {
    out,
    folders: {
      images: { path: images },
      results: { path: out, writable: true },
      ...(network && { networks: [{ path: network.folder }] }),
    },
    job: jobOf({
      networks: network ? [network.job] : [],
      images: filesIn(images),
      title: basename(images),
      method: values.method ?? USUAL_METHOD,
      threshold: values.threshold === undefined ? null : numberOf(values, 'threshold'),
      flagAtMost: flagAtMostOf(values),
      minAreaPercent: percentOf(values),
      keepUnlikely: values['keep-unlikely'] === true,
      names: values.names === true,
      cover: coverOf(values),
      longSide: longSideOf(values),
      secondLook: null,
      inference: oneOf(values, 'inference', ['wasm', 'webgpu']),
      compute: oneOf(values, 'compute', ['cpu', 'webgpu']),
    }),
  };
}

/**
 * @template {import('../evaluate/options.mjs').Job} T
 * @param {T} job @returns {import('../evaluate/options.mjs').Job} with all its settings.
 */
const jobOf = (job) => job;

/** @param {string[]} args */
function valuesOf(args) {
  try {
    return parseArgs({ args: withNegativeValues(args), options: OPTIONS, tokens: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Masks are pictures too: a second run would analyse those of the first.
 * @param {string} images @param {string} out @throws UsageError
 */
function refuseOwnResults(images, out) {
  const [set, results] = [real(images), real(out)];
  if (isWithin(results, set))
    throw new UsageError('--out lies in the folder of --images: its masks would be analysed too');
  if (isWithin(set, join(results, 'masks')))
    throw new UsageError('--images is the folder that the masks of --out go to');
}

/** With links followed, as far as it is there. @param {string} path @returns {string} */
export function real(path) {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : join(real(parent), relative(parent, path));
  }
}

/** @param {string} path @param {string} root */
export const isWithin = (path, root) => path === root || path.startsWith(root + sep);

/** @param {Values} values @param {string} name @throws UsageError */
export function numberOf(values, name) {
  const text = String(values[name]).trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value))
    throw new UsageError(`--${name} must be a number, not "${text}"`);
  return value;
}

/** 0..1, null where nothing is said. @param {Values} values @throws UsageError */
function flagAtMostOf(values) {
  const text = values['flag-at-most'];
  if (text === undefined) return null;
  if (values.threshold !== undefined)
    throw new UsageError('--flag-at-most finds the threshold: it has no meaning with --threshold');
  return perCentOf(String(text), `--flag-at-most ${text}`, 'share') / 100;
}

/** @param {Values} values @throws UsageError */
function percentOf(values) {
  const text = String(values['min-area']).trim();
  const [, digits] = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text) ?? [];
  if (digits === undefined || Number(digits) > 100)
    throw new UsageError(
      `--min-area must be a share of the picture in per cent such as 0.05, not "${text}"`,
    );
  return Number(digits);
}

const COVERS = ['persons', 'vehicles'];

/** Each once, in the order of the list. @param {Values} values @throws UsageError */
function coverOf({ blur }) {
  if (typeof blur !== 'string') return [];
  const names = blur.split(',').map((name) => name.trim());
  const strange = names.find((name) => !COVERS.includes(name));
  if (strange !== undefined)
    throw new UsageError(`--blur must be ${COVERS.join(',')} or one of them, not "${blur}"`);
  return COVERS.filter((name) => names.includes(name));
}

/** @param {Values} values @throws UsageError */
export function longSideOf(values) {
  const text = String(values['long-side']);
  const side = /^\d+$/.test(text) ? Number(text) : 0;
  if (side < STEP || side > LARGEST_SIDE || side % STEP > 0)
    throw new UsageError(
      `--long-side must be a multiple of ${STEP} from ${STEP} to ${LARGEST_SIDE}, not "${text}"`,
    );
  return side;
}
