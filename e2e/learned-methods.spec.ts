import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import { decodeNpy } from '#src/core/npy';
import { blurCpu } from '#src/gpu/ops/blur/cpu';
import { exportFile } from './support/files';
import {
  canvas,
  openAnalysed,
  openMode,
  pixelsAbove,
  SMALL,
  stage,
  summary,
  thresholdValue,
} from './support/page';
import { settledScreenshot } from './support/pixels';
import { analyze, FIRST_SAMPLE, scoreMap } from './support/scripting';

const model = (name: string) =>
  readFileSync(new URL(`../public/models/${name}.onnx`, import.meta.url));
const card = (page: Page, id: string) => page.locator(`[data-method="${id}"]`);
const count = (page: Page, pane: number) => page.locator(`[data-pane="${pane}"] [data-pane-count]`);
const gamma = (page: Page) => page.getByRole('slider', { name: /^Block strength/ });

/** Names of the networks that the page has asked for. */
function recordNetworks(page: Page): string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => {
    const name = /([\w-]+)\.onnx$/.exec(new URL(request.url()).pathname)?.[1];
    if (name) seen.push(name);
  });
  return seen;
}

/** Chooses a method for the first pane and waits for its score. */
async function choose(page: Page, id: string): Promise<void> {
  await page.getByLabel('Method of pane 1').selectOption(id);
  await expect(summary(page)).toContainText('of the picture');
}

test('a network is downloaded when a method that needs it is chosen, not before', async ({
  page,
}) => {
  const networks = recordNetworks(page);
  await openAnalysed(page, SMALL, 'panelTab="compare"'); // another pane would load its network
  await expect(card(page, 'rpl').getByRole('button')).toContainText(/\d\.\d MB$/);
  expect(networks).toEqual(['trunk', 'max-entropy']);
  await choose(page, 'rpl');
  const all = ['trunk', 'max-entropy', 'base', 'rpl'];
  expect(networks).toEqual(all);
  await expect(page.locator('[data-model="rpl"]')).toHaveAttribute('data-state', 'ready');
  await expect(page.locator('.status__model')).toContainText('rpl');
  await choose(page, 'max-entropy');
  await choose(page, 'rpl');
  expect(networks).toEqual(all); // nothing twice
});

test('a link to one learned method needs no other network', async ({ page }) => {
  const networks = recordNetworks(page);
  const panes = ['rpl', 'energy', 'max-logit', 'msp'].map((methodId) => ({
    methodId,
    layer: 'mask',
  }));
  const hash = `panes=${encodeURIComponent(JSON.stringify(panes))}&parameters=${encodeURIComponent('{"rpl":{"gamma":0.5}}')}&panelTab="compare"`;
  await openAnalysed(page, SMALL, hash);
  expect(networks).toEqual(['trunk', 'base', 'rpl']);
  await expect(gamma(page)).toHaveValue('0.5');
});

test('four panes with methods of three networks count the regions of their own', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await page.keyboard.press('4');
  const ids = ['entropy', 'energy', 'max-entropy', 'rpl'];
  for (const [index, id] of ids.entries())
    await page.getByLabel(`Method of pane ${index + 1}`).selectOption(id);
  const { methods } = await analyze(page, FIRST_SAMPLE, { methods: ids });
  for (const [index, id] of ids.entries())
    await expect(count(page, index)).toHaveText(
      new RegExp(`^${methods[id]!.components.length} regions?, `),
    );
});

test('without its block the residual path has the energy of the base network, blurred', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await choose(page, 'rpl');
  const energy = await scoreMap(page, FIRST_SAMPLE, 'energy');
  const difference = async () => {
    const { data } = decodeNpy(new Uint8Array((await exportFile(page, 'Score, raw')).bytes));
    const blurred = blurCpu(energy.data, energy);
    return data.reduce(
      (largest, value, index) => Math.max(largest, Math.abs(value - blurred[index]!)),
      0,
    );
  };
  expect(await difference()).toBeGreaterThan(0.1);
  await gamma(page).fill('0');
  expect(await difference()).toBeLessThan(1e-5);
  await expect(page).toHaveURL(/parameters=.*gamma/);
  const record = JSON.parse((await exportFile(page, 'Regions with settings')).bytes.toString());
  expect(record).toMatchObject({
    settings: { methodId: 'rpl', parameters: { gamma: 0 }, blur: true },
    model: { id: 'rpl' },
  });
});

test('the strength of the block moves the score and leaves the classes alone', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await choose(page, 'rpl');
  // Its pixels: the file says beside them by which settings they were made.
  const overlay = async () =>
    Buffer.from(decode((await exportFile(page, 'Overlay')).bytes).data as Uint8Array);
  const trained = { pixels: await pixelsAbove(page), mask: await overlay() };
  await page.getByLabel('Layer of pane 1').selectOption('classes');
  const classes = await overlay();
  expect(classes.equals(trained.mask)).toBe(false);
  await page.getByLabel('Outlines').uncheck();
  const plainClasses = await overlay();
  await gamma(page).fill('2');
  await expect.poll(() => pixelsAbove(page)).not.toBe(trained.pixels);
  expect((await overlay()).equals(plainClasses)).toBe(true);
});

test('the residual norm is a layer of the method that has a residual', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  const layers = page.getByLabel('Layer of pane 1');
  await expect(layers.getByRole('option', { name: 'Residual norm' })).toHaveCount(0);
  await choose(page, 'rpl');
  await layers.selectOption('residual-norm');
  await expect(page.locator('[data-pane="0"] .legend')).toContainText(
    'squared norm of the residual',
  );
  const fixed = await settledScreenshot(page);
  await page.getByLabel('Range').selectOption({ label: 'This picture’s 1st to 99th percentile' });
  expect((await settledScreenshot(page)).equals(fixed)).toBe(false);
  await page.getByLabel('Method of pane 1').selectOption('energy');
  await expect(layers).toHaveValue('heat');
});

test('the threshold of the paper is a choice beside the default', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await choose(page, 'max-entropy');
  await expect(thresholdValue(page)).not.toHaveValue('0.700');
  await page.getByRole('button', { name: 'Threshold of the paper: 0.700' }).click();
  await expect(thresholdValue(page)).toHaveValue('0.700');
});

test('a metric head has a choice of scores, and the weight of their mix', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await choose(page, 'dmlnet');
  const score = page.getByRole('combobox', { name: 'Score' });
  const beta = page.getByRole('slider', { name: /^Steepness/ });
  await expect(beta).toHaveCount(0);
  const exported = async () =>
    decodeNpy(new Uint8Array((await exportFile(page, 'Score, raw')).bytes)).data;
  const eds = await exported();
  await score.selectOption('MMSP');
  const mmsp = await exported();
  expect(eds.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(eds.some((value, index) => Math.abs(value - mmsp[index]!) > 0.05)).toBe(true);
  await score.selectOption('Mix');
  await beta.fill('0');
  const mixed = await exported();
  expect(
    mixed.reduce(
      (largest, value, index) =>
        Math.max(largest, Math.abs(value - (eds[index]! + mmsp[index]!) / 2)),
      0,
    ),
  ).toBeLessThan(1e-5);
  await expect(page).toHaveURL(/parameters=.*dmlnet.*score/);
  const record = JSON.parse((await exportFile(page, 'Regions with settings')).bytes.toString());
  expect(record).toMatchObject({
    settings: { methodId: 'dmlnet', parameters: { score: 2, beta: 0, gamma: 0.8 } },
    model: { id: 'dmlnet' },
  });
  await page.reload();
  await expect(score).toHaveValue('2');
});

test('a damaged network is explained in its pane, and the other methods go on', async ({
  page,
}) => {
  const damaged = model('rpl');
  damaged[damaged.length >> 1]! ^= 1;
  await page.route('**/rpl.onnx', (route) => route.fulfill({ body: damaged }));
  await openAnalysed(page);
  await openMode(page, 'Compare');
  await page.keyboard.press('2');
  await page.getByLabel('Method of pane 2').selectOption('rpl');
  const alert = page.locator('[data-pane="1"]').getByRole('alert');
  await expect(alert).toContainText('rpl.onnx arrived damaged');
  await expect(page.locator('[data-pane="0"]').getByRole('alert')).toHaveCount(0);
  await expect(card(page, 'rpl').getByRole('button', { name: 'Residual' })).toContainText('failed');

  await canvas(page, 0).click();
  const before = await pixelsAbove(page);
  await thresholdValue(page).fill('0.2');
  await thresholdValue(page).press('Enter');
  await expect.poll(() => pixelsAbove(page)).toBeGreaterThan(before);
  await page.getByLabel('Method of pane 1').selectOption('max-entropy');
  await expect(count(page, 0)).toContainText('region');

  await page.unroute('**/rpl.onnx');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(count(page, 1)).toContainText('region');
  await expect(stage(page).getByRole('alert')).toHaveCount(0);
});

test('loading a network can be cancelled, and asked for again', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/rpl.onnx', async (route) => {
    await held;
    await route.continue().catch(() => undefined); // cancelled meanwhile
  });
  await openAnalysed(page, SMALL, 'panelTab="compare"');
  await page.getByLabel('Method of pane 1').selectOption('rpl');
  await expect(page.locator('[data-model="rpl"]')).toHaveAttribute('data-state', 'loading');
  await stage(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('[data-model="rpl"]')).toHaveAttribute('data-state', 'not loaded');
  letGo();
  await stage(page).getByRole('button', { name: 'Compute' }).click();
  await expect(summary(page)).toContainText('of the picture');
});
