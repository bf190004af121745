/** Reports of sets: measured with `npm run evaluate`, or taken where they lie already. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, parse } from 'node:path';
import { ROOT } from '../lib/run.mjs';

/**
 * @typedef {import('../../src/evaluation/report/report-schema.ts').Report} Report
 * @typedef {Report['methods'][string]} Method
 * @typedef {{ images: string, labels: string }} Pair paths of a picture and its label.
 *
 * @typedef {object} Model what the manifest of the networks says, as far as tables tell it.
 * @property {string} id
 * @property {string} sha256
 * @property {number} parameters
 * @property {number} bytes
 * @property {number} [gmacs]
 * @property {{ mIoU15: number, mIoU7: number, mIoU19: number } | null} [quality]
 *
 * @typedef {{ file: string, sha256: string }} Table one that words are read with.
 * @typedef {{ models: Model[], words?: { tables: Record<string, Table> } }} Manifest
 *
 * @typedef {object} LabelledSet
 * @property {string} id
 * @property {string} title
 * @property {string} folder holds `images` and `labels`.
 * @property {(stem: string, index: number) => boolean} [keeps] chooses pictures by their stem and
 * place in the folder.
 * @property {Pair[]} [others] further ones.
 * @property {(report: Report) => boolean} [fits] whether a report is still right.
 *
 * @typedef {LabelledSet & { options: string[] }} MeasuredSet `options` go to the command.
 */

/** @param {string} path @returns the value that the caller expects in it. */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * The folder itself, or one of links to the pictures that are kept.
 * @param {MeasuredSet} set @param {string} out
 */
function chosenFolder({ id, folder, keeps, others = [] }, out) {
  if (!keeps) return folder;
  const chosen = join(out, `${id}-pictures`);
  rmSync(chosen, { recursive: true, force: true });
  for (const part of /** @type {const} */ (['images', 'labels'])) {
    mkdirSync(join(chosen, part), { recursive: true });
    const named = readdirSync(join(folder, part)).sort();
    const kept = named
      .filter((name, index) => keeps(parse(name).name, index))
      .map((name) => join(folder, part, name));
    for (const path of [...kept, ...others.map((other) => other[part])])
      symlinkSync(path, join(chosen, part, basename(path)));
  }
  return chosen;
}

/**
 * The report of a set in `OUT/<id>`; one of other networks than the manifest's, or of other options,
 * is measured again.
 * @param {MeasuredSet} set @param {string} out @param {Manifest} manifest
 * @returns {Report}
 * @throws Error when the evaluation fails, or its report does not fit.
 */
export function reportOf(set, out, manifest) {
  const path = join(out, set.id, 'report.json');
  const optionsPath = join(out, set.id, 'options.json');
  /** @param {Report} report */
  const isRight = (report) => isOfTheseNetworks(report, manifest) && (set.fits?.(report) ?? true);
  const isOfTheseOptions =
    existsSync(optionsPath) && readJson(optionsPath).join('\n') === set.options.join('\n');
  if (existsSync(path) && isOfTheseOptions && isRight(readJson(path))) return readJson(path);
  const folder = chosenFolder(set, out);
  const args = [
    '--images',
    join(folder, 'images'),
    '--labels',
    join(folder, 'labels'),
    '--out',
    join(out, set.id),
    ...set.options,
  ];
  console.error(`${set.title} ...`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/evaluate.mjs'), ...args], {
    stdio: 'inherit',
  });
  if (status === 2) process.exit(2); // it has named the option that is missing
  if (status !== 0) throw new Error(`The evaluation of ${set.id} failed.`);
  const report = readJson(path);
  if (!isRight(report))
    throw new Error(
      `The evaluation of ${set.id} took another build of the page than this folder's.`,
    );
  writeFileSync(optionsPath, JSON.stringify(set.options));
  return report;
}

/**
 * @param {Report} report @param {string} id
 * @returns {Method} @throws Error when the report lacks it.
 */
export function methodOf({ methods }, id) {
  const method = methods[id];
  if (!method) throw new Error(`There is no method "${id}" in the report.`);
  return method;
}

/** @param {Report} report @param {Manifest} manifest */
function isOfTheseNetworks({ models }, manifest) {
  const tables = Object.values(manifest.words?.tables ?? {});
  const digests = new Map([
    ...manifest.models.map(({ id, sha256 }) => /** @type {const} */ ([id, sha256])),
    ...tables.map(({ file, sha256 }) => /** @type {const} */ ([file, sha256])),
  ]);
  return Object.entries(models).every(([name, sha256]) => digests.get(name) === sha256);
}
