/** What a build is made of, and whether a build is made of what is there now. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Files and folders below the root. */
const INPUTS = [
  'src',
  'public',
  'scripts/vite',
  'scripts/lib/headers.mjs',
  'index.html',
  'evaluate.html',
  'vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
];

/** Below the folder of a build, and gone as soon as the next one empties it. */
const STAMP = '.inputs';

/** @param {string} path */
const isForTests = (path) => /\.spec\.tsx?$|\/testing\//.test(path.split(sep).join('/'));

/**
 * @param {string} root @param {string} path
 * @returns {string[]} files below the root.
 */
function filesOf(root, path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap(({ name }) =>
    filesOf(root, join(path, name)),
  );
}

/**
 * Names and contents, not times: a checkout of older sources makes no file newer than the build.
 * @param {string} root of the repository.
 */
export function hashOfInputs(root, inputs = INPUTS) {
  const hash = createHash('sha256');
  const files = inputs.flatMap((path) => filesOf(root, path)).filter((path) => !isForTests(path));
  for (const file of files.sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} dist @param {string} hash of the inputs. */
export const stampBuild = (dist, hash) => writeFileSync(join(dist, STAMP), hash);

/** @param {string} dist @param {string} hash of the inputs. */
export function isBuiltFrom(dist, hash) {
  const stamp = join(dist, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}
