import { expect, test } from '@playwright/test';
import { SMALL, summary, waitForAnalysis } from './support/page';
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

test('the page works on a cross-origin isolated host, where onnxruntime could start threads', async ({
  page,
}) => {
  const host = await serveDist('/', {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  await page.goto(`${host.url}?${SMALL}`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await waitForAnalysis(page);
  await expect(summary(page)).toContainText('of the picture');
  await host.close();
});
