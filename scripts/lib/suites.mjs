/** The suites of `npm test`, in order. A static check counts as one test. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightCounts, settle, vitestCounts } from './results.mjs';
import { ROOT, runScript } from './run.mjs';

/**
 * @typedef {import('./results.mjs').Counts} Counts
 * @typedef {import('./run.mjs').RunOptions} RunOptions
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} [needs] the suite without which this one has no meaning.
 * @property {(options?: RunOptions) => Promise<Counts>} run
 */

/** @param {string} name */
const reportPath = (name) => join(ROOT, '.cache', 'results', `${name}.json`);

/**
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @returns {Suite}
 */
const check = (name, script, args) => ({
  name,
  run: async (options) => {
    const code = await runScript(script, args, options);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  },
});

/**
 * @param {string} name
 * @param {(report: string, options?: RunOptions) => Promise<number>} runner gets the path of the
 * JSON report to write and resolves with the exit code.
 * @param {(report: string) => Counts | null} read
 * @param {string} [needs]
 * @returns {Suite}
 */
const tests = (name, runner, read, needs) => ({
  name,
  needs,
  run: async (options) => {
    const report = reportPath(name);
    rmSync(report, { force: true });
    const code = await runner(report, options);
    return settle(read(report), code);
  },
});

/** @param {string} project @returns {(report: string, options?: RunOptions) => Promise<number>} */
const vitest = (project) => (report, options) =>
  runScript(
    'node_modules/vitest/vitest.mjs',
    [
      'run',
      '--project',
      project,
      `--reporter=${options?.print ? 'dot' : 'default'}`,
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    options,
  );

/** @param {string} report @param {RunOptions} [options] */
const playwright = (report, options) =>
  runScript('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    ...options,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });

/** Answered from the sources alone, without running them. */
export const STATIC_CHECKS = [
  check('types', 'node_modules/typescript-native/bin/tsc', ['-b']),
  check('lint', 'node_modules/@biomejs/biome/bin/biome', ['lint', '--error-on-warnings']),
  check('imports', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ]),
  check('knip', 'node_modules/knip/bin/knip.js', []),
  check('names', 'scripts/check-names.mjs', []),
];

export const UNIT = tests('unit', vitest('unit*'), vitestCounts);

export const SUITES = [
  ...STATIC_CHECKS,
  UNIT,
  tests('gpu', vitest('gpu'), vitestCounts),
  check('build', 'node_modules/vite/bin/vite.js', ['build']),
  tests('e2e', playwright, playwrightCounts, 'build'),
];
