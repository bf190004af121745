import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { decodeRle } from '#src/core/rle/coco-rle';
import { exportFile } from './support/files';
import {
  canvas,
  openAnalysed,
  openMode,
  SMALL,
  stage,
  thresholdSlider,
  thresholdValue,
} from './support/page';
import { servePromptModels } from './support/prompt-models';
import {
  areaOf,
  click,
  drag,
  lastBox,
  openPrompts,
  rows,
  runs,
  shapes,
  tool,
  waitForMasks,
} from './support/prompts';

test('a box is drawn, its mask follows by the decoder alone, and undo takes it back', async ({
  page,
}) => {
  const before = await openPrompts(page);
  await tool(page, 'Boxes').click();
  await drag(page, [200, 300], [600, 500]);
  await waitForMasks(page, before + 1);
  const box = await lastBox(page);
  expect(Math.abs(box.width - 400)).toBeLessThan(8);
  expect(Math.abs(box.height - 200)).toBeLessThan(8);
  // The constructed mask is the inside of the box, on a coarser grid.
  expect((await areaOf(rows(page).last())) / (box.width * box.height)).toBeCloseTo(1, 1);
  await expect(rows(page).last()).toContainText('by hand');

  await drag(page, [700, 100], [900, 250]);
  await waitForMasks(page, before + 2);
  await expect(runs(page)).toHaveAttribute('title', /0 encoder runs and \d+ decoder runs?\./);

  await page.keyboard.press('Control+z');
  await waitForMasks(page, before + 1);
  await expect(runs(page)).toHaveAttribute('title', /0 encoder runs and 0 decoder runs\./);
  await page.keyboard.press('Control+Shift+z');
  await waitForMasks(page, before + 2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await waitForMasks(page, before);
  await expect(tool(page, 'Undo')).toHaveAttribute('aria-disabled', 'true');
});

test('a box is moved and resized by pointer and by keys', async ({ page }) => {
  await openPrompts(page);
  await tool(page, 'Boxes').click();
  await drag(page, [200, 300], [600, 500]);
  const drawn = await lastBox(page);
  await drag(page, [400, 400], [460, 380]);
  const moved = await lastBox(page);
  expect(moved.width).toBe(drawn.width);
  expect(Math.abs(moved.x - drawn.x - 60)).toBeLessThan(4);
  expect(Math.abs(moved.y - drawn.y + 20)).toBeLessThan(4);
  await drag(
    page,
    [moved.x + moved.width, moved.y + moved.height],
    [moved.x + moved.width + 50, moved.y + moved.height + 80],
  );
  const resized = await lastBox(page);
  expect([resized.x, resized.y]).toEqual([moved.x, moved.y]);
  expect(Math.abs(resized.width - moved.width - 50)).toBeLessThan(4);

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  const nudged = await lastBox(page);
  expect(nudged.x).toBeGreaterThan(resized.x);
  expect(nudged.height).toBeLessThan(resized.height);
  // Steps of one kind are undone together.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await lastBox(page)).toEqual(resized);
});

test('everything by keyboard: a tool, a new box, Tab through the boxes, Delete, and it is read out', async ({
  page,
}) => {
  const before = await openPrompts(page);
  await stage(page)
    .getByLabel(/^Picture in pane 1: arrow keys/)
    .focus();
  await page.keyboard.press('b');
  await expect(tool(page, 'Boxes')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await waitForMasks(page, before + 2);
  await expect(page.locator('[data-prompt-announcement]')).toContainText(
    new RegExp(`^Object ${before + 2} of ${before + 2}: box of .* Mask of`),
  );
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Box 1, score/);
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Delete');
  await waitForMasks(page, before + 1);
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Box 1, score/);
  await page.keyboard.press('Escape');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Escape');
  await expect(tool(page, 'Move the picture')).toHaveAttribute('aria-pressed', 'true');
});

test('the tool bar is one stop, and its arrow keys leave the picture alone', async ({ page }) => {
  await openPrompts(page);
  await tool(page, 'Move the picture').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tool(page, 'Boxes')).toBeFocused();
  await page.keyboard.press('End');
  await expect(tool(page, 'Remove')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Fit', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('points of an object and beside it, with the modifier', async ({ page }) => {
  const before = await openPrompts(page);
  await tool(page, 'Points of the object').click();
  await click(page, [280, 150]);
  await waitForMasks(page, before + 1);
  const alone = await areaOf(rows(page).last());
  expect(alone).toBeGreaterThan(0);
  await click(page, [340, 150]);
  await waitForMasks(page, before + 1);
  expect(await areaOf(rows(page).last())).toBeGreaterThan(alone);
  await click(page, [310, 150], { shift: true });
  await expect(shapes(page).last().locator('[data-positive=false]')).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(shapes(page).last().locator('[data-positive=false]')).toHaveCount(0);
  await expect(shapes(page).last().locator('[data-positive=true]')).toHaveCount(2);
});

test('without a tool the picture moves and is probed as before', async ({ page }) => {
  const before = await openPrompts(page);
  await page.mouse.move(500, 400);
  await expect(page.getByRole('complementary', { name: 'Pixel probe' })).toBeVisible();
  await page.keyboard.press('+');
  const zoomed = await canvas(page).screenshot();
  await drag(page, [400, 300], [600, 420]);
  await expect.poll(async () => (await canvas(page).screenshot()).equals(zoomed)).toBe(false);
  await expect(rows(page)).toHaveCount(before);
});

test('a region becomes a box in one click, beside its own method', async ({ page }) => {
  await servePromptModels(page);
  await openAnalysed(page);
  const size = await page
    .getByRole('button', { name: /^Box prompt from region/ })
    .first()
    .innerText();
  await page
    .getByRole('button', { name: /^Box prompt from region/ })
    .first()
    .click();
  await expect(page.getByLabel('Method of pane 2')).toHaveValue('s2m');
  await expect(rows(page).last()).toContainText('by hand');
  await waitForMasks(page);
  const { width, height } = await lastBox(page);
  expect(`${width}×${height}`).toBe(size);
});

test('the source and S2M side by side, with their counts; edits come back after a new worker', async ({
  page,
}) => {
  await servePromptModels(page);
  await openAnalysed(page, `${SMALL}&faults=1`);
  await openMode(page, 'Label');
  await page.getByRole('button', { name: 'Compare with S2M' }).click();
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('rpl');
  await expect(page.getByLabel('Method of pane 2')).toHaveValue('s2m');
  await expect(tool(page, 'Boxes')).toHaveAttribute('aria-disabled', 'false');
  await waitForMasks(page);
  await expect(page.locator('[data-count=fragments]')).toHaveText(/^\d+ fragments?$/);
  await expect(page.locator('[data-count=masks]')).toHaveText(/^\d+ masks?\b/);
  await tool(page, 'Boxes').click();
  await page.keyboard.press('n');
  await waitForMasks(page);
  const count = await rows(page).count();
  const area = await areaOf(rows(page).last());
  await page.locator('[data-fault=worker]').click();
  await expect(stage(page)).toHaveAttribute('data-generation', '1');
  // The answer to one more box brings the masks of all: the new worker has the edits.
  await page.keyboard.press('n');
  await waitForMasks(page, count + 1);
  expect(await areaOf(rows(page).nth(count - 1))).toBe(area);
});

test('masks below the threshold are named apart, and the count follows the slider', async ({
  page,
}) => {
  await openPrompts(page);
  await tool(page, 'Boxes').click();
  await drag(page, [200, 300], [600, 500]);
  await waitForMasks(page);
  // The constructed segmenter fills every box, so that every row has a mask; score and area as the
  // list has them.
  const scores = await rows(page).locator('td:nth-child(2)').allInnerTexts();
  const counted = (threshold: number) =>
    scores.filter((score) => Number(score) >= threshold).length;
  const masks = page.locator('[data-count=masks]');
  expect(counted(0)).toBeGreaterThan(counted(1)); // the drawn one has the score 1, the generated ones less

  await thresholdValue(page).fill('0');
  await thresholdValue(page).press('Enter');
  await expect(masks).toHaveText(new RegExp(`^${counted(0)} masks?(?!.*below)`));
  await thresholdSlider(page).press('End');
  await expect(masks).toHaveText(
    new RegExp(`^${counted(1)} mask.*, ${counted(0) - counted(1)} below the threshold$`),
  );
});

test('masks and prompts are exported, the same as the list counts them', async ({ page }) => {
  await openPrompts(page);
  await tool(page, 'Boxes').click();
  await drag(page, [200, 300], [600, 500]);
  await waitForMasks(page);
  const count = await rows(page).count();
  const area = await areaOf(rows(page).last());
  const box = await lastBox(page);

  const coco = JSON.parse((await exportFile(page, 'COCO masks')).bytes.toString());
  const annotation = coco.annotations.at(-1);
  expect(annotation).toMatchObject({
    id: count,
    area,
    score: 1,
    prompt: { box: [box.x, box.y, box.width, box.height], origin: 'manual' },
  });
  expect(decodeRle(annotation.segmentation).reduce((sum, bit) => sum + bit, 0)).toBe(area);
  expect(coco.images[0]).toMatchObject({ width: 1280, height: 720 });

  const { data, width, height } = decode((await exportFile(page, 'Numbered masks')).bytes);
  expect({ width, height }).toEqual({ width: 1280, height: 720 });
  expect(Array.from(data).filter((id) => id === count)).toHaveLength(area);

  const { prompts, settings } = JSON.parse((await exportFile(page, 'Prompts')).bytes.toString());
  expect(settings.methodId).toBe('s2m');
  expect(prompts).toHaveLength(count);
  expect(prompts.at(-1)).toMatchObject({ box, area, origin: 'manual' });
});
