/**
 * `npm run results -- --data DIR --held-out DIR --out DIR [--only s2m|vl4ad]`: measures the methods that
 * score pixels on the held-out composites and on `eval-dev` below the data folder, and writes what
 * it found into docs/results.md (between its marks) and the default thresholds into
 * src/methods/data/default-thresholds.json. With `--only` the same for the section about that method and
 * its threshold, nothing else. A set whose report in OUT is of the same networks and options is not
 * measured again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LABEL_OPTIONS, LABEL_USAGE, labelOptionsIn } from './evaluate/label-options.mjs';
import { ROOT } from './lib/run.mjs';
import { methodOf, readJson, reportOf } from './results/reports.mjs';
import { measureClean, measureMasks, SOURCES } from './results/s2m.mjs';
import { cleanTable, maskTable, networkTable, setTable } from './results/tables.mjs';

/**
 * @typedef {import('./results/reports.mjs').LabelledSet} LabelledSet
 * @typedef {import('./results/reports.mjs').Manifest} Manifest
 * @typedef {import('./results/reports.mjs').Method} Method
 * @typedef {import('./results/s2m.mjs').Folders} Folders
 *
 * @typedef {object} Thresholds the file of the default thresholds.
 * @property {Record<string, string>} models SHA-256 by id.
 * @property {Record<string, number>} thresholds raw scores by method.
 */

const THRESHOLDS = join(ROOT, 'src/methods/data/default-thresholds.json');

/** @param {Method} method @throws Error without pixels of both kinds. */
function thresholdOf({ pixel }) {
  if (pixel.threshold === null) throw new Error('The held-out composites hold no anomaly.');
  return Number(pixel.threshold.toPrecision(5));
}

/** @template T @param {T[]} list @returns {T} */
function firstOf([first]) {
  if (first === undefined) throw new Error('Nothing was measured.');
  return first;
}

/** The sets in the order of the document. @param {Folders} folders @returns {LabelledSet[]} */
function setsOf({ heldOut, static: static_, anomaly }) {
  return [
    {
      id: 'held-out',
      title: 'Held-out composites: validation cities, objects that no training saw',
      folder: heldOut,
    },
    { id: 'fs_static', title: 'Fishyscapes Static, validation', folder: static_ },
    {
      id: 'roadanomaly20',
      title: 'RoadAnomaly, 20 of the published 60 photographs',
      folder: anomaly,
    },
    {
      id: 'roadanomaly20-no-animals',
      title: 'RoadAnomaly, those of the 20 without animals',
      folder: anomaly,
      keeps: (stem) => !stem.startsWith('animals'),
    },
  ];
}

/**
 * Replaces what stands between the two marks of a section.
 * @param {string} name @param {string[]} parts @throws Error where the marks are missing.
 */
function writeSection(name, parts) {
  const path = join(ROOT, 'docs/results.md');
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before, rest] = readFileSync(path, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/results.md has no section "${name}".`);
  writeFileSync(path, `${before}${[begin, ...parts, end].join('\n\n')}${after}`);
}

/**
 * What was measured takes the place of what is known; the rest stays.
 * @param {Thresholds['models']} models @param {Thresholds['thresholds']} thresholds
 */
function writeThresholds(models, thresholds) {
  /** @type {Thresholds} */
  const known = readJson(THRESHOLDS);
  const all = {
    models: { ...known.models, ...models },
    thresholds: { ...known.thresholds, ...thresholds },
  };
  writeFileSync(THRESHOLDS, `${JSON.stringify(all, null, 2)}\n`);
}

/** @param {Folders} folders @param {string} out @param {Manifest} manifest */
function measureAll(folders, out, manifest) {
  // All that score pixels with one look; some have a section of their own.
  const methods = Object.keys(readJson(THRESHOLDS).thresholds).filter((id) => !(id in SECTIONS));
  const options = ['--methods', methods.join(), ...folders.labelOptions];
  const measured = setsOf(folders).map((set) => ({
    set,
    report: reportOf({ ...set, options }, out, manifest),
    // The composites are as wide as the first look: a second one would show nothing.
    twice:
      set.folder === folders.heldOut
        ? []
        : [reportOf(lookedAtTwice(set, folders.labelOptions), out, manifest)],
  }));
  const sections = measured.map(({ set, report, twice }) => {
    const { images, prior } = report;
    return `### ${set.title}\n\n${images} images, prior ${prior?.toFixed(2) ?? '–'} %.\n\n${setTable([report, ...twice])}`;
  });
  const { report } = firstOf(measured); // the best F1 on the held-out composites
  const networks = manifest.models.filter(({ id }) => id in report.models);
  writeSection('measured', [`### Networks\n\n${networkTable(networks)}`, ...sections]);
  const thresholds = Object.entries(report.methods).map(([id, method]) => [
    id,
    thresholdOf(method),
  ]);
  writeThresholds(report.models, Object.fromEntries(thresholds));
}

/**
 * A set with two looks of the two best networks: five times as long as one look.
 * @param {LabelledSet} set @param {string[]} labelOptions
 */
function lookedAtTwice(set, labelOptions) {
  return {
    ...set,
    id: `${set.id}-two-looks`,
    title: `${set.title}, two looks`,
    options: ['--methods', 'max-entropy,rpl', '--looks', '768,1536', ...labelOptions],
  };
}

/**
 * The threshold first, as the pictures without an object are counted at it.
 * @param {Folders} folders @param {string} out @param {Manifest} manifest
 */
function measureS2m(folders, out, manifest) {
  const masks = measureMasks(folders, out, manifest);
  const { report } = firstOf(masks);
  const own = thresholdOf(methodOf(report, 's2m'));
  writeThresholds(report.models, { s2m: own });
  const clean = measureClean(folders, masks, own, out, manifest);
  const models = masks.flatMap((result) => Object.entries(result.report.models));
  const weights = [...new Map(models)].map(([id, sha256]) => `${id} \`${sha256.slice(0, 12)}\``);
  writeSection('measured, S2M', [
    `Weights: ${weights.join(', ')}. Default threshold: ${own}, that of the best F1 of S2M on the held-out composites from \`${SOURCES[0]}\`.`,
    maskTable(masks),
    'Pictures with nothing unknown, at the default thresholds:',
    cleanTable(clean),
  ]);
}

/**
 * The score of words with the vocabulary that the page begins with: strict lists, nothing looked for.
 * @param {Folders} folders @param {string} out @param {Manifest} manifest
 */
function measureWords(folders, out, manifest) {
  const options = ['--methods', 'vl4ad', ...folders.labelOptions];
  const measured = setsOf(folders).map((set) => ({
    set,
    report: reportOf({ ...set, id: `${set.id}-vl4ad`, options }, out, manifest),
  }));
  const { report } = firstOf(measured);
  const own = thresholdOf(methodOf(report, 'vl4ad'));
  writeThresholds(report.models, { vl4ad: own });
  writeSection('measured, words', [
    `Default threshold: ${own}, that of the best F1 on the held-out composites.`,
    ...measured.map(({ set, report: ofSet }) => `### ${set.title}\n\n${setTable([ofSet])}`),
  ]);
}

/** What has a section of its own, by its method. */
const SECTIONS = { s2m: measureS2m, vl4ad: measureWords };

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    'held-out': { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string' },
    ...LABEL_OPTIONS,
  },
});
if (
  !values.data ||
  !values['held-out'] ||
  !values.out ||
  (values.only !== undefined && !Object.hasOwn(SECTIONS, values.only))
) {
  console.error(
    `npm run results -- --data DIR --held-out DIR --out DIR [--only s2m|vl4ad] ${LABEL_USAGE}`,
  );
  process.exit(2);
}
const data = resolve(values.data);
const out = resolve(values.out);
const folders = {
  heldOut: resolve(values['held-out']),
  static: join(data, 'eval-dev/fs_static'),
  anomaly: join(data, 'eval-dev/roadanomaly20'),
};
const section = /** @type {keyof typeof SECTIONS | undefined} */ (values.only);
const measure = section ? SECTIONS[section] : measureAll;
measure(
  { ...folders, labelOptions: labelOptionsIn(values) },
  out,
  readJson(join(ROOT, 'public/models/manifest.json')),
);
console.log('docs/results.md and src/methods/data/default-thresholds.json are written.');
