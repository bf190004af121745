import { expect, type Page, test } from '@playwright/test';
import { fixture, openFiles } from './support/files';
import { canvas, openPage, thumbnail, thumbnails } from './support/page';
import { settledScreenshot } from './support/pixels';

/**
 * A drawn picture with an imported score: what is on the canvas depends on no network, only on our
 * operations.
 */
async function openDrawing(page: Page, hash: string): Promise<void> {
  await page.route('**/samples.json', (route) => route.fulfill({ json: [] }));
  await openPage(page, undefined, hash);
  await openFiles(page, [
    { name: 'drawing.png', mimeType: 'image/png', buffer: fixture('good/drawing.png') },
  ]);
  await expect(thumbnail(page, 0)).toHaveAttribute('data-state', 'ready');
  await openFiles(page, [
    {
      name: 'drawing.npy',
      mimeType: 'application/octet-stream',
      buffer: fixture('good/drawing.npy'),
    },
  ]);
  await expect(page.locator('[data-method^=imported][data-active=true]')).toHaveCount(1);
  await page.getByLabel('Threshold value').fill('0.25');
  await page.getByLabel('Threshold value').press('Enter');
  await expect(page.locator('[data-region]')).toHaveCount(3);
  await expect(thumbnails(page)).toHaveCount(1);
}

for (const [layer, hash] of [
  ['mask', ''],
  ['heat', 'colourMap=%22viridis%22'],
  ['heat', 'colourMap=%22magma%22'],
  ['mask', 'zoom=%7B%22centreX%22%3A80%2C%22centreY%22%3A120%2C%22scale%22%3A12%7D'],
] as const) {
  const name = `${layer}${hash.includes('magma') ? '-magma' : ''}${hash.includes('zoom') ? '-zoomed' : ''}`;
  test(`the drawing of ${name} looks as it did`, async ({ page }) => {
    await openDrawing(page, hash);
    await page.getByLabel('Layer of pane 1').selectOption(layer);
    await settledScreenshot(page);
    await expect(canvas(page)).toHaveScreenshot(`${name}.png`, {
      maxDiffPixels: 20,
      threshold: 0.05,
    });
  });
}
