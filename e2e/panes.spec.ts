import { expect, type Page, test } from '@playwright/test';
import { canvas, openAnalysed, openMode, stage } from './support/page';
import { canvasColours } from './support/pixels';
import { analyze, FIRST_SAMPLE } from './support/scripting';

const panes = (page: Page) => page.locator('[data-pane]');

/** Every pane's canvas shows a picture, not an empty rectangle. */
async function expectAllDrawn(page: Page, count: number): Promise<void> {
  await expect(panes(page)).toHaveCount(count);
  for (let index = 0; index < count; index++) {
    await expect
      .poll(() => canvasColours(canvas(page, index)), { message: `pane ${index + 1}` })
      .toBeGreaterThan(100);
  }
}

test('one, two and four panes draw the picture, by key and by button', async ({ page }) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  await expectAllDrawn(page, 2);
  await openMode(page, 'Compare');
  await page.getByRole('button', { name: 'Four panes' }).click();
  await expectAllDrawn(page, 4);
  await page.keyboard.press('1');
  await expectAllDrawn(page, 1);
});

test('a pane shows what its method finds and the other does not, and how far both masks agree', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await page.getByRole('button', { name: 'Two panes' }).click();
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await page.getByLabel('Method of pane 2').selectOption('energy');
  await expectAllDrawn(page, 2);
  const mask = await canvas(page, 1).screenshot();
  await page.getByLabel('Layer of pane 2').selectOption('agreement');
  await expect(page.getByRole('region', { name: 'Agreement' })).toContainText('Only Free energy');
  await expect(page.getByRole('table', { name: /agree on \d+(\.\d+)? %/ })).toContainText('Both');
  await expect.poll(async () => mask.equals(await canvas(page, 1).screenshot())).toBe(false);
  await page.getByLabel('Layer of pane 2').selectOption('difference');
  await expect(page.locator('[data-pane]').nth(1)).toContainText('rarer among known pixels');
  await expect.poll(() => canvasColours(canvas(page, 1))).toBeGreaterThan(100);
  await page.getByLabel('Method of pane 2').selectOption('entropy');
  await expect(page.getByLabel('Layer of pane 2')).toHaveValue('heat');
});

test('what was changed is taken back step by step, and several steps at once', async ({ page }) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  await page.getByLabel('Method of pane 2').selectOption('energy');
  await page.getByLabel('Layer of pane 2').selectOption('heat');
  await page.locator('body').press('Control+z');
  await expect(page.getByLabel('Layer of pane 2')).toHaveValue('mask');
  await page.locator('body').press('Control+Shift+z');
  await expect(page.getByLabel('Layer of pane 2')).toHaveValue('heat');
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Layout of the panes' }).click();
  await expectAllDrawn(page, 1);
});

test('each pane has a method and a layer of its own', async ({ page }) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await page.getByLabel('Method of pane 2').selectOption('energy');
  await page.getByLabel('Layer of pane 2').selectOption('heat');
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('entropy');
  await expect(page.locator('[data-method=energy]')).toHaveAttribute('data-active', 'true');
  await expectAllDrawn(page, 2);
  const [first, second] = [await canvas(page, 0).screenshot(), await canvas(page, 1).screenshot()];
  expect(first.equals(second)).toBe(false);
});

test('several panes count the regions of their own method', async ({ page }) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  await page.getByLabel('Method of pane 1').selectOption('entropy');
  await page.getByLabel('Method of pane 2').selectOption('energy');
  const { methods } = await analyze(page, FIRST_SAMPLE, { methods: ['entropy', 'energy'] });
  for (const [index, id] of ['entropy', 'energy'].entries()) {
    const count = methods[id]!.components.length;
    await expect(page.locator(`[data-pane="${index}"] [data-pane-count]`)).toHaveText(
      new RegExp(`^${count} regions?, `),
    );
  }
});

test('the swipe divider moves by key and changes what is seen', async ({ page }) => {
  await openAnalysed(page);
  await page.keyboard.press('s');
  const divider = page.getByRole('slider', { name: 'Swipe divider' });
  await page.getByLabel('Layer of pane 2').selectOption('classes');
  await expect(divider).toHaveAttribute('aria-valuenow', '50');
  await divider.focus();
  await page.keyboard.press('PageUp');
  await expect(divider).toHaveAttribute('aria-valuenow', '60');
  await page.keyboard.press('End');
  await expect(divider).toHaveAttribute('aria-valuenow', '100');
  const left = await stage(page).screenshot();
  await page.keyboard.press('Home');
  await expect(divider).toHaveAttribute('aria-valuenow', '0');
  const right = await stage(page).screenshot();
  expect(left.equals(right)).toBe(false);
});

test('the layer keys show mask, heat map and classes', async ({ page }) => {
  await openAnalysed(page);
  for (const [key, layer] of [
    ['t', 'heat'],
    ['c', 'classes'],
    ['m', 'mask'],
  ]) {
    await page.keyboard.press(key!);
    await expect(page.getByLabel('Layer of pane 1')).toHaveValue(layer!);
  }
});
