import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { SMALL, summary, waitForAnalysis } from './support/page';

test.use({ serviceWorkers: 'allow' });

/** What a person should at most wait for the address of a page that is built, in milliseconds. */
const TARGET = 3_000;

let started: ChildProcess;

/** What `npm start` writes until it tells the address. */
async function startPage(): Promise<{ url: string; output: string }> {
  started = spawn(process.execPath, ['scripts/start.mjs', '--port', '42600'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const text of started.stdout!.setEncoding('utf8')) {
    output += text;
    const url = /Anomalens: (\S+)/.exec(output)?.[1];
    if (url) return { url, output };
  }
  throw new Error(`npm start ended without an address: ${output}`);
}

test.afterEach(async () => {
  const ended = once(started, 'exit');
  started.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('npm start serves the built page with its policy and its service worker', async ({ page }) => {
  const asked = Date.now();
  const { url, output } = await startPage();
  expect(Date.now() - asked).toBeLessThan(3 * TARGET);
  expect(output).toBe(`Anomalens: ${url}\n`);

  const answer = await page.goto(`${url}?${SMALL}`);
  expect(answer!.headers()).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  await waitForAnalysis(page);
  await expect(summary(page)).toContainText('of the picture');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toBe(
    `${url}sw.js`,
  );
});
