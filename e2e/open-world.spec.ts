import { expect, type Page, test } from '@playwright/test';
import { UNKNOWN_COLOUR } from '#src/core/open-world/colours';
import { alongAxis } from '#src/core/open-world/radius-axis';
import { LEARNT_COLOURS } from '#src/store/open-world/open-world-slice';
import { tool } from './support/annotation';
import {
  learningTime,
  learnt,
  legend,
  nameAndLearn,
  openMap,
  overlay,
  panel,
  picker,
  pixelsOf,
  pixelsOfShot,
  placesOf,
  saveLearnt,
  shots,
  step,
  waitForMap,
} from './support/open-world';
import { canvas, moveAlong, stage, thresholdValue } from './support/page';
import { click, drag } from './support/prompts';

/** Three times what learning may take, since tests share their machine. */
const LONGEST_NPM = 3_000;
const LONGEST_PLM = 30_000;
const [FIRST_COLOUR, SECOND_COLOUR] = LEARNT_COLOURS;
/** The default marks half a picture of so small a network input. */
const HIGH_THRESHOLD = '0.9';

/** A place well within a region of a colour. */
async function placeWithin(page: Page, colour: string): Promise<[number, number]> {
  const places = await placesOf(page, colour);
  const middle = places.filter(([x, y], index) => {
    const [laterX, laterY] = places[index + 40] ?? [];
    return laterY === y && laterX! - x < 60;
  });
  const [x, y] = middle[Math.floor(middle.length / 2)]!;
  return [x + 20, y];
}

/** Areas of the regions, from their table. */
async function areas(page: Page): Promise<number[]> {
  const texts = await page.locator('[data-region] td:nth-of-type(2)').allInnerTexts();
  return texts.map((text) => Number(text.replace(/\D/g, '')));
}

test('an unknown region is clicked, named, learnt by its prototype, seen everywhere, and taken back bit for bit', async ({
  page,
}) => {
  await openMap(page);
  await expect(legend(page)).toContainText('unknown');
  await expect.poll(() => pixelsOf(page, UNKNOWN_COLOUR)).toBeGreaterThan(1000);
  const all = await pixelsOf(page, UNKNOWN_COLOUR);
  await thresholdValue(page).fill(HIGH_THRESHOLD);
  await thresholdValue(page).press('Enter');
  await expect.poll(() => pixelsOf(page, UNKNOWN_COLOUR)).toBeLessThan(all / 2);
  const before = await overlay(page);

  await expect(step(page, 'learn')).toContainText('Give the class a name.');
  const place = await placeWithin(page, UNKNOWN_COLOUR);
  await tool(page, 'Annotate regions').click();
  await click(page, place);
  await expect(shots(page)).toHaveCount(1);
  expect(await areas(page)).toContain(await pixelsOfShot(page));
  await expect(step(page, 'annotate')).toHaveAttribute('data-done', 'false');
  await nameAndLearn(page, 'cow');
  expect(await learningTime(page)).toBeLessThan(LONGEST_NPM);
  await expect(step(page, 'segment')).toHaveAttribute('data-done', 'true');
  await expect(shots(page)).toHaveCount(0);

  await expect(legend(page).locator('[data-kind=learnt]')).toHaveText('cow');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);
  await panel(page).getByRole('button', { name: 'Classes', exact: true }).click();
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('classes');
  await expect(legend(page)).not.toContainText('unknown');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);
  await page.keyboard.press('Escape'); // the tool
  await click(page, await placeWithin(page, FIRST_COLOUR));
  await expect(page.locator('[data-probe-learnt]')).toHaveText(/^cow\s*learnt, NPM$/);
  await panel(page).getByRole('button', { name: 'Open map', exact: true }).click();

  const lambda = panel(page).getByLabel('Lambda value of cow');
  await lambda.fill('0.01');
  await lambda.press('Enter');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBe(0);
  await lambda.fill('50');
  await lambda.press('Enter');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);
  await expect(panel(page).locator('[data-pixels=inside]')).toContainText('100 %');
  const distances = panel(page).locator('.distances svg');
  const along = async () => alongAxis(Number(await lambda.inputValue()));
  await moveAlong(page, distances, 0.5);
  await page.mouse.down();
  await expect.poll(along).toBeCloseTo(0.5, 2);
  await moveAlong(page, distances, -0.05);
  await expect.poll(along).toBe(0);
  await page.mouse.up();
  await moveAlong(page, distances, 0.5);
  expect(await along()).toBe(0);

  await panel(page).getByRole('button', { name: 'Remove the class cow' }).click();
  await expect(learnt(page)).toHaveCount(0);
  await expect(legend(page).locator('[data-kind=learnt]')).toHaveCount(0);
  expect((await overlay(page)).equals(before)).toBe(true);
});

test('a trained head, whose loss falls, and a second class after it; only the last can be removed', async ({
  page,
}) => {
  await openMap(page);
  await tool(page, 'Polygons').click();
  const corners: [number, number][] = [
    [520, 400],
    [740, 400],
    [740, 480],
    [520, 480],
  ];
  for (const corner of [...corners, corners[0]]) await click(page, corner!);
  await expect(shots(page)).toHaveCount(1);
  await panel(page).getByRole('radio', { name: /^PLM/ }).check();
  await nameAndLearn(page, 'cow');
  expect(await learningTime(page)).toBeLessThan(LONGEST_PLM);
  const losses = (await panel(page).locator('[data-losses]').getAttribute('data-losses'))!
    .split(' ')
    .map(Number);
  expect(losses[1]).toBeLessThan(losses[0]! / 2);
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);

  await tool(page, 'Brush').click();
  await drag(page, [1100, 150], [1200, 200]);
  await panel(page).getByRole('radio', { name: /^NPM/ }).check();
  await nameAndLearn(page, 'tree');
  await expect(legend(page).locator('[data-kind=learnt]')).toHaveText(['cow', 'tree']);
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBeGreaterThan(500);
  await expect(panel(page).getByRole('button', { name: /^Remove the class/ })).toHaveAccessibleName(
    'Remove the class tree',
  );
  await panel(page).getByRole('button', { name: 'Remove the class tree' }).click();
  await expect(panel(page).getByRole('button', { name: /^Remove the class/ })).toHaveAccessibleName(
    'Remove the class cow',
  );
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBe(0);
});

test('classes are saved, loaded, and there at the next visit', async ({ page }) => {
  await openMap(page);
  await tool(page, 'Brush').click();
  await drag(page, [540, 420], [720, 430]);
  await nameAndLearn(page, 'cow');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);
  const kept = await overlay(page);
  const file = await saveLearnt(page);

  await panel(page).getByRole('button', { name: 'Remove the class cow' }).click();
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBe(0);
  await picker(page).setInputFiles({
    name: 'no.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await expect(panel(page).getByRole('alert')).toContainText('no.json');
  await picker(page).setInputFiles({
    name: 'learnt-classes.json',
    mimeType: 'application/json',
    buffer: file,
  });
  await expect(learnt(page)).toHaveCount(1);
  await expect(panel(page).getByRole('alert')).toHaveCount(0);
  expect((await overlay(page)).equals(kept)).toBe(true);

  await page.reload();
  await waitForMap(page);
  await expect(legend(page).locator('[data-kind=learnt]')).toHaveText('cow');
  expect((await overlay(page)).equals(kept)).toBe(true);
});

test('by keyboard alone: a region of the table, name, learn, lambda, and the metric space', async ({
  page,
}) => {
  await openMap(page);
  await page.getByRole('tab', { name: 'Look' }).focus(); // where the table is
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /^Zoom to region/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await stage(page)
    .getByLabel(/^Picture in pane 1: arrow keys/)
    .focus();
  await page.keyboard.press('r'); // and its panel is there
  await page.keyboard.press('Enter');
  await expect(shots(page)).toHaveCount(1);
  await panel(page).getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('cow');
  await panel(page).getByRole('button', { name: 'Learn “cow”' }).focus();
  await page.keyboard.press('Enter');
  await expect(learnt(page)).toHaveCount(1);
  const lambda = async () =>
    Number(await panel(page).getByLabel('Lambda value of cow').inputValue());
  const before = await lambda();
  await panel(page).getByRole('slider', { name: 'Lambda of cow' }).focus();
  await page.keyboard.press('ArrowLeft');
  expect(await lambda()).toBeLessThan(before);
  expect(await lambda()).toBeGreaterThan(before * 0.98);

  await panel(page).getByText('Metric space', { exact: true }).focus();
  await page.keyboard.press('Enter');
  const plot = panel(page).getByRole('application', { name: /^Metric space/ });
  await expect(plot.locator('[data-prototype]')).toHaveCount(20);
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const readout = panel(page).locator('.metric-space__readout');
  await expect(readout).toHaveText(/^x \d+ y \d+/);
  const first = await readout.innerText();
  await page.keyboard.press('ArrowUp');
  await expect(readout).not.toHaveText(first);
  await expect(page.locator('[data-mark=space]')).toBeVisible();

  // And back: the pixel under the pointer has its place in the plot.
  await page.keyboard.press('Tab');
  await expect(plot.locator('[data-pointed]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await canvas(page).hover();
  await expect(plot.locator('[data-pointed]')).toHaveCount(1);
  await expect(page.locator('[data-mark=space]')).toHaveCount(0);
});
