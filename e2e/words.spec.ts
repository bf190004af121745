import { expect, test } from '@playwright/test';
import { openAnalysed, openMode, pixelsAbove, SMALL } from './support/page';

const PANES = ['vl4ad', 'entropy', 'rpl', 'energy'].map((methodId) => ({
  methodId,
  layer: 'mask',
}));

test('a word is looked for, classes are merged, both are undone, and a link keeps them', async ({
  page,
}) => {
  await openAnalysed(page, SMALL, `panes=${encodeURIComponent(JSON.stringify(PANES))}`);
  await openMode(page, 'Label');
  const words = page.getByRole('region', { name: 'Words', exact: true });
  const field = words.getByRole('combobox', { name: 'Type what you are looking for' });
  const above = () => pixelsAbove(page);
  const before = await above();

  await field.fill('car');
  await field.press('Enter');
  await expect(words.getByRole('alert')).toContainText('known class “car”');
  await field.fill('horse-dr');
  await expect(words.getByRole('option', { name: /horse-drawn/ }).first()).toBeVisible();
  await field.fill('caravan');
  await field.press('Enter');
  const caravan = words.getByRole('listitem', { name: 'caravan' });
  await expect(caravan).toContainText(/near|far/);
  await expect(caravan).toContainText(/not seen here|of the picture/);
  await caravan.getByRole('button', { name: 'Map of caravan' }).click();
  await expect(caravan.getByRole('img', { name: /like “caravan”/ })).toBeVisible();

  // By drag, and by keys.
  await words.locator('[data-class="truck"] summary').dragTo(words.locator('[data-class="car"]'));
  const merged = words.locator('[data-class="car + truck"]');
  await expect(merged).toBeVisible();
  await merged.locator('summary').press('Enter');
  await merged.getByLabel('Merge car + truck with').selectOption('bus');
  await expect(words.locator('[data-class="car + truck + bus"]')).toBeVisible();
  await expect(page).toHaveURL(/words=.*bus/);
  const link = page.url();

  const undo = words.getByRole('button', { name: 'Undo the change of words' });
  for (let step = 0; step < 3; step++) await undo.click();
  await expect(undo).toBeDisabled();
  await expect(caravan).toHaveCount(0);
  await expect.poll(above).toBe(before);
  await expect(page).not.toHaveURL(/words=/);

  await page.goto(link);
  await page.reload();
  await expect(words.locator('[data-class="car + truck + bus"]')).toBeVisible();
  await expect(caravan).toBeVisible();
});
