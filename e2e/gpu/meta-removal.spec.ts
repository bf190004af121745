import { expect, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import { exportFile } from '../support/files';
import { openAnalysed } from '../support/page';
import { settledScreenshot } from '../support/pixels';

const verdicts = (page: Page) => page.locator('td[data-column="false-positive"]');
const maskPixels = async (page: Page) =>
  decode((await exportFile(page, 'Mask')).bytes).data.filter((value) => value > 0).length;

test('our WebGPU operations leave removed regions out of the picture and the exported mask', async ({
  page,
}) => {
  await openAnalysed(page, 'inference=wasm&compute=webgpu&size=160');
  await expect(page.locator('.status__paths')).toContainText('compute WebGPU');
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const count = await verdicts(page).count();
  const picture = await settledScreenshot(page);
  expect(await maskPixels(page)).toBeGreaterThan(0);

  await page.getByLabel('Remove P(FP) over').check();
  await page.getByRole('slider', { name: 'Largest P(FP) that is kept' }).fill('0');
  await expect(verdicts(page)).toHaveCount(0);
  expect((await settledScreenshot(page)).equals(picture)).toBe(false);
  expect(await maskPixels(page)).toBe(0);

  await page.getByLabel('Remove P(FP) over').uncheck();
  await expect(verdicts(page)).toHaveCount(count);
  expect((await settledScreenshot(page)).equals(picture)).toBe(true);
});
