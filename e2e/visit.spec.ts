import { expect, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import { notices, openAnalysed, openPage, thresholdValue, thumbnails } from './support/page';

test('a reload waits for the pictures that were open, and begins anew where that is wanted', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [named('night.jpg')]);
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(page.locator('.pane__picture')).toContainText('night.jpg');
  await thresholdValue(page).fill('0.75');
  await thresholdValue(page).press('Enter');
  const isKept = () => page.evaluate(() => localStorage.getItem('anomalens-visited'));
  await expect.poll(isKept).toBe('1');

  await page.reload();
  const offer = page.getByRole('region', { name: 'Last visit' });
  await expect(offer).toContainText('One picture of your last visit');
  await expect(thresholdValue(page)).toHaveValue('0.750');
  const other = await page.context().newPage();
  await openPage(other);
  await expect(thumbnails(other)).toHaveCount(1); // another tab has nothing to do with it
  await other.close();
  await openFiles(page, [named('renamed.jpg')]);
  await expect(notices(page)).toContainText('All pictures of your last visit are open.');
  await expect(offer).toBeHidden();

  await page.reload();
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await expect(page.locator('.pane__picture')).toContainText('cow');
});
