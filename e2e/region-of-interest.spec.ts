/** What is left out of a picture, by a mask that is opened after it and by drawing. */
import { expect, test } from '@playwright/test';
import { openFiles } from './support/files';
import { labelFile } from './support/labels';
import { notices, openAnalysed, openMode } from './support/page';
import { drag } from './support/prompts';

test('what a mask or a person leaves out is void, hatched and in no region', async ({ page }) => {
  await openAnalysed(page);
  const summary = page.locator('[data-summary]');
  const regions = page.getByRole('region', { name: 'Regions' });
  await expect(summary).toContainText(/\d+ unknown objects?, .* of the picture$/);
  await openFiles(page, [labelFile('roi.png', 64, 36, (_x, y) => (y < 18 ? 0 : 255))]);
  await expect(notices(page)).toContainText('roi.png is the region of interest of');
  await expect(summary).toContainText(/of the rest\. 50 % of the picture left out$/);
  await expect(page.locator('[data-left-out]')).toBeVisible();
  await openMode(page, 'Measure');
  await expect(page.getByRole('region', { name: 'Ground truth' })).toContainText(
    'outside the region of interest',
  );
  await openMode(page, 'Look');
  const boxes = regions.locator('tbody tr td:nth-child(3)');
  for (const title of await boxes.evaluateAll((cells) =>
    cells.map((cell) => cell.getAttribute('title')),
  ))
    expect(Number(/y (\d+)/.exec(title ?? '')?.[1])).toBeGreaterThanOrEqual(350);

  await regions.getByText('Region of interest', { exact: true }).click();
  const tool = (name: string) => regions.getByRole('button', { name });
  await tool('Leave a rectangle out').click();
  await drag(page, [700, 420], [1280, 700]);
  await expect(summary).toContainText('68 % of the picture left out');
  await page.keyboard.press('Control+z');
  await expect(summary).toContainText('50 % of the picture left out');
  await tool('Clear region of interest').click();
  await expect(summary).toContainText(/of the picture$/);
  await expect(page.locator('[data-left-out]')).toHaveCount(0);
});
