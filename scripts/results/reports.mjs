// @ts-nocheck
/** Reports of sets: measured with `npm run evaluate`, or taken where they lie already. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { ROOT } from '../lib/run.mjs';

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The folder itself, or one of links to the pictures that are kept. */
function chosenFolder({ id, folder, keeps, others = [] }, out) {
  if (!keeps) return folder;
  const chosen = join(out, `${id}-pictures`);
  rmSync(chosen, { recursive: true, force: true });
  for (const part of ['images', 'labels']) {
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
 * The report of a set in `OUT/<id>`; one of other networks than the manifest's is measured again.
 * @param set `{ id, title, folder }`; `keeps` chooses pictures by their stem and place in the
 * folder, `others` are paths `{ images, labels }` of further ones, `options` go to the command.
 * `fits` says whether a report is still right.
 * @throws Error when the evaluation fails, or its report does not fit.
 */
export function reportOf(set, out, manifest) {
  const path = join(out, set.id, 'report.json');
  const isRight = (report) => isOfTheseNetworks(report, manifest) && (set.fits?.(report) ?? true);
  if (existsSync(path) && isRight(readJson(path))) return readJson(path);
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
  if (status !== 0) throw new Error(`The evaluation of ${set.id} failed.`);
  const report = readJson(path);
  if (!isRight(report))
    throw new Error(
      `The evaluation of ${set.id} took another build of the page than this folder's.`,
    );
  return report;
}

function isOfTheseNetworks({ models }, manifest) {
  return Object.entries(models).every(
    ([id, sha256]) => manifest.models.find((model) => model.id === id)?.sha256 === sha256,
  );
}
