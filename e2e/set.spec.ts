/** All opened pictures, not only the selected one. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { named, openFiles } from './support/files';
import { openAnalysed, thumbnails } from './support/page';

test('pictures are analysed without being selected; the list is ordered and filtered by what is known', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [
    named('first.jpg', 'good/plain.jpg'),
    named('second.jpg', 'good/square.jpg'),
    named('third.png', 'good/drawing.png'),
  ]);
  await expect(page.locator('[data-objects]')).toHaveCount(4);
  await expect(page.locator('[data-set-progress]')).toHaveText('4 analysed');
  await expect(page.getByRole('button', { name: 'second.jpg, analysed' })).toHaveAttribute(
    'aria-description',
    /^[\d,]+ objects?, (< )?\d+(\.\d)? % of the picture unknown$/,
  );

  await page.getByLabel('Order of the pictures').selectOption('Most unknown');
  const shares = await page.locator('[data-objects] .muted').allInnerTexts();
  const numbers = shares.map((text) => Number.parseFloat(text.replace('<', '')));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));

  await page.getByLabel('Filter the pictures by name').fill('THIRD');
  await expect(thumbnails(page)).toHaveCount(1);
  await page.keyboard.press('Tab'); // the contact sheet
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.pane__picture')).toHaveText('third.png');

  // The contact sheet lies over the stage; what is marked on it goes together.
  await page.getByLabel('Filter the pictures by name').fill('');
  await page.getByLabel('Order of the pictures').selectOption('As opened');
  await thumbnails(page).last().getByRole('button').first().focus();
  await page.keyboard.press('g');
  const sheet = page.locator('.pictures[data-sheet=true]');
  await expect(sheet).toBeVisible();
  const rows = () =>
    thumbnails(page).evaluateAll(
      (all) => new Set(all.map((element) => element.getBoundingClientRect().top)).size,
    );
  await expect.poll(rows, 'all in one row').toBe(1);
  await sheet.getByLabel('Mark first.jpg').click();
  await sheet.getByRole('button', { name: 'third.png, analysed' }).click({ modifiers: ['Shift'] });
  await expect(sheet.getByText('3 of 4 marked')).toBeVisible();
  await sheet.getByLabel('Mark second.jpg').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('The marked 2 pictures')).toBeVisible();
  await page.getByRole('button', { name: /^Masks, tables and report/ }).click();
  const archive = unzipSync(readFileSync(await (await download).path()));
  expect(Object.keys(archive).sort()).toEqual([
    'masks/first.jpg.png',
    'masks/third.png.png',
    'regions.csv',
    'regions.json',
    'report.html',
    'summary.json',
  ]);
  expect(new TextDecoder().decode(archive['report.html'])).toContain('first.jpg');

  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('g');
  await sheet.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(thumbnails(page)).toHaveCount(2);
  await sheet.getByRole('button', { name: 'second.jpg, analysed' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.locator('.pane__picture')).toHaveText('second.jpg');
});
