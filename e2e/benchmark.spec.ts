import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Report } from '#src/evaluation/report/report-schema';
import { axeFinds } from './support/axe';
import { classAt, evaluate, makeSet, readReport, withoutTimes } from './support/evaluation';
import { METHODS } from './support/methods';
import { openMode, openPage, SMALL } from './support/page';

const COPIES = 36;
/** Methods of a run that is about something else than its numbers. */
const FEW = ['Softmax entropy', 'Free energy'];

let folder: string;
const inFolder = (...names: string[]) => join(folder, ...names);

test.describe.configure({ timeout: 300_000 }); // a run of the command and several of the page, on two slow cores

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-benchmark-'));
  makeSet(inFolder('set'));
  makeSet(inFolder('broken'));
  makeSet(inFolder('classes'), classAt);
  writeFileSync(inFolder('broken/images/b.png'), 'not a picture');
  for (const name of ['long', 'other']) repeatSet(inFolder(name));
  copyFileSync(inFolder('set/images/d.png'), inFolder('other/images/a.png'));
});

/**
 * The set with many copies of its first picture: a run that can be paused in the middle on a fast
 * machine too.
 */
function repeatSet(set: string): void {
  makeSet(set);
  for (const part of ['images', 'labels'])
    for (let copy = 0; copy < COPIES; copy++)
      copyFileSync(join(set, part, 'a.png'), join(set, part, `copy-${copy}.png`));
}

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openBenchmark(page: Page, set: string, pictures = 4): Promise<void> {
  await openPage(page, SMALL, 'benchmark');
  await page.getByLabel('Benchmark folder').setInputFiles(inFolder(set));
  await expect(page.locator('[data-folder]')).toContainText(`${pictures} pictures with a label`);
}

async function chooseFew(page: Page): Promise<void> {
  for (const box of await page.getByRole('group', { name: 'Methods' }).getByRole('checkbox').all())
    if (
      !FEW.includes(await box.evaluate((input) => input.parentElement?.textContent?.trim() ?? ''))
    )
      await box.uncheck();
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const rows = (page: Page) => page.locator('tr[data-method]');

async function exported(page: Page, title: RegExp): Promise<string> {
  await page.getByRole('button', { name: 'Export results' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: title }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

test('page and command give the same numbers, and the results lead to the pictures', async ({
  page,
}) => {
  await openBenchmark(page, 'set');
  await run(page).click();
  await expect(rows(page)).toHaveCount(METHODS.length, { timeout: 120_000 });

  const command = await evaluate([
    '--images',
    inFolder('set/images'),
    '--labels',
    inFolder('set/labels'),
    '--long-side',
    '160',
    '--out',
    inFolder('out'),
  ]);
  expect(command.code).toBe(0);
  const report = JSON.parse(await exported(page, /^Report/)) as Report;
  expect(withoutTimes(report)).toEqual(withoutTimes(readReport(inFolder('out'))));

  const AP = page.locator('tr[data-method="entropy"] [data-metric="AP"]');
  await expect(AP).toContainText(report.methods.entropy!.pixel.AP?.toFixed(2) ?? 'none');
  await page.getByRole('button', { name: 'Mean over images' }).click();
  const ofImages = report.methods.entropy!.perImage.flatMap((image) => image.AP ?? []);
  await expect(AP).toHaveText((ofImages.reduce((a, b) => a + b) / ofImages.length).toFixed(2));
  expect(await exported(page, /^Table/)).toMatch(
    /^method,definition,prior,AP,.*\r\nmsp,per-image,/,
  );
  expect(await exported(page, /^Curves/)).toMatch(/^<svg xmlns[^>]*>/);

  const worst = page.getByRole('region', { name: 'Worst pictures' });
  await expect(worst).toContainText('1 left out');
  await worst.getByRole('combobox').selectOption({ label: 'Free energy' });
  const first = worst.locator('tr[data-stem]').first();
  const [name, worstAP] = [
    await first.getByRole('button').innerText(),
    await first.getByRole('cell').first().innerText(),
  ];
  await first.getByRole('button').click();
  await expect(page.locator('.app')).toHaveAttribute('data-page', 'pictures');
  await expect(
    page.locator('[data-picture][data-state="ready"]').filter({ hasText: `${name}.png` }),
  ).toHaveCount(1);
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('energy');
  await expect(page.locator('.ground-truth__file')).toHaveText(`${name}.png`);
  await expect(
    page.locator('[data-measured="energy"][data-active=true] [data-metric="AP"]'),
  ).toHaveText(worstAP);

  await page.getByRole('button', { name: 'Back to the results' }).click();
  await expect(rows(page)).toHaveCount(METHODS.length);
  await expect(first.getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-picture]')).toHaveCount(2); // the sample, and the picture once
  await page.locator('[data-picture]').first().getByRole('button').first().click();
  await expect(page.getByRole('button', { name: 'Back to the results' })).toHaveCount(0);
  await openMode(page, 'Measure');
  await page.getByRole('button', { name: 'Benchmark' }).click();
  await expect(rows(page)).toHaveCount(METHODS.length);
  await page.keyboard.press('Escape');
  await expect(page.locator('.app')).toHaveAttribute('data-page', 'pictures');
});

test('labels of classes give mIoU, the worst pictures by it, and say what is not measured', async ({
  page,
}) => {
  await openBenchmark(page, 'classes');
  const dialog = page.getByRole('dialog', { name: 'What do the values of the labels mean?' });
  await dialog.getByRole('radio', { name: /^Cityscapes train ids/ }).check();
  await dialog.getByRole('button', { name: 'Read all 4 like this' }).click();
  await expect(page.locator('[data-labels="decided"]')).toContainText('19 classes');
  await run(page).click();
  const results = page.getByRole('region', { name: 'Results' });
  await expect(results).toContainText('Labels: Cityscapes train ids', { timeout: 120_000 });
  await expect(results).toContainText('the methods are not measured');
  await expect(rows(page)).toHaveCount(0);
  await expect(results.getByRole('rowheader', { name: 'sky' }).first()).toBeVisible();

  const args = [
    '--images',
    inFolder('classes/images'),
    '--labels',
    inFolder('classes/labels'),
    '--long-side',
    '160',
    '--closed-set',
  ];
  expect((await evaluate([...args, '--out', inFolder('classes-out')])).code).toBe(0);
  const { closedSet } = readReport(inFolder('classes-out'));
  await expect(results.locator('[data-number="mIoU"]')).toHaveText(
    `${closedSet?.mIoU?.toFixed(2)} %`,
  );
  expect((JSON.parse(await exported(page, /^Report/)) as Report).closedSet).toEqual(closedSet);

  const first = page.locator('tr[data-stem]').first();
  const lowest = closedSet?.perImage.toSorted((a, b) => (a.mIoU ?? 0) - (b.mIoU ?? 0))[0];
  await expect(first).toContainText(`${lowest?.stem}${lowest?.mIoU?.toFixed(2)}`);
  await first.getByRole('button').click();
  await expect(page.locator('.ground-truth [data-number="mIoU"]')).toHaveText(
    `${lowest?.mIoU?.toFixed(2)} %`,
  );
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('classes');
});

test('the table has short names, which tell the full ones, and fits its place', async ({
  page,
}) => {
  await openBenchmark(page, 'set');
  await page.getByLabel('Size filter').selectOption({ label: 'Obstacle track: 50 and 10 px' });
  await run(page).click();
  await expect(rows(page)).toHaveCount(METHODS.length, { timeout: 120_000 });
  const name = page.locator('tr[data-method="msp"]').getByRole('rowheader');
  await expect(name).toHaveAccessibleName('Maximum softmax probability');
  await expect(name.getByText('MSP', { exact: true })).toBeVisible();
  const overflow = () =>
    page
      .locator('.results__scroll')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(await overflow()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await name.scrollIntoViewIfNeeded();
  await page.locator('.results__scroll').evaluate((scroll) => scroll.scrollBy(999, 0));
  await expect(name).toBeInViewport(); // beside the last numbers
  expect(await axeFinds(page)).toEqual([]);
});

test('a broken picture is named and the others are counted', async ({ page }) => {
  await openBenchmark(page, 'broken');
  await chooseFew(page);
  await run(page).click();
  await expect(rows(page)).toHaveCount(FEW.length, { timeout: 120_000 });
  await expect(
    page.getByRole('list', { name: 'Pictures that failed' }).getByRole('listitem'),
  ).toHaveText([/^b\.png /]);
  await expect(page.locator('.results__head')).toContainText('3 pictures');
});

test('paused, reloaded and given the same folder, a run goes on where it stopped', async ({
  page,
}) => {
  await openBenchmark(page, 'long', COPIES + 4);
  await chooseFew(page);
  await run(page).click();
  // Something is stored once the first image is finished.
  await expect(page.locator('.run__numbers').first()).toHaveText(/scores\s*[1-9]\d? of 40/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('[data-run="paused"]')).toBeVisible();

  await page.reload();
  await expect(page.locator('.run')).toContainText(
    /An unfinished run is stored: [1-9]\d? of 40 pictures/,
  );
  await page.getByLabel('Benchmark folder').setInputFiles(inFolder('other'));
  await run(page).click();
  await expect(page.getByRole('alert')).toContainText('has changed since');
  await page.getByLabel('Benchmark folder').setInputFiles(inFolder('long'));
  await run(page).click();
  await expect(rows(page)).toHaveCount(FEW.length, { timeout: 120_000 });
  await expect(page.getByRole('button', { name: 'Delete the unfinished run' })).toHaveCount(0);
});
