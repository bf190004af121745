/** Reads how many tests passed and failed from the JSON reports of Vitest and Playwright. */
import { existsSync, readFileSync } from 'node:fs';

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/**
 * A file that could not be loaded holds no assertions: it counts as one failure. Skipped tests
 * count as failed.
 */
export function vitestCounts(path) {
  const report = read(path);
  if (!report) return null;
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded,
  };
}

/** A test skipped because a hook failed did not pass; neither did a flaky one. */
export function playwrightCounts(path) {
  const report = read(path);
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

/**
 * The exit code has the last word: a suite that failed without a failed test, or ran none, counts
 * one failure.
 */
export function settle(counts, exitCode) {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const silentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: silentFailure ? 1 : failed };
}
