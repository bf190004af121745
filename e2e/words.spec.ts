import { readFileSync } from 'node:fs';
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

test('the sentence encoder that is absent or damaged is named, and one that came is kept', async ({
  page,
}) => {
  const file = '**/sentence-encoder.onnx';
  const damaged = readFileSync(
    new URL('../public/models/sentence-encoder.onnx', import.meta.url),
  ).fill(0, 1_000_000, 1_000_001);
  await page.route(file, (route) => route.fulfill({ status: 404 }));
  await openAnalysed(page, SMALL, `panes=${encodeURIComponent(JSON.stringify(PANES))}`);
  await openMode(page, 'Label');
  const words = page.getByRole('region', { name: 'Words', exact: true });
  const encoder = words.getByRole('checkbox', { name: 'Sentence encoder' });
  const field = words.getByRole('combobox', { name: 'Type what you are looking for' });
  const alert = words.getByRole('alert');
  const unlisted = words.getByRole('listitem', { name: 'wobbly garden gnome' });
  await field.fill('wobbly garden gnome');
  await field.press('Enter');
  await expect(unlisted).toContainText('from pieces');

  await encoder.click();
  await expect(alert).toContainText('sentence-encoder.onnx');
  await expect(alert).toContainText('404');
  await page.unroute(file);
  await page.route(file, (route) => route.fulfill({ body: damaged }));
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText(/sentence-encoder\.onnx.*damaged/);
  await expect(encoder).not.toBeChecked();
  await expect(unlisted).toContainText('from pieces');
  await field.fill('caravan');
  await field.press('Enter');
  await expect(words.getByRole('listitem', { name: 'caravan' })).toContainText(/near|far/);

  await page.unroute(file);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(encoder).toBeChecked();
  await expect(unlisted).toContainText(/near|far/);
  await expect(unlisted).not.toContainText('from pieces');

  await page.route(file, (route) => route.abort());
  await page.reload();
  await expect(encoder).toBeChecked();
  await expect(unlisted).toContainText(/not seen here|of the picture/);
  await expect(unlisted).not.toContainText('from pieces');
  await expect(alert).toHaveCount(0);
});
