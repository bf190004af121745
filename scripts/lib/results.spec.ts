import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playwrightCounts, settle, summaryOf, vitestCounts } from './results.mjs';

const folder = mkdtempSync(join(tmpdir(), 'results-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('what counts as failed', () => {
  it('is a skipped test, and a file that could not be loaded', () => {
    const path = report({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
      ],
    });
    expect(vitestCounts(path)).toEqual({ passed: 5, failed: 5 });
  });

  it('is a flaky test of the browser, and an error outside of tests', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 1 };
    expect(playwrightCounts(report({ stats, errors: [{}] }))).toEqual({ passed: 7, failed: 4 });
  });

  it('is a suite that ends badly, or runs nothing, without a failed test', () => {
    expect(settle({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
    expect(settle({ passed: 3, failed: 0 }, 1)).toEqual({ passed: 3, failed: 1 });
    expect(settle({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(settle(vitestCounts(join(folder, 'none.json')), 1)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('the summary', () => {
  it('ends in the sum over all suites', () => {
    const lines = summaryOf([
      { name: 'types', passed: 1, failed: 0, seconds: 12.34 },
      { name: 'unit', passed: 20, failed: 3, seconds: 4 },
    ]).split('\n');
    expect(lines[0]).toBe('types       1 passed    0 failed    12.3 s');
    expect(lines.at(-1)).toBe('21 passed, 3 failed');
  });
});
