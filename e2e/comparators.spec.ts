import { expect, type Page, test } from '@playwright/test';
import { decodeNpy } from '#src/core/npy';
import { exportFile } from './support/files';
import {
  openAnalysed,
  openMode,
  pixelsAbove,
  SMALL,
  stage,
  summary,
  thresholdValue,
} from './support/page';
import { analyze, FIRST_SAMPLE, scoreMap } from './support/scripting';

const IDS = ['odin', 'mahalanobis', 'mc-dropout', 'sml'];
const pane = (page: Page) => page.getByLabel('Method of pane 1');
const settled = (page: Page) => expect(summary(page)).toContainText(/of the picture|No region/);

/** The raw score of the first pane as its export holds it. */
async function shownScore(page: Page): Promise<Float32Array> {
  await settled(page);
  return decodeNpy(new Uint8Array((await exportFile(page, 'Score, raw')).bytes))
    .data as Float32Array;
}

test('each comparator gives a finite map that varies, the same for page and script', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  for (const id of IDS) {
    const { data } = await scoreMap(page, FIRST_SAMPLE, id);
    expect(data.every(Number.isFinite), id).toBe(true);
    expect(new Set(data).size, id).toBeGreaterThan(1000);
    await pane(page).selectOption(id);
    expect([...(await shownScore(page))], id).toEqual([...data]);
  }
});

test('comparators are computed when a pane shows them, not before', async ({ page }) => {
  const chunks: string[] = [];
  page.context().on('request', (request) => {
    if (/statistics/.test(request.url())) chunks.push(request.url());
  });
  await page.route('**/sw.js', (route) => route.abort()); // it would store every chunk at once
  await openAnalysed(page);
  await openMode(page, 'Compare');
  expect(chunks).toEqual([]);
  await pane(page).selectOption('sml');
  await settled(page);
  expect(chunks).toHaveLength(1);
});

test('temperature 1 makes ODIN the maximum softmax probability', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  const msp = await scoreMap(page, FIRST_SAMPLE, 'msp');
  await pane(page).selectOption('odin');
  expect([...(await shownScore(page))]).not.toEqual([...msp.data]);
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('1');
  await expect(page).toHaveURL(/temperature/);
  await expect
    .poll(async () => [...(await shownScore(page))].every((value, i) => value === msp.data[i]))
    .toBe(true);
});

test('Monte Carlo dropout repeats exactly, and a link carries its statistic and seed', async ({
  page,
  context,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await pane(page).selectOption('mc-dropout');
  const first = await shownScore(page);
  expect([...(await scoreMap(page, FIRST_SAMPLE, 'mc-dropout')).data]).toEqual([...first]);
  await page.getByLabel('Statistic').selectOption({ label: 'Predictive entropy' });
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await expect(page).toHaveURL(/statistic.*seed/);

  const second = await context.newPage();
  await openAnalysed(second, SMALL, new URL(page.url()).hash.slice(1));
  await openMode(second, 'Compare');
  await expect(second.getByLabel('Statistic')).toHaveValue('1');
  const predictive = await shownScore(second);
  expect(predictive.reduce((a, b) => a + b)).toBeGreaterThan(first.reduce((a, b) => a + b));
  const record = JSON.parse((await exportFile(second, 'Regions with settings')).bytes.toString());
  expect(record.settings).toMatchObject({
    methodId: 'mc-dropout',
    parameters: { statistic: 1, passes: 16, dropRate: 0.2, seed: 7 },
  });
});

test('many passes can be cancelled; the other methods stay', async ({ page }) => {
  await openAnalysed(page, 'size=768&inference=wasm&compute=cpu');
  await openMode(page, 'Compare');
  await pane(page).selectOption('mc-dropout');
  await settled(page);
  await page.getByRole('slider', { name: 'Passes' }).fill('64');
  await stage(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(stage(page).getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await pane(page).selectOption('entropy');
  await settled(page);
  const before = await pixelsAbove(page);
  await thresholdValue(page).fill('0.2');
  await thresholdValue(page).press('Enter');
  await expect.poll(() => pixelsAbove(page)).toBeGreaterThan(before);
});

test('the probe and the classes follow a comparator', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await pane(page).selectOption('mahalanobis');
  await settled(page);
  const { methods } = await analyze(page, FIRST_SAMPLE, {
    methods: ['mahalanobis'],
    threshold: 100,
  });
  await thresholdValue(page).fill('100');
  await thresholdValue(page).press('Enter');
  await expect(summary(page)).toContainText(
    `${methods.mahalanobis!.components.length} unknown object`,
  );
  await page.getByLabel('Layer of pane 1').selectOption('classes');
  await page.locator('[data-pane="0"] canvas').hover();
  await expect(page.locator('.probe')).toContainText('Mahalanobis');
  await expect(page.locator('.probe')).toContainText('car');
});
