import { expect, type Page, test } from '@playwright/test';
import { canvas, openAnalysed, pixelsAbove, stage } from './support/page';
import { analyze, FIRST_SAMPLE, shownMethod } from './support/scripting';

const rows = (page: Page) => page.locator('tr[data-region]');

test('the table lists the regions, largest first, as the scripting interface gives them', async ({
  page,
}) => {
  await openAnalysed(page);
  const { id } = await shownMethod(page);
  const { components } = (await analyze(page, FIRST_SAMPLE, { methods: [id] })).methods[id]!;
  const expected = components
    .map(({ area }) => area)
    .sort((a, b) => b - a)
    .slice(0, 100);
  const shown = await rows(page).locator('td:nth-child(2)').allInnerTexts();
  expect(expected.length).toBeGreaterThan(0);
  expect(shown.map((text) => Number(text.replace(/\D/g, '')))).toEqual(expected);
});

test('a smallest area leaves small regions out and the share as it is', async ({ page }) => {
  await openAnalysed(page);
  const above = await pixelsAbove(page);
  const areas = (await rows(page).locator('td:nth-child(2)').allInnerTexts()).map((text) =>
    Number(text.replace(/\D/g, '')),
  );
  const smallest = areas[0]!;
  await page.getByLabel('Smallest area, px').fill(String(smallest));
  await expect(rows(page)).toHaveCount(areas.filter((area) => area >= smallest).length);
  expect(await pixelsAbove(page)).toBe(above);
});

test('a region is zoomed to from the keyboard, and 0 fits the picture again', async ({ page }) => {
  await openAnalysed(page);
  const fit = page.getByRole('button', { name: 'Fit', exact: true });
  await expect(fit).toHaveAttribute('aria-pressed', 'true');
  const before = await canvas(page).screenshot();
  await page
    .getByRole('button', { name: /^Zoom to region/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(fit).toHaveAttribute('aria-pressed', 'false');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect.poll(async () => (await canvas(page).screenshot()).equals(before)).toBe(false);
  await stage(page)
    .getByLabel(/^Picture in pane 1: arrow keys/)
    .press('0');
  await expect(fit).toHaveAttribute('aria-pressed', 'true');
});
