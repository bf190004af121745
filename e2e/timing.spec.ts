import { expect, test } from '@playwright/test';
import { measureApp } from '../bench/app.mjs';

/** Machines of CI are shared and slow: a real regression is larger than this. */
const ALLOWANCE = 3;

test('start, analysis and slider stay within three times their targets', async ({ browser, baseURL }) => {
  const { rows } = await measureApp(browser, baseURL!);
  for (const { name, milliseconds, target } of rows) {
    console.log(`${name}: ${milliseconds.toFixed(0)} ms of ${target}`);
    expect.soft(milliseconds, name).toBeLessThan(ALLOWANCE * target);
  }
});
