// @ts-nocheck
/** Source files with every mutant of Stryker's standard set in them, each behind a switch. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { ROOT } from '../lib/run.mjs';

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

export const hashOf = (file) =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, file)))
    .digest('hex')
    .slice(0, 16);

/**
 * `{ code, hash, mutants }` of a file named from the root, `mutants` being `{ id, line, mutator,
 * replacement }` with lines counted from 1.
 */
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
  const code = withSwitch(file, result.files[0].content, mutants.length);
  return { code, hash: hashOf(file), mutants };
}
