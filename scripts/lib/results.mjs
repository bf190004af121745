/** Reads how many tests passed and failed from the JSON reports of Vitest and Playwright. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {string} path @returns what is written there; null where there is nothing. */
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/**
 * A file that could not be loaded holds no assertions: it counts as one failure. Skipped tests
 * count as failed.
 * @param {string} path of the report.
 * @returns {Counts | null} null without a report.
 */
export function vitestCounts(path) {
  const report = read(path);
  if (!report) return null;
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded,
  };
}

/**
 * A test skipped because a hook failed did not pass; neither did a flaky one.
 * @param {string} path of the report.
 * @returns {Counts | null} null without a report.
 */
export function playwrightCounts(path) {
  const report = read(path);
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

/**
 * The exit code has the last word: a suite that failed without a failed test, or ran none, counts
 * one failure.
 * @param {Counts | null} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function settle(counts, exitCode) {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const silentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: silentFailure ? 1 : failed };
}

/**
 * A row per suite and the sum, which is the last line of `npm test` and `npm run check`.
 * @param {(Counts & { name: string, seconds: number })[]} results
 */
export function summaryOf(results) {
  const rows = results.map(
    ({ name, passed, failed, seconds }) =>
      `${name.padEnd(8)} ${String(passed).padStart(4)} passed ` +
      `${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    results.reduce((total, result) => total + result[key], 0);
  return [...rows, `${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}
