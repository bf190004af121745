/**
 * Tries mutants with the spec files named in the arguments, in a process of its own: one that
 * never returns can only be ended from outside. MUTATE_JOB holds `{ log, plan, code }`, paths.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { ROOT } from '../lib/run.mjs';
import { assemblyScript } from '../vite/assembly-script.mjs';

/** @typedef {import('vitest/node').TestSpecification} TestSpecification */

const specs = process.argv.slice(2);
/** @type {Record<string, string>} */
const code = JSON.parse(readFileSync(JSON.parse(process.env.MUTATE_JOB ?? '{}').code, 'utf8'));

/** In the order of the arguments; Vitest would begin with the largest. */
class InOrder {
  /** @param {TestSpecification[]} files */
  shard = (files) => files;
  /** @param {TestSpecification[]} files */
  sort = (files) => {
    /** @param {TestSpecification} file */
    const place = ({ moduleId }) => specs.indexOf(moduleId.slice(ROOT.length));
    return [...files].sort((a, b) => place(a) - place(b));
  };
}

const vitest = await startVitest(
  'test',
  specs,
  {
    config: false,
    root: ROOT,
    watch: false,
    environment: 'node',
    pool: 'threads',
    maxWorkers: 1,
    fileParallelism: false,
    include: ['src/**/*.spec.ts'],
    testTimeout: 120_000,
    sequence: { sequencer: InOrder },
    reporters: [{}],
    silent: true,
    runner: join(ROOT, 'scripts/mutate/runner.mjs'),
  },
  {
    resolve: { alias: { '#src': join(ROOT, 'src') } },
    plugins: [
      assemblyScript(),
      {
        name: 'mutants',
        enforce: 'pre',
        transform: (_, id) => code[id.slice(ROOT.length)],
      },
    ],
  },
);
await vitest.close();
