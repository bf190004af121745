import { expect, type Page, test } from '@playwright/test';
import { canvas, openAnalysed, pixelsAbove } from './support/page';
import { settledScreenshot } from './support/pixels';

const verdicts = (page: Page) => page.locator('td[data-column="false-positive"]');
const reasons = (page: Page) => page.getByRole('region', { name: /^Why component/ });

test('every component has a probability of being a false positive, and the selected one its reasons', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const texts = await verdicts(page).allInnerTexts();
  expect(texts).toHaveLength(await page.locator('tr[data-component]').count());
  for (const text of texts) expect(text).toMatch(/^[01]\.\d\d$/);

  await expect(reasons(page)).toBeHidden();
  await page
    .getByRole('button', { name: /^Zoom to component/ })
    .first()
    .click();
  const rows = reasons(page).getByRole('listitem');
  await expect(rows).toHaveCount(11);
  await expect(rows.nth(8)).toContainText('67 other features');
  await expect(rows.nth(9)).toContainText('intercept');
  const values = await reasons(page)
    .locator('data')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));
  const logOdds = values[10];
  expect(values.slice(0, 10).reduce((sum, value) => sum + value)).toBeCloseTo(logOdds, 9);
  const shown = await reasons(page).getByRole('heading').innerText();
  expect(shown.endsWith(`= ${(1 / (1 + Math.exp(-logOdds))).toFixed(2)}`)).toBe(true);
});

test('predicted false positives leave the table and the mask, the share stays', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const before = { above: await pixelsAbove(page), count: await verdicts(page).count(), picture: await settledScreenshot(page) };
  await page.getByLabel('Remove P(FP) over').check();
  await page.getByLabel('Largest P(FP) that is kept').fill('0');
  await expect(verdicts(page)).toHaveCount(0);
  await expect(page.getByText(`${before.count} predicted false positives removed.`)).toBeVisible();
  await expect.poll(async () => (await canvas(page).screenshot()).equals(before.picture)).toBe(false);
  expect(await pixelsAbove(page)).toBe(before.above);
  expect(new URL(page.url()).hash).toContain('removeAbove=0');

  await page.getByLabel('Remove P(FP) over').uncheck();
  await expect(verdicts(page)).toHaveCount(before.count);
  await expect.poll(async () => (await canvas(page).screenshot()).equals(before.picture)).toBe(true);
});

test('the table fits into its panel', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const overflow = await page.locator('table.components').evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0));
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a method without a meta classifier has no such column', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toBeVisible();
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await expect(verdicts(page)).toHaveCount(0);
  await expect(page.locator('tr[data-component]').first()).toBeVisible();
});
