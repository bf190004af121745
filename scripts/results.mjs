/**
 * `npm run results -- --data DIR --held-out DIR --out DIR`: measures all methods on the held-out composites and on `eval-dev`
 * below the data folder, and writes what it found into docs/results.md (between its two marks) and the default thresholds into
 * src/methods/default-thresholds.json. A set whose report in OUT is of the same networks is not measured again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './lib/run.mjs';
import { networkTable, setTable } from './results/tables.mjs';

const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The sets in the order of the document. `leaveOut` drops pictures by the start of their names. */
function setsOf(data, heldOut) {
  const [static_, anomaly] = ['fs_static', 'roadanomaly20'].map((name) => join(data, 'eval-dev', name));
  return [
    { id: 'held-out', title: 'Held-out composites: validation cities, objects that no training saw', folder: heldOut },
    { id: 'fs_static', title: 'Fishyscapes Static, validation', folder: static_ },
    { id: 'roadanomaly20', title: 'RoadAnomaly, 20 of the published 60 photographs', folder: anomaly },
    { id: 'roadanomaly20-no-animals', title: 'RoadAnomaly, those of the 20 without animals', folder: anomaly, leaveOut: 'animals' },
  ];
}

/** The folder itself, or one of links to the pictures that are kept. */
function chosenFolder({ id, folder, leaveOut }, out) {
  if (!leaveOut) return folder;
  const chosen = join(out, `${id}-pictures`);
  rmSync(chosen, { recursive: true, force: true });
  for (const part of ['images', 'labels']) {
    mkdirSync(join(chosen, part), { recursive: true });
    const kept = readdirSync(join(folder, part)).filter((name) => !name.startsWith(leaveOut));
    for (const name of kept) symlinkSync(join(folder, part, name), join(chosen, part, name));
  }
  return chosen;
}

/** @throws Error when the evaluation fails. */
function reportOf(set, out, manifest) {
  const path = join(out, set.id, 'report.json');
  const sameNetworks = ({ models }) => manifest.models.every(({ id, sha256 }) => models[id] === sha256);
  if (existsSync(path) && sameNetworks(readJson(path))) return readJson(path);
  const folder = chosenFolder(set, out);
  const args = ['--images', join(folder, 'images'), '--labels', join(folder, 'labels'), '--out', join(out, set.id)];
  console.error(`${set.title} ...`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/evaluate.mjs'), ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`The evaluation of ${set.id} failed.`);
  return readJson(path);
}

function writeDocument(manifest, measured) {
  const path = join(ROOT, 'docs/results.md');
  const [before, rest] = readFileSync(path, 'utf8').split(BEGIN);
  const after = rest.split(END)[1];
  const sections = measured.map(({ set, report }) => {
    const { images, prior, longSide } = report;
    return `### ${set.title}\n\n${images} images, prior ${prior.toFixed(2)} %, long side ${longSide}.\n\n${setTable(report)}`;
  });
  writeFileSync(path, `${before}${[BEGIN, `### Networks\n\n${networkTable(manifest)}`, ...sections, END].join('\n\n')}${after}`);
}

/** The threshold of the best F1 on the held-out composites, by method. */
function writeThresholds({ models, methods }) {
  const thresholds = Object.fromEntries(Object.entries(methods).map(([id, { pixel }]) => [id, Number(pixel.threshold.toPrecision(5))]));
  writeFileSync(join(ROOT, 'src/methods/default-thresholds.json'), `${JSON.stringify({ models, thresholds }, null, 2)}\n`);
}

const { values } = parseArgs({ options: { data: { type: 'string' }, 'held-out': { type: 'string' }, out: { type: 'string' } } });
if (!values.data || !values['held-out'] || !values.out) {
  console.error('npm run results -- --data DIR --held-out DIR --out DIR');
  process.exit(2);
}
const out = resolve(values.out);
const manifest = readJson(join(ROOT, 'public/models/manifest.json'));
const measured = setsOf(resolve(values.data), resolve(values['held-out'])).map((set) => ({ set, report: reportOf(set, out, manifest) }));
writeDocument(manifest, measured);
writeThresholds(measured[0].report);
console.log('docs/results.md and src/methods/default-thresholds.json are written.');
