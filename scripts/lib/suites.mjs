/** The suites of `npm test`, in order. A static check counts as one test. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { playwrightCounts, settle, vitestCounts } from './results.mjs';
import { ROOT, runScript } from './run.mjs';

const reportPath = (name) => join(ROOT, '.cache', 'results', `${name}.json`);

const check = (name, script, args) => ({
  name,
  run: async () => {
    const code = await runScript(script, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  },
});

/** `runner` gets the path of the JSON report to write and resolves with the exit code. */
const tests = (name, runner, read, needs) => ({
  name,
  needs,
  run: async () => {
    const report = reportPath(name);
    rmSync(report, { force: true });
    const code = await runner(report);
    return settle(read(report), code);
  },
});

const vitest = (project) => (report) =>
  runScript('node_modules/vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);

const playwright = (report) =>
  runScript('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });

export const SUITES = [
  check('types', 'node_modules/typescript/bin/tsc', ['--noEmit']),
  check('lint', 'node_modules/@biomejs/biome/bin/biome', ['lint', '--error-on-warnings']),
  check('imports', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ]),
  tests('unit', vitest('unit'), vitestCounts),
  tests('gpu', vitest('gpu'), vitestCounts),
  check('build', 'node_modules/vite/bin/vite.js', ['build']),
  tests('e2e', playwright, playwrightCounts, 'build'),
];
