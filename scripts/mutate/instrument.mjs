/** Source files with every mutant of Stryker's standard set in them, each behind a switch. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ROOT } from '../lib/run.mjs';

/**
 * @typedef {object} Mutant
 * @property {number} id
 * @property {number} line counted from 1.
 * @property {string} mutator
 * @property {string} replacement
 */

const silent = () => {};
const logger = {
  isDebugEnabled: () => false,
  isTraceEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};
const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };

/**
 * The instrumenter asks two functions by an id of all files. Here a switch per file is asked by
 * number instead, in place: a call for each operation makes hot loops forty times slower.
 * @param {string} file @param {string} code @param {number} size mutants in it.
 */
function withSwitch(file, code, size) {
  const asked = code
    .replace(/stryMutAct_9fa48\("(\d+)"\)/g, '(mutants_.id === $1 && mutants_.hit())')
    .replace(/stryCov_9fa48\(([^)]*)\)/g, (_, ids) => {
      return `(mutantsAll_.covering && mutants_.cover(${ids.replaceAll('"', '')}))`;
    });
  const header = [
    'const mutantsAll_ = globalThis.mutants;',
    `const mutants_ = mutantsAll_.of(${JSON.stringify(file)}, ${size});`,
  ];
  return `${header.join(' ')}\n${asked}`;
}

/** @param {string} file */
export const hashOf = (file) =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, file)))
    .digest('hex')
    .slice(0, 16);

/** @param {string} file named from the root. */
export async function instrument(file) {
  // Its printer loses the parentheses of `(counts[i] as number)++`.
  const content = readFileSync(join(ROOT, file), 'utf8').replace(/ as \w+\)(?=\+\+|--)/g, ')');
  const result = await new Instrumenter(logger).instrument(
    [{ name: file, content, mutate: true }],
    OPTIONS,
  );
  const mutants = result.mutants.map(({ id, location, mutatorName, replacement }) => ({
    id: Number(id),
    line: location.start.line + 1,
    mutator: mutatorName,
    replacement,
  }));
  const [instrumented] = result.files;
  if (!instrumented) throw new Error(`${file} was not instrumented.`);
  const code = withSwitch(file, instrumented.content, mutants.length);
  return { code, hash: hashOf(file), mutants };
}
