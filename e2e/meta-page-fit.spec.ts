import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openAnalysed, thresholdValue, thumbnails } from './support/page';

const panel = (page: Page) => page.getByRole('region', { name: 'Meta classifier' });
const verdicts = (page: Page) => page.locator('td[data-column="false-positive"]');
const fitButton = (page: Page) => panel(page).getByRole('button', { name: /^Fit to/ });
const picker = (page: Page) => panel(page).locator('input[type=file]');
const json = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

async function openTwo(page: Page): Promise<void> {
  await openAnalysed(page);
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: /Rockfall/ }).click();
  await expect(thumbnails(page).nth(1)).toHaveAttribute('data-state', 'ready');
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await expect(page.locator('tr[data-region]').first()).toBeVisible();
  await expect(fitButton(page)).toHaveText('Fit to 2 pictures with labels');
}

test('a classifier is fitted to the opened pictures, measured, saved, taken back and loaded', async ({
  page,
}) => {
  await openTwo(page);
  await expect(panel(page)).toContainText('None comes with this method');
  await expect(verdicts(page)).toHaveCount(0);
  await fitButton(page).click();
  await expect(panel(page)).toContainText(/Fitted on this page: \d+ regions of 2 pictures/);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  for (const name of ['region', 'picture'])
    await expect(panel(page).locator(`[data-left-out="${name}"] td`).nth(2)).toHaveText(
      /^\d+\.\d\d$/,
    );
  const judged = await verdicts(page).allInnerTexts();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel(page).getByRole('button', { name: 'Save' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('entropy.meta.json');
  const text = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ method: 'entropy', images: 2, longSide: 160 });

  await panel(page).getByRole('button', { name: 'Remove' }).click();
  await expect(verdicts(page)).toHaveCount(0);
  await page.getByLabel('Method of pane 1').selectOption('max-entropy'); // a file is for the method that it names
  await picker(page).setInputFiles(json('mine.json', text));
  await expect(page.getByRole('list', { name: 'Notices' })).toContainText(
    'mine.json now judges the regions of Softmax entropy.',
  );
  await expect(panel(page)).toContainText('Comes with the method');
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await expect(panel(page)).toContainText('From a file');
  await expect.poll(() => verdicts(page).allInnerTexts()).toEqual(judged);
});

test('what cannot be fitted or loaded is said in the panel, and nothing changes', async ({
  page,
}) => {
  await openTwo(page);
  await thresholdValue(page).fill('2');
  await thresholdValue(page).press('Enter');
  await fitButton(page).click();
  await expect(panel(page).getByRole('alert')).toContainText(
    'too few regions to learn from: 0 on an anomaly and 0 beside',
  );

  const other = {
    ...JSON.parse(
      readFileSync(new URL('../src/methods/data/max-entropy.meta.json', import.meta.url), 'utf8'),
    ),
    model: '0'.repeat(64),
  };
  await picker(page).setInputFiles(json('other.json', JSON.stringify(other)));
  await expect(panel(page).getByRole('alert')).toContainText(
    'other.json: It was fitted to regions of another network',
  );
  await expect(panel(page)).toContainText('None comes with this method');
});

test('a shipped classifier is replaced by one of the page, and restored', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const shipped = await verdicts(page).allInnerTexts();
  await fitButton(page).click();
  await expect(panel(page)).toContainText('Fitted on this page');
  await expect.poll(() => verdicts(page).allInnerTexts()).not.toEqual(shipped);
  await panel(page).getByRole('button', { name: 'Restore shipped' }).click();
  await expect.poll(() => verdicts(page).allInnerTexts()).toEqual(shipped);
});

test('a fit can be cancelled', async ({ page }) => {
  await openTwo(page);
  await fitButton(page).click();
  // At once: two small pictures are soon fitted to, and scrolling to the button takes as long.
  await panel(page).getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
  await expect(fitButton(page)).toBeEnabled();
  await expect(panel(page)).toContainText('None comes with this method');
  await expect(panel(page).getByRole('alert')).toHaveCount(0);
});
