import { expect, type Page, test } from '@playwright/test';
import { canvas, openAnalysed, pixelsAbove, summary } from './support/page';
import { settledScreenshot } from './support/pixels';

const verdicts = (page: Page) => page.locator('td[data-column="false-positive"]');
const reasons = (page: Page) => page.getByRole('region', { name: /^Why region/ });

test('every region has a probability of being a false positive, and the selected one its reasons', async ({
  page,
}) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const texts = await verdicts(page).allInnerTexts();
  expect(texts).toHaveLength(await page.locator('tr[data-region]').count());
  for (const text of texts) expect(text).toMatch(/^[01]\.\d\d$/);

  await expect(reasons(page)).toBeHidden();
  await page
    .getByRole('button', { name: /^Zoom to region/ })
    .first()
    .click();
  const rows = reasons(page).getByRole('listitem');
  await expect(rows).toHaveCount(11);
  await expect(rows.nth(8)).toContainText('67 other features');
  await expect(rows.nth(9)).toContainText('intercept');
  const values = await reasons(page)
    .locator('data')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));
  const logOdds = values[10]!;
  expect(values.slice(0, 10).reduce((sum, value) => sum + value)).toBeCloseTo(logOdds, 9);
  const shown = await reasons(page).getByRole('heading').innerText();
  expect(shown.endsWith(`= ${(1 / (1 + Math.exp(-logOdds))).toFixed(2)}`)).toBe(true);
});

test('predicted false positives leave the table and the mask, the share stays', async ({
  page,
}) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const before = {
    above: await pixelsAbove(page),
    count: await verdicts(page).count(),
    picture: await settledScreenshot(page),
  };
  await page.getByLabel('Remove P(FP) over').check();
  await page.getByRole('slider', { name: 'Largest P(FP) that is kept' }).fill('0');
  await expect(verdicts(page)).toHaveCount(0);
  await expect(page.getByText(`${before.count} predicted false positives removed.`)).toBeVisible();
  await expect
    .poll(async () => (await canvas(page).screenshot()).equals(before.picture))
    .toBe(false);
  expect(await pixelsAbove(page)).toBe(before.above);
  expect(new URL(page.url()).hash).toContain('removeAbove=0');

  await page.getByLabel('Remove P(FP) over').uncheck();
  await expect(verdicts(page)).toHaveCount(before.count);
  await expect
    .poll(async () => (await canvas(page).screenshot()).equals(before.picture))
    .toBe(true);
});

const count = async (page: Page, name: string, side: 'before' | 'after') =>
  Number(
    await page
      .locator(`[data-count="${name}"] td`)
      .nth(side === 'before' ? 0 : 1)
      .innerText(),
  );

test('removal counts in the measured numbers, and its errors are counted before and after', async ({
  page,
}) => {
  await openAnalysed(page);
  const recall = page.locator('[data-number="recall"]');
  await expect(recall).toHaveText(/\d/);
  const whole = await recall.innerText();
  await page.getByLabel('Remove P(FP) over').check();
  await expect(page.locator('[data-count="false-positives"]')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Largest P(FP) that is kept' });
  await expect(slider).toHaveValue('0.5');
  const before = {
    FP: await count(page, 'false-positives', 'before'),
    TP: await count(page, 'true-positives', 'before'),
  };

  // Somewhere between: what is removed is what is missing of either kind. The page counts at once,
  // the worker a moment later.
  await slider.fill('0.1');
  const lost =
    before.TP -
    (await count(page, 'true-positives', 'after')) +
    before.FP -
    (await count(page, 'false-positives', 'after'));
  expect(lost).toBeGreaterThan(0);
  await expect(page.getByText(/predicted false positives? removed/)).toHaveText(
    new RegExp(`^${lost} predicted`),
  );
  await expect(verdicts(page)).toHaveCount(before.TP + before.FP - lost);

  await slider.fill('0');
  await expect(recall).toHaveText('0.00');
  await expect(page.getByText('Without regions of P(FP) over 0.00')).toBeAttached();
  await expect(summary(page)).toHaveText(
    `No unknown objects, ${before.TP + before.FP} removed as false positives`,
  );
  expect(await count(page, 'false-positives', 'after')).toBe(0);
  expect(await count(page, 'true-positives', 'after')).toBe(0);
  expect(await count(page, 'false-negatives', 'after')).toBeGreaterThan(
    await count(page, 'false-negatives', 'before'),
  );

  await page.getByLabel('Remove P(FP) over').uncheck();
  await expect(recall).toHaveText(whole);
  await expect(page.getByText('Without regions')).toHaveCount(0);
  await expect(summary(page)).toContainText('% of the picture');
});

test('the probability that is removed is set by keyboard, and the curve follows', async ({
  page,
}) => {
  await openAnalysed(page);
  await page.getByLabel('Remove P(FP) over').focus();
  await page.keyboard.press('Space');
  const mark = page.locator('.error-curve__mark');
  await expect(mark).toHaveCount(1);
  const before = Number(await mark.getAttribute('x1'));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('slider', { name: 'Largest P(FP) that is kept' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await mark.getAttribute('x1'))).toBeGreaterThan(before);
  await expect(page.locator('.removal__switch output')).toHaveText('0.51');
});

test('the table fits into its panel', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const overflow = await page
    .locator('table.regions')
    .evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0));
  expect(overflow).toBeLessThanOrEqual(0);
});

test('all features of the selected region are listed, and what each of them adds', async ({
  page,
}) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toHaveText(/^[01]\.\d\d$/);
  const row = page.locator('tr[data-region]').first();
  await row.getByRole('button', { name: /^Zoom to region/ }).click();
  const features = page.locator('tr[data-feature]');
  await expect(features.first()).toBeHidden();
  await page.getByText('All 75 features').click();
  await expect(features).toHaveCount(75);
  const digits = (text: string) => Number(text.replace(/\D/g, ''));
  const area = digits(await row.locator('td').nth(1).innerText());
  expect(Math.round(Number(await page.locator('[data-feature="S"] td').first().innerText()))).toBe(
    area,
  );
  const contributions = await features.locator('td:nth-of-type(2)').allInnerTexts();
  expect(contributions.every((text) => /^[+\u2212]?\d/.test(text))).toBe(true);
});

test('the coefficients are shown largest first, all of them on demand', async ({ page }) => {
  await openAnalysed(page);
  const panel = page.getByRole('region', { name: 'Meta classifier' });
  await expect(panel).toContainText(
    /Comes with the method: \d.\d{3} regions of 180 pictures at the thresholds 0\.985 and 0\.700/,
  );
  await panel.getByText('Coefficients').click();
  const values = () =>
    panel
      .locator('data')
      .evaluateAll((cells) => cells.map((cell) => Math.abs(Number(cell.getAttribute('value')))));
  const largest = (await values()).slice(0, -1); // the intercept is last
  expect(largest).toEqual([...largest].sort((a, b) => b - a));
  await panel.getByRole('button', { name: 'All 75' }).click();
  await expect(panel.getByRole('listitem')).toHaveCount(76);
  expect((await values()).slice(0, largest.length)).toEqual(largest);
});

test('a method without a meta classifier has no such column', async ({ page }) => {
  await openAnalysed(page);
  await expect(verdicts(page).first()).toBeVisible();
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await expect(verdicts(page)).toHaveCount(0);
  await expect(page.locator('tr[data-region]').first()).toBeVisible();
});
