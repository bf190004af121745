import { expect, test } from '@playwright/test';
import { annotated, annotatedPixels, openLearning, tool } from './support/annotation';
import { openAnalysed, openMode } from './support/page';
import { servePromptModels } from './support/prompt-models';
import { click, drag } from './support/prompts';

const SQUARE: [number, number][] = [
  [200, 300],
  [400, 300],
  [400, 500],
  [200, 500],
];

test('brush, eraser and polygon draw on the picture, each stroke one step to undo', async ({
  page,
}) => {
  await openLearning(page);
  await expect(annotated(page)).toHaveCount(0);
  await tool(page, 'Brush').click();
  await drag(page, [300, 300], [600, 300]);
  const painted = await annotatedPixels(page);
  // A bar of 300 x 24 pixels with round ends, less what the screen rounds.
  expect(Math.abs(painted - (300 * 24 + Math.PI * 144))).toBeLessThan(150);
  await tool(page, 'Eraser').click();
  await drag(page, [440, 300], [460, 300]);
  const erased = await annotatedPixels(page);
  expect(erased).toBeLessThan(painted - 400);
  await page.keyboard.press('Control+z');
  expect(await annotatedPixels(page)).toBe(painted);
  await page.keyboard.press('Control+y');
  expect(await annotatedPixels(page)).toBe(erased);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(annotated(page)).toHaveCount(0);

  await tool(page, 'Polygons').click();
  for (const corner of SQUARE) await click(page, corner);
  await click(page, SQUARE[0]!);
  expect(Math.abs((await annotatedPixels(page)) - 40_000)).toBeLessThan(1200);
  // Another one, dropped; the picture has neither moved nor been zoomed.
  await click(page, [700, 300]);
  await page.keyboard.press('Escape');
  await expect(tool(page, 'Polygons')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(tool(page, 'Move the picture')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Fit', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('a region is annotated by click, and all by keys from the table', async ({ page }) => {
  await openLearning(page);
  await openMode(page, 'Look');
  const row = page.locator('[data-region]').first();
  const area = Number((await row.locator('td').nth(1).innerText()).replace(/\D/g, ''));
  await page.keyboard.press('r');
  await expect(tool(page, 'Annotate regions')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('tab', { name: 'Label' })).toHaveAttribute('aria-selected', 'true');
  await openMode(page, 'Look'); // where the table is
  await row.getByRole('button', { name: /^Zoom/ }).focus();
  await page.keyboard.press('Enter'); // the button's own key
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(annotated(page)).toHaveCount(0);
  await page.getByLabel(/^Picture in pane 1: arrow keys/).focus();
  await page.keyboard.press('Enter');
  await expect(annotated(page)).toBeVisible();
  expect(await annotatedPixels(page)).toBe(area);
  await page.keyboard.press('Shift+Enter');
  await expect(annotated(page)).toHaveCount(0);

  // The region was zoomed to: many places of the view are in it.
  const box = await page.locator('[data-canvas-box]').first().boundingBox();
  if (!box) throw new Error('There is no pane.');
  for (let step = 0; step < 25 && (await annotated(page).count()) === 0; step++) {
    await page.mouse.click(
      box.x + box.width * (0.3 + 0.1 * (step % 5)),
      box.y + box.height * (0.3 + 0.1 * Math.floor(step / 5)),
    );
    await expect(page.locator('.annotation[data-asking=false]')).toBeVisible();
  }
  expect(await annotatedPixels(page)).toBe(area);
});

test('an object in a box, by S2M', async ({ page }) => {
  await servePromptModels(page);
  await openLearning(page);
  await tool(page, 'Annotate objects in boxes').click();
  await drag(page, [200, 300], [600, 500]);
  await expect(annotated(page)).toBeVisible();
  // The constructed mask is the inside of the box, on a coarser grid.
  expect((await annotatedPixels(page)) / (400 * 200)).toBeCloseTo(1, 1);
  await expect(page.locator('.annotation rect')).toHaveCount(0);
});

test('what is annotated lies on the picture at every zoom, and comes back with the page', async ({
  page,
}) => {
  await openLearning(page);
  await tool(page, 'Polygons').click();
  for (const corner of SQUARE) await click(page, corner);
  await page.keyboard.press('Enter');
  const pixels = await annotatedPixels(page);
  const before = await annotated(page).boundingBox();
  await page.keyboard.press('+');
  const after = await annotated(page).boundingBox();
  expect((after?.width ?? 0) / (before?.width ?? 1)).toBeCloseTo(1.25, 2);

  await page.reload();
  await expect(page.locator('[data-summary]')).toContainText('of the picture');
  expect(await annotatedPixels(page)).toBe(pixels);
});

test('two fingers zoom and draw nothing; one finger draws', async ({ page }) => {
  await openLearning(page);
  await tool(page, 'Brush').click();
  const touch = await page.context().newCDPSession(page);
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...touchPoints: { x: number; y: number; id: number }[]
  ) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  const before = await page.locator('.annotation > g').getAttribute('transform');
  await send('touchStart', { x: 500, y: 400, id: 1 });
  await send('touchMove', { x: 520, y: 400, id: 1 });
  await expect(page.locator('.annotation__way')).toHaveCount(1);
  await send('touchStart', { x: 520, y: 400, id: 1 }, { x: 600, y: 400, id: 2 });
  await expect(page.locator('.annotation__way')).toHaveCount(0);
  await send('touchMove', { x: 480, y: 400, id: 1 }, { x: 640, y: 400, id: 2 });
  await send('touchEnd');
  await expect(annotated(page)).toHaveCount(0);
  expect(await page.locator('.annotation > g').getAttribute('transform')).not.toBe(before);
  await send('touchStart', { x: 500, y: 400, id: 1 });
  await send('touchMove', { x: 560, y: 400, id: 1 });
  await send('touchEnd');
  await expect(annotated(page)).toBeVisible();
});

test('other methods are not annotated', async ({ page }) => {
  await openAnalysed(page);
  await expect(page.getByRole('toolbar', { name: 'Annotation tools' })).toHaveCount(0);
  await page.keyboard.press('d');
  await drag(page, [300, 300], [600, 300]);
  await expect(annotated(page)).toHaveCount(0);
});
