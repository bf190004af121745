import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openFiles } from './support/files';
import { notices, openMode, openPage, pixelsAbove, thumbnail } from './support/page';
import { benchmarkFile, ownScores, road } from './support/scores';

const card = (page: Page) => page.locator('[data-method^="imported:"][data-active=true]');
const measured = (page: Page, method: string, metric: string) =>
  page.locator(`[data-measured="${method}"] [data-metric="${metric}"]`);
const methodTitles = (page: Page) =>
  page.getByRole('region', { name: 'Imported scores' }).getByRole('button').allInnerTexts();

async function openRoad(page: Page): Promise<void> {
  await page.route('**/samples.json', (route) => route.fulfill({ json: [] }));
  await openPage(page);
  await openFiles(page, road);
  await expect(thumbnail(page, 0)).toHaveAttribute('data-state', 'ready');
}

test('a confidence is turned round where it is measured, and stays so for its method', async ({
  page,
}) => {
  await openRoad(page);
  await openFiles(page, [ownScores.confidence]);
  await expect(measured(page, 'imported:confidence', 'AUROC')).toHaveText('0.00');
  await openMode(page, 'Measure');
  const hint = page.getByRole('note').filter({ hasText: 'confidence ranks unknown pixels last' });
  await hint.getByRole('button', { name: 'Take low for unknown' }).click();
  await expect(measured(page, 'imported:confidence', 'AUROC')).toHaveText('100.00');
  await expect(hint).toHaveCount(0);
  await openMode(page, 'Compare');
  await expect(card(page).getByLabel('Low means unknown')).toBeChecked();

  await openRoad(page); // another visit of the same person
  await openFiles(page, [ownScores.confidence]);
  await openMode(page, 'Compare');
  await expect(card(page).getByLabel('Low means unknown')).toBeChecked();
  await card(page).getByLabel('Low means unknown').uncheck();
  await expect(measured(page, 'imported:confidence', 'AUROC')).toHaveText('0.00');
});

test('values that are no numbers are counted and placed, and are void', async ({ page }) => {
  await openRoad(page);
  await openFiles(page, [ownScores.holes]);
  await expect(notices(page)).toContainText('2 values are NaN, in rows 1 to 2, column 3');
  await expect(notices(page)).toContainText('1 value is +Inf, in row 0, column 0');
  await expect(measured(page, 'imported:holes', 'AUROC')).toHaveText('100.00');
});

test('a binary map starts at its step, a constant one says that it is constant', async ({
  page,
}) => {
  await openRoad(page);
  await openFiles(page, [ownScores.binary]);
  await expect(card(page)).toHaveAttribute('data-method', 'imported:binary');
  await expect.poll(() => pixelsAbove(page)).toBe(16 * 16);
  await openFiles(page, [ownScores.constant]);
  await expect(notices(page)).toContainText('constant is the same everywhere.');
  await expect.poll(() => pixelsAbove(page)).toBe(0);
});

test('each array of an archive is a method, and each formula of logits', async ({ page }) => {
  await openRoad(page);
  await openFiles(page, [ownScores.archive, ownScores.logits, ownScores.grey]);
  await expect(card(page)).toHaveAttribute('data-method', 'imported:net/msp');
  await openMode(page, 'Compare');
  const titles = (await methodTitles(page)).map((text) => text.split('\n')[0]);
  expect(titles).toEqual([
    'archive: first',
    'archive: second',
    'grey',
    'net: MSP',
    'net: Max logit',
    'net: Entropy',
    'net: Energy',
    'net: Margin',
  ]);
  for (const id of ['imported:archive/first', 'imported:net/entropy', 'imported:grey'])
    await expect(measured(page, id, 'AUROC')).toHaveText(/^(100\.00|99\.\d\d)$/);
});

test('HDF5 as SegmentMeIfYouCan takes it is read under the policy of the page', async ({
  page,
}) => {
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await openRoad(page);
  const file = readFileSync(new URL('../src/workers/files/testing/value.hdf5', import.meta.url));
  await openFiles(page, [benchmarkFile(file)]);
  await expect(notices(page)).toContainText('road-smiyc.hdf5 is 4 x 3 and was resized to 96 x 60.');
  expect(problems).toEqual([]);
});

test('a format that is not read says how to save what is', async ({ page }) => {
  await openRoad(page);
  await openFiles(page, [ownScores.tensor]);
  await expect(notices(page)).toContainText("numpy.save('NAME.npy', torch.load('road-net.pt'");
});
