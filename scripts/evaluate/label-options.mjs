/** The options about labels, for all commands that read some. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { filesIn, folder, oneOf, UsageError } from './values.mjs';

/** @typedef {import('./values.mjs').Values} Values */

export const LABEL_USAGE =
  '[--anomaly-ids none|id,id] [--void-ids none|id,id] [--anomaly-names none|a,b] [--void-names none|a,b] [--labels-as instances|soft|alpha|colour] [--turn-labels] [--roi DIR|FILE]';

/**
 * What the values of labels mean, for all commands that read some.
 * @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>}
 */
export const LABEL_OPTIONS = {
  'anomaly-ids': { type: 'string' },
  'void-ids': { type: 'string' },
  'anomaly-names': { type: 'string' },
  'void-names': { type: 'string' },
  'labels-as': { type: 'string' },
  'turn-labels': { type: 'boolean', default: false },
  roi: { type: 'string' },
};

/**
 * The options about labels among others, as a command line.
 * @param {Values} values @returns {string[]}
 */
export function labelOptionsIn(values) {
  return Object.keys(LABEL_OPTIONS).flatMap((name) => {
    const value = values[name];
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name}`, String(value)];
  });
}

/** @typedef {{ folder: string, names: string[] }} LabelFiles */

const SHAPES = /\.(json|xml)$/i;

/**
 * The files of `--labels`: a folder, or a single file of shapes. In the folder of the images itself
 * only files of shapes are labels.
 * @param {Values} values @param {string | null} images null where there are none.
 * @returns {LabelFiles} @throws UsageError
 */
export function labelFilesOf({ labels }, images) {
  const path = typeof labels === 'string' ? labels : undefined;
  if (path && SHAPES.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile())
    return { folder: dirname(resolve(path)), names: [basename(path)] };
  const root = folder(path, '--labels DIR');
  const names = filesIn(root);
  return {
    folder: root,
    names: root === images ? names.filter((name) => SHAPES.test(name)) : names,
  };
}

/**
 * The masks of `--roi`: a folder, or a single file for all pictures; none where nothing is said.
 * @param {Values} values @returns {LabelFiles | null} @throws UsageError
 */
export function roiFilesOf({ roi }) {
  if (typeof roi !== 'string') return null;
  if (statSync(roi, { throwIfNoEntry: false })?.isFile())
    return { folder: dirname(resolve(roi)), names: [basename(roi)] };
  const root = folder(roi, '--roi DIR');
  const names = filesIn(root).filter((name) => /\.png$/i.test(name));
  if (names.length === 0) throw new UsageError(`--roi: ${roi} holds no PNG`);
  return { folder: root, names };
}

/** The name of a data set stands at most so far up: `StreetHazards/annotations/test`. */
const TELLING_FOLDERS = 3;
const READINGS = ['instances', 'soft', 'alpha', 'colour'];

/**
 * The files of the labels, and what is said about their values.
 * @param {LabelFiles} labels @param {Values} values @throws UsageError
 */
export function labelsOf({ folder: root, names }, values) {
  const labelsAs = values['labels-as'] === undefined ? null : oneOf(values, 'labels-as', READINGS);
  const anomalyIds = idsOf(values, 'anomaly-ids');
  const voidIds = idsOf(values, 'void-ids');
  const anomalyNames = namesOf(values, 'anomaly-names');
  const voidNames = namesOf(values, 'void-names');
  if (voidNames && !anomalyNames)
    throw new UsageError('--void-names needs --anomaly-names beside it, which may be none');
  if (anomalyNames && (anomalyIds || voidIds || (labelsAs && labelsAs !== 'colour')))
    throw new UsageError('--anomaly-names says all of the labels: ids have no meaning beside it');
  if (voidIds && !anomalyIds && !labelsAs && !values['closed-set'])
    throw new UsageError('--void-ids needs --anomaly-ids beside it, which may be none');
  if (anomalyIds && labelsAs && labelsAs !== 'colour')
    throw new UsageError(`--anomaly-ids has no meaning with --labels-as ${labelsAs}`);
  if (values['closed-set'] && (anomalyIds || voidIds || anomalyNames || labelsAs))
    throw new UsageError('--closed-set reads classes: nothing else can be said of the labels');
  return {
    labels: names,
    labelsFolders: root.split(sep).slice(-TELLING_FOLDERS),
    turnLabels: values['turn-labels'] === true,
    labelsAs,
    anomalyIds,
    voidIds,
    anomalyNames,
    voidNames,
    labelMap: labelMapOf(root),
  };
}

/** `labelmap.txt` in a folder or in the one around it, as CVAT writes it. @param {string} root */
function labelMapOf(root) {
  const path = [root, dirname(root)].map((place) => join(place, 'labelmap.txt')).find(existsSync);
  return path ? readFileSync(path, 'utf8') : null;
}

/**
 * Ids or colours `#rrggbb` with commas between them, or `none`; null where nothing is said.
 * @param {Values} values @param {string} name @throws UsageError
 */
function idsOf(values, name) {
  const text = values[name];
  if (typeof text !== 'string') return null;
  if (text === 'none') return [];
  return text.split(',').map((part) => {
    const [, hex] = /^#([0-9a-f]{6})$/i.exec(part.trim()) ?? [];
    if (hex) return Number.parseInt(hex, 16);
    if (/^\d{1,5}$/.test(part.trim())) return Number(part);
    throw new UsageError(`--${name} must be ids, colours #rrggbb or none, not "${text}"`);
  });
}

/**
 * Names with commas between them, or `none`; null where nothing is said.
 * @param {Values} values @param {string} option
 */
function namesOf(values, option) {
  const text = values[option];
  if (typeof text !== 'string') return null;
  return text === 'none' ? [] : text.split(',').map((name) => name.trim());
}
