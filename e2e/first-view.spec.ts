import { expect, test } from '@playwright/test';
import { canvas, openAnalysed, summary, thumbnails } from './support/page';
import { canvasColours } from './support/pixels';

test('a sample is analysed at once, at the default settings', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  await openAnalysed(page, '');

  await expect(summary(page)).toHaveText(/^\d+ unknown objects?, (< )?[\d.]+ % of the picture$/);
  await expect(thumbnails(page)).toHaveCount(1);
  await expect(page.locator('.app')).toHaveAttribute('data-engine', 'ready');
  expect(await canvasColours(canvas(page))).toBeGreaterThan(200);
  expect(errors).toEqual([]);
});

test('the status bar names the paths that were taken', async ({ page }) => {
  const runtimes: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) runtimes.push(request.url());
  });
  await openAnalysed(page);
  // The build for WebGPU is twice as large and is not needed here.
  expect(runtimes.length).toBeGreaterThan(0);
  for (const url of runtimes) expect(url).toMatch(/ort-wasm-simd-threaded-[^.]+\.wasm$/);
  await expect(page.getByRole('contentinfo').last()).toContainText('inference WASM');
  await expect(page.getByRole('contentinfo').last()).toContainText('compute CPU');
});
