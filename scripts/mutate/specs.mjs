/** Which spec files reach a source file, by the imports that stand in the files. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../lib/run.mjs';

/**
 * @typedef {object} Spec
 * @property {string} spec
 * @property {boolean} browser
 * @property {string[]} sources that it reaches.
 * @property {number} near folders that it shares with the nearest of them.
 */

const IS_SPEC = /\.spec\.ts$/;
const IN_BROWSER = /\.(gpu|browser)\.spec\.ts$/;

const everyFile = ts.sys
  .readDirectory(join(ROOT, 'src'), ['.ts', '.tsx'])
  .map((path) => path.slice(ROOT.length));
const known = new Set(everyFile);
/** @type {Map<string, string[]>} */
const imports = new Map();

/** @param {string} file */
function importsOf(file) {
  const cached = imports.get(file);
  if (cached) return cached;
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
  const targets = importedFiles
    .map(({ fileName }) => {
      if (fileName.startsWith('#src/')) return `src/${fileName.slice(5)}`;
      return fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : '';
    })
    .flatMap(
      (path) =>
        [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((p) => known.has(p)) ?? [],
    );
  imports.set(file, targets);
  return targets;
}

/** @param {string} spec */
function reachOf(spec) {
  const reached = new Set([spec]);
  for (const file of reached) for (const target of importsOf(file)) reached.add(target);
  return reached;
}

/**
 * Folders that two paths share from the root, the more the nearer.
 * @param {string} spec @param {string[]} sources
 */
function nearness(spec, sources) {
  const folders = spec.split('/').slice(0, -1);
  return Math.max(
    ...sources.map((source) => {
      const other = source.split('/');
      const differs = folders.findIndex((folder, depth) => other[depth] !== folder);
      return differs < 0 ? folders.length : differs;
    }),
  );
}

/**
 * Files with code under the given paths, specs and what only specs use left out.
 * @param {string[]} paths
 */
export function sourcesUnder(paths) {
  return everyFile.filter(
    (file) =>
      file.endsWith('.ts') &&
      !file.endsWith('.as.ts') &&
      !IS_SPEC.test(file) &&
      !file.includes('/testing/') &&
      paths.some((path) => file === path || file.startsWith(`${path}/`)),
  );
}

/**
 * The nearest first: what lies beside a file kills most of it.
 * @param {string[]} sources @returns {Spec[]}
 */
export function specsOf(sources) {
  return everyFile
    .filter((file) => IS_SPEC.test(file))
    .map((spec) => {
      const reach = reachOf(spec);
      return {
        spec,
        browser: IN_BROWSER.test(spec),
        sources: sources.filter((source) => reach.has(source)),
      };
    })
    .filter((entry) => entry.sources.length > 0)
    .map((entry) => ({ ...entry, near: nearness(entry.spec, entry.sources) }))
    .sort((a, b) => Number(a.browser) - Number(b.browser) || b.near - a.near);
}
