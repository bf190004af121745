import { expect, test } from '@playwright/test';
import { ISOLATION_HEADERS } from '../scripts/lib/headers.mjs';
import { SMALL, waitForAnalysis } from './support/page';
import { FIRST_SAMPLE, scoreMap } from './support/scripting';
import { serveDist } from './support/static-server';

test('the page works under a path of its own', async ({ page }) => {
  const host = await serveDist('/lab/anomalens/');
  const missing: string[] = [];
  page.on('response', (response) => response.status() >= 400 && missing.push(response.url()));
  await page.goto(`${host.url}?${SMALL}`);
  await waitForAnalysis(page);
  expect(missing).toEqual([]);
  await host.close();
});

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a host without headers has an isolated page from the second visit', async ({ page }) => {
    const host = await serveDist('/lab/');
    await page.goto(`${host.url}?${SMALL}`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await waitForAnalysis(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await waitForAnalysis(page);
    await host.close();
  });
});

test('on an isolated host the network has threads, and gives every number of a single one', async ({
  page,
}) => {
  const host = await serveDist('/', ISOLATION_HEADERS);
  const maps: Float32Array[] = [];
  for (const threads of [1, 2]) {
    await page.goto(`${host.url}?${SMALL}&threads=${threads}`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await waitForAnalysis(page);
    await expect(page.locator('.status__paths')).toContainText(
      threads === 1 ? /inference WASM(?!,)/ : 'inference WASM, 2 threads',
    );
    maps.push((await scoreMap(page, FIRST_SAMPLE, 'entropy')).data);
  }
  expect(maps[1]).toEqual(maps[0]);
  await host.close();
});
