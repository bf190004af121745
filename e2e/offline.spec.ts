import { expect, test } from '@playwright/test';
import { openAnalysed, SMALL, thumbnails, waitForAnalysis } from './support/page';
import { serveDist } from './support/static-server';

test.use({ serviceWorkers: 'allow' });

test('after one visit the whole app works with its server gone', async ({ page }) => {
  const host = await serveDist('/app/');
  await page.goto(`${host.url}?${SMALL}`);
  await waitForAnalysis(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await host.close();

  await page.goto(`${host.url}?${SMALL}`);
  await waitForAnalysis(page);
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: /^Suitcase/ }).click();
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(thumbnails(page).nth(1)).toHaveAttribute('data-state', 'ready');
});

test('networks are stored once, by the model store and not by the service worker, words not before they are used', async ({
  page,
}) => {
  await openAnalysed(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const stored = await page.evaluate(async () => {
    const caches_ = await Promise.all(
      (await caches.keys()).map(async (name) => ({
        name,
        keys: await (await caches.open(name)).keys(),
      })),
    );
    return caches_.flatMap(({ name, keys }) =>
      keys.filter(({ url }) => /\.onnx|\/models\/words\//.test(url)).map(() => name),
    );
  });
  expect(stored).toEqual(['anomalens-models-1', 'anomalens-models-1']); // trunk and head
});
