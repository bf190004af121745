import { expect, type Page, test } from '@playwright/test';
import { tool as annotationTool } from './support/annotation';
import { axeFinds } from './support/axe';
import { named, openFiles } from './support/files';
import { labelFile, squareLabel } from './support/labels';
import { panel as learnPanel, nameAndLearn, openMap, trainingLabels } from './support/open-world';
import { openAnalysed, openMode, openPage, SMALL } from './support/page';
import { drag, openPrompts, tool, waitForMasks } from './support/prompts';

/** Scheme, rule and place of everything that axe finds on the light and on the dark page. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    found.push(...(await axeFinds(page)).map((violation) => `${scheme}: ${violation}`));
  }
  return found;
}

test('axe finds nothing on the page, on the contact sheet, in four panes and in the help', async ({
  page,
}) => {
  await openAnalysed(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('g');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  for (const mode of ['Label', 'Measure', 'Compare'] as const) {
    await openMode(page, mode);
    expect(await violations(page), mode).toEqual([]);
  }
  await page.getByRole('button', { name: 'Four panes' }).click();
  await page.getByLabel('Layer of pane 2').selectOption('classes');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the panel and dialogs about ground truth', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  const panel = page.getByRole('region', { name: 'Ground truth' });
  await expect(panel.locator('[data-number=recall]')).toHaveText(/\d/);
  await panel.getByText('Definitions').click();
  await page.keyboard.press('e');
  expect(await violations(page)).toEqual([]);

  const mask = (name: string) => squareLabel(name, { normal: 0, anomaly: 255, ignored: 0 });
  await openFiles(page, [
    named('a.jpg'),
    named('a.webp', 'good/plain.webp', 'image/webp'),
    mask('a_mask.png'),
  ]);
  await expect(page.getByRole('dialog')).toContainText('Which label');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('combobox').selectOption({ label: 'a.jpg' });
  await page.getByRole('button', { name: 'Use as ground truth' }).click();
  await expect(page.getByRole('dialog')).toContainText('What do the values of the labels mean?');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const classes = labelFile('b_gtFine_labelTrainIds.png', 64, 40, (_x, y) => (y < 20 ? 10 : 0));
  await openFiles(page, [named('b.jpg'), classes]);
  await expect(panel.locator('[data-number=mIoU]')).toHaveText(/\d/);
  await panel.getByText('Confusion matrix').click();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the panels of meta classification', async ({ page }) => {
  await openAnalysed(page);
  await page.getByLabel('Remove P(FP) over').check();
  await expect(page.locator('.error-curve')).toBeVisible();
  await page
    .getByRole('button', { name: /^Zoom to region/ })
    .first()
    .click();
  await page.getByText('All 75 features').click();
  await page.getByText('Coefficients').click();
  await page
    .getByLabel('Meta classifier', { exact: true })
    .last()
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await expect(page.getByRole('alert')).toContainText('a.json: This is no JSON file.');
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing among prompts, with a tool out and without', async ({ page }) => {
  await openPrompts(page);
  expect(await violations(page)).toEqual([]);
  await tool(page, 'Boxes').click();
  await page.keyboard.press('n');
  await tool(page, 'Points of the object').click();
  await page.keyboard.press('n');
  await waitForMasks(page);
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing in the Learn panel, with a class and its metric space', async ({
  page,
}) => {
  await openMap(page);
  await annotationTool(page, 'Brush').click();
  await drag(page, [540, 420], [720, 430]);
  await learnPanel(page).getByRole('radio', { name: /^PLM/ }).check();
  await learnPanel(page).getByRole('checkbox', { name: 'Show the training labels' }).check();
  await expect(trainingLabels(page)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await learnPanel(page).getByRole('radio', { name: /^NPM/ }).check();
  await nameAndLearn(page, 'cow');
  await learnPanel(page).getByText('Metric space', { exact: true }).click();
  await expect(learnPanel(page).locator('[data-prototype]').first()).toBeVisible();
  await learnPanel(page).getByText('Definitions').click();
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing among prompts on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPrompts(page);
  await tool(page, 'Boxes').click();
  await page.keyboard.press('n');
  await waitForMasks(page);
  expect(await violations(page)).toEqual([]);
});

test('axe finds nothing on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAnalysed(page);
  for (const name of ['Result', 'Regions', 'Compare', 'More', 'Measure', 'Pictures']) {
    await page.getByRole('tab', { name }).click();
    expect(await violations(page), name).toEqual([]);
  }
});

test('axe finds nothing on the benchmark page', async ({ page }) => {
  await openPage(page, SMALL, 'benchmark');
  await expect(page.getByRole('main', { name: 'Benchmark' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('the result is read out', async ({ page }) => {
  await openAnalysed(page);
  await expect(page.locator('p[role=status]')).toHaveText(
    /^\d+ unknown objects?, [^,]* of the picture(\. \d+ below 93 px not counted)?$/,
  );
});

test('everything in the top bar is reached by Tab, with a visible focus', async ({ page }) => {
  await openAnalysed(page);
  const names: string[] = [];
  for (let press = 0; press < 16; press++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    names.push((await focused.getAttribute('aria-label')) ?? (await focused.innerText()));
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe(
      'none',
    );
  }
  expect(names).toEqual(
    expect.arrayContaining([
      'Samples',
      'Open pictures',
      'Open a folder',
      'Paste',
      'Look',
      'Fit',
      'Export',
      'Copy link',
      'Light or dark',
    ]),
  );
});
