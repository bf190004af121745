/** What is left out of a picture, by a mask that is opened after it and by drawing. */
import { expect, test } from '@playwright/test';
import { openFiles } from './support/files';
import { labelFile } from './support/labels';
import { notices, openAnalysed } from './support/page';

test('what a mask leaves out is void, hatched and in no region', async ({ page }) => {
  await openAnalysed(page);
  const summary = page.locator('[data-summary]');
  const regions = page.getByRole('region', { name: 'Regions' });
  await expect(summary).toContainText(/\d+ regions? .* of the picture$/);
  await openFiles(page, [labelFile('roi.png', 64, 36, (_x, y) => (y < 18 ? 0 : 255))]);
  await expect(notices(page)).toContainText('roi.png is the region of interest of');
  await expect(summary).toContainText(/of the rest\. 50 % of the picture left out$/);
  await expect(page.locator('[data-left-out]')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Ground truth' })).toContainText(
    'outside the region of interest',
  );
  const boxes = regions.locator('tbody tr td:nth-child(3)');
  for (const title of await boxes.evaluateAll((cells) =>
    cells.map((cell) => cell.getAttribute('title')),
  ))
    expect(Number(/y (\d+)/.exec(title ?? '')?.[1])).toBeGreaterThanOrEqual(350);
});
