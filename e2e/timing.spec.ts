import { expect, test } from '@playwright/test';
import { measureApp } from '../bench/app.mjs';
import { measureLearning } from '../bench/learning.mjs';
import type { Wait } from '../bench/table.mjs';

/** Machines of CI are shared and slow: a real regression is larger than this. */
const ALLOWANCE = 3;

function expectWithin(rows: readonly Wait[]): void {
  for (const { name, milliseconds, target } of rows) {
    console.log(`${name}: ${milliseconds.toFixed(0)} ms of ${target}`);
    expect.soft(milliseconds, name).toBeLessThan(ALLOWANCE * target);
  }
}

test('start, analysis and slider stay within three times their targets', async ({
  browser,
  baseURL,
}) => {
  expectWithin((await measureApp(browser, baseURL!)).rows);
});

test('a class from five pictures, annotated by clicks: the waits stay within three times their targets', async ({
  browser,
  baseURL,
}) => {
  expectWithin(await measureLearning(browser, baseURL!));
});
