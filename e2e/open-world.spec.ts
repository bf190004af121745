import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { UNKNOWN_COLOUR } from '#src/core/open-world/colours';
import { componentsCpu } from '#src/gpu/ops/components/cpu';
import {
  annotated,
  annotationTool,
  learningTime,
  learnt,
  legend,
  nameAndLearn,
  OPEN_MAP,
  openMap,
  overlay,
  panel,
  pixelsOf,
  shots,
  step,
  waitForMap,
} from './support/open-world';
import { canvas, openAnalysed, openPage, SMALL, stage, thresholdValue } from './support/page';
import { click, drag } from './support/prompts';
import { FIRST_SAMPLE, type ScoreMap, scoreMap } from './support/scripting';

/** Three times what learning may take, since tests share their machine. */
const LONGEST_NPM = 3_000;
const LONGEST_PLM = 30_000;
/** The first two learnt classes get these. */
const FIRST_COLOUR = '#66eeff';
const SECOND_COLOUR = '#ee6600';

/** The score that two per cent of the pixels reach: the default marks half a picture of so small an input. */
function highThreshold({ data }: ScoreMap): number {
  return Number(data.toSorted()[Math.floor(data.length * 0.98)].toFixed(3));
}

/** A pixel of the highest score, and how many pixels its component has. */
function highestComponent({ data, width, height }: ScoreMap, threshold: number) {
  const labels = componentsCpu(
    Uint8Array.from(data, (score) => Number(score >= threshold)),
    { width, height },
  );
  const highest = data.indexOf(data.reduce((a, b) => Math.max(a, b)));
  const place: [number, number] = [highest % width, Math.floor(highest / width)];
  return { place, area: labels.filter((label) => label === labels[highest]).length };
}

async function setThreshold(page: Page, threshold: number): Promise<void> {
  await thresholdValue(page).fill(String(threshold));
  await thresholdValue(page).press('Enter');
}

test('an unknown region is clicked, named, learnt by its prototype, seen everywhere, and taken back bit for bit', async ({ page }) => {
  await openMap(page);
  await expect(legend(page)).toContainText('unknown');
  await expect.poll(() => pixelsOf(page, UNKNOWN_COLOUR)).toBeGreaterThan(1000);
  const score = await scoreMap(page, FIRST_SAMPLE, 'dmlnet');
  const threshold = highThreshold(score);
  await setThreshold(page, threshold);
  const { place, area } = highestComponent(score, threshold);
  const before = await overlay(page);

  await expect(step(page, 'learn')).toContainText('Give the class a name.');
  await annotationTool(page, 'Annotate regions').click();
  await click(page, place);
  await expect(shots(page)).toHaveCount(1);
  expect(await annotated(page)).toBe(area);
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
  await click(page, place);
  await expect(page.locator('[data-probe-learnt]')).toHaveText(/^cow\s*learnt, NPM$/);
  await panel(page).getByRole('button', { name: 'Open map', exact: true }).click();

  const lambda = panel(page).getByLabel('Lambda value of cow');
  await expect(lambda).toHaveValue('1.500');
  await lambda.fill('0.01');
  await lambda.press('Enter');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBe(0);
  await lambda.fill('50');
  await lambda.press('Enter');
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);
  await expect(panel(page).locator('[data-pixels=inside]')).toContainText('100 %');
  expect((await overlay(page)).equals(before)).toBe(false);

  await panel(page).getByRole('button', { name: 'Remove the class cow' }).click();
  await expect(learnt(page)).toHaveCount(0);
  await expect(legend(page).locator('[data-kind=learnt]')).toHaveCount(0);
  expect((await overlay(page)).equals(before)).toBe(true);
});

test('brush and polygon with undo, a trained head, a second class, a file, and the next visit', async ({ page }) => {
  await openPage(page, SMALL, OPEN_MAP);
  await waitForMap(page);
  await annotationTool(page, 'Brush').click();
  await drag(page, [520, 400], [720, 420]);
  const painted = await annotated(page);
  expect(painted).toBeGreaterThan(200 * 24); // as wide as the brush
  await annotationTool(page, 'Polygons').click();
  for (const corner of [
    [520, 460],
    [720, 460],
    [720, 500],
    [520, 500],
    [520, 460],
  ] as const)
    await click(page, [...corner]);
  await expect.poll(() => annotated(page)).toBeGreaterThan(painted + 7000);
  const both = await annotated(page);
  await annotationTool(page, 'Undo').click();
  expect(await annotated(page)).toBe(painted);
  await annotationTool(page, 'Redo').click();
  expect(await annotated(page)).toBe(both);

  await panel(page).getByRole('radio', { name: /^PLM/ }).check();
  await nameAndLearn(page, 'cow');
  expect(await learningTime(page)).toBeLessThan(LONGEST_PLM);
  const losses = (await panel(page).locator('[data-losses]').getAttribute('data-losses'))!.split(' ').map(Number);
  expect(losses[1]).toBeLessThan(losses[0] / 2);
  await expect.poll(() => pixelsOf(page, FIRST_COLOUR)).toBeGreaterThan(500);

  await annotationTool(page, 'Brush').click();
  await drag(page, [1100, 150], [1200, 200]);
  await panel(page).getByRole('radio', { name: /^NPM/ }).check();
  await nameAndLearn(page, 'tree');
  await expect(legend(page).locator('[data-kind=learnt]')).toHaveText(['cow', 'tree']);
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBeGreaterThan(500);
  await expect(panel(page).getByRole('button', { name: /^Remove the class/ })).toHaveAccessibleName('Remove the class tree');
  const kept = await overlay(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel(page).getByRole('button', { name: 'Save the learnt classes' }).click(),
  ]);
  const file = readFileSync(await download.path());
  await panel(page).getByRole('button', { name: 'Remove the class tree' }).click();
  await panel(page).getByRole('button', { name: 'Remove the class cow' }).click();
  await expect(learnt(page)).toHaveCount(0);
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBe(0);
  const picker = panel(page).getByLabel('Learnt classes', { exact: true }).last();
  await picker.setInputFiles({ name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(panel(page).getByRole('alert')).toContainText('no.json');
  await picker.setInputFiles({ name: 'learnt-classes.json', mimeType: 'application/json', buffer: file });
  await expect(learnt(page)).toHaveCount(2);
  await expect(panel(page).getByRole('alert')).toHaveCount(0);
  expect((await overlay(page)).equals(kept)).toBe(true);

  await page.reload();
  await expect(learnt(page)).toHaveCount(2);
  await expect.poll(() => pixelsOf(page, SECOND_COLOUR)).toBeGreaterThan(500);
  expect((await overlay(page)).equals(kept)).toBe(true);
});

test('by keyboard alone: the open map, a region of the table, name, learn, lambda, and the metric space', async ({ page }) => {
  await openAnalysed(page);
  await panel(page).getByRole('button', { name: 'Show the open map' }).focus();
  await page.keyboard.press('Enter');
  await expect(annotationTool(page, 'Annotate regions')).toHaveAttribute('aria-disabled', 'false');
  const region = page.getByRole('button', { name: /^Zoom to component/ }).first();
  await region.focus();
  await page.keyboard.press('Enter');
  await stage(page)
    .getByLabel(/^Picture in pane 1: arrow keys/)
    .focus();
  await page.keyboard.press('r');
  await expect(annotationTool(page, 'Annotate regions')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await expect(shots(page)).toHaveCount(1);
  await panel(page).getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('cow');
  await panel(page).getByRole('button', { name: 'Learn “cow”' }).focus();
  await page.keyboard.press('Enter');
  await expect(learnt(page)).toHaveCount(1);
  await panel(page).getByRole('slider', { name: 'Lambda of cow' }).focus();
  await page.keyboard.press('ArrowLeft');
  const lambda = Number(await panel(page).getByLabel('Lambda value of cow').inputValue());
  expect(lambda).toBeGreaterThan(1.4);
  expect(lambda).toBeLessThan(1.5);

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
