/** What does not arrive: it is said, can be tried again, and never holds the page for ever. */
import { readFileSync } from 'node:fs';
import { expect, type Page, type Route, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import {
  notices,
  openAnalysed,
  openMode,
  openPage,
  stage,
  thumbnail,
  waitForAnalysis,
} from './support/page';
import { engine } from './support/recovery';

const RUNTIME = '**/*.wasm';
const WORKER = '**/engine.worker-*.js';
const alert = (page: Page) => stage(page).getByRole('alert');

const FAILURES: [string, (route: Route) => Promise<void>, RegExp][] = [
  ['missing', (route) => route.fulfill({ status: 404 }), /inference engine.*answered 404/],
  ['cut off by the network', (route) => route.abort(), /inference engine was interrupted/],
  [
    'cut off on the server',
    async (route) => {
      const body = await (await route.fetch()).body();
      await route.fulfill({ contentType: 'application/wasm', body: body.subarray(0, 1e6) });
    },
    /inference engine arrived damaged/,
  ],
];

/** Makes the timers of a worker run so many times as fast. */
function hurry(times: number): void {
  const wait = self.setTimeout;
  self.setTimeout = ((then: () => void, ms = 0) => wait(then, ms / times)) as typeof setTimeout;
}

for (const [name, answer, words] of FAILURES) {
  test(`a runtime that is ${name} is named, and tried again by a new worker`, async ({ page }) => {
    await page.route(RUNTIME, answer);
    await openPage(page);
    await expect(alert(page)).toContainText(words);
    await page.unroute(RUNTIME);
    await alert(page).getByRole('button', { name: 'Try again' }).click();
    await waitForAnalysis(page);
    await expect(stage(page)).toHaveAttribute('data-generation', '1');
  });
}

test('a runtime that never arrives can be cancelled, is given up, and tried again', async ({
  page,
}) => {
  await page.route(RUNTIME, () => new Promise(() => undefined));
  await page.clock.install();
  await openPage(page);
  await expect(thumbnail(page, 0)).toHaveAttribute('data-state', 'analysing');
  await expect(stage(page)).toContainText('Downloading: the inference engine');
  await stage(page).getByRole('button', { name: 'Cancel' }).click();
  await Promise.all(page.workers().map((worker) => worker.evaluate(hurry, 3)));
  await stage(page).getByRole('button', { name: 'Analyse' }).click();
  await expect(stage(page)).toContainText('Downloading: the inference engine');
  await page.clock.fastForward(21_000);
  await expect(stage(page)).toContainText('Nothing has arrived for a while');
  await expect(alert(page)).toContainText('nothing has arrived for 30 seconds');
  await page.unroute(RUNTIME);
  await alert(page).getByRole('button', { name: 'Try again' }).click();
  await waitForAnalysis(page);
});

test('a worker script that is missing has words of its own, and the page goes on', async ({
  page,
}) => {
  await page.route(WORKER, (route) => route.fulfill({ status: 404 }));
  await openPage(page);
  await expect(engine(page)).toHaveAttribute('data-engine', 'failed');
  await expect(alert(page)).toContainText('program of the engine could not be downloaded');
  await page.unroute(WORKER);
  await alert(page).getByRole('button', { name: 'Start again' }).click();
  await waitForAnalysis(page);
});

test('a worker that ended while idle is noticed at the next picture', async ({ page }) => {
  await openAnalysed(page);
  await page.waitForTimeout(3_000);
  await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => self.close()).catch(() => 0)),
  );
  const started = Date.now();
  await openFiles(page, [named('next.jpg')]);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  expect(Date.now() - started).toBeLessThan(20_000);
  await expect(stage(page)).toHaveAttribute('data-generation', '1');
});

test('a benchmark page that is missing leaves the pictures', async ({ page }) => {
  await openAnalysed(page);
  await page.route('**/benchmark-page-*.js', (route) => route.abort());
  await openMode(page, 'Measure');
  await page.getByRole('button', { name: 'Benchmark' }).click();
  await expect(notices(page)).toContainText('The benchmark page could not be downloaded');
  await expect(thumbnail(page, 0)).toHaveAttribute('data-state', 'ready');
});

test('plain http from another computer is explained at the start', async ({ page }) => {
  const types: Record<string, string> = {
    html: 'text/html',
    js: 'text/javascript',
    css: 'text/css',
  };
  const dist = new URL(`../${process.env.E2E_DIST ?? 'dist'}/`, import.meta.url);
  await page.route('http://lab.example/**', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1) || 'index.html';
    const contentType = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return route.fulfill({ contentType, body: readFileSync(new URL(path, dist)) });
  });
  await page.goto('http://lab.example/');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect(page.getByRole('alert')).toContainText('https://lab.example');
  await expect(page.getByRole('alert')).toContainText('http://localhost');
});
