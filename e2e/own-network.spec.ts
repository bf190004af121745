import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Request, test } from '@playwright/test';
import { buildModel } from '#src/core/onnx/testing/build-model';
import { evaluate, makeSet, readReport } from './support/evaluation';
import { openFiles } from './support/files';
import { canvas, notices, openAnalysed, pixelsAbove } from './support/page';

/** Seven classes of a pixel's colour, and the winner alone as what comes out. */
const NETWORK = Buffer.from(
  buildModel({
    nodes: [
      { op: 'Conv', inputs: ['picture', 'w'], outputs: ['logits'] },
      { op: 'ArgMax', inputs: ['logits'], outputs: ['won'], attributes: { axis: 1, keepdims: 0 } },
    ],
    inputs: [{ name: 'picture', shape: [1, 3, 'height', 'width'] }],
    outputs: [{ name: 'won', dtype: 'int64', shape: [1, 'height', 'width'] }],
    initializers: [
      {
        name: 'w',
        dims: [7, 3, 1, 1],
        values: Float32Array.from({ length: 21 }, (_, i) => ((i * 5) % 7) - 3),
      },
    ],
  }),
);
const FILE = { name: 'colours.onnx', mimeType: 'application/octet-stream', buffer: NETWORK };

test('a dropped network is a method like any other, fed and read as its card says', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [FILE]);
  const methods = page.getByRole('region', { name: 'Your own network', exact: true });
  await expect(methods.getByRole('button')).toHaveCount(6);
  await expect(page.locator('[data-active=true]', { hasText: 'colours' })).toHaveAttribute(
    'data-method',
    /^own-[0-9a-f]{8}-entropy$/,
  );
  await expect(notices(page)).toContainText('Mean and standard deviation are a guess');
  await expect.poll(() => pixelsAbove(page)).toBeGreaterThan(0);

  const card = page.getByRole('article', { name: 'colours', exact: true });
  await expect(card).toContainText('after ArgMax: the tensor logits before it is read');
  await card.getByRole('button', { name: 'Show its classes' }).click();
  await expect(page.getByText('class 3', { exact: true })).toBeVisible();
  const before = await canvas(page).screenshot();
  await card.getByLabel('First colour').selectOption('Blue');
  await expect(card.getByLabel('Card of colours')).toHaveValue(/"colour": "bgr"/);
  await expect
    .poll(async () => (await canvas(page).screenshot()).equals(before), { timeout: 20_000 })
    .toBe(false);

  await card
    .getByLabel('Card of colours')
    .evaluate((text) => text.closest('details')?.setAttribute('open', ''));
  await card.getByLabel('Card of colours').fill('{"anomalens": 1}');
  await card.getByRole('button', { name: 'Apply' }).click();
  await expect(card.getByRole('alert')).toContainText('The card of the network is not usable');

  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(methods).toHaveCount(0);
  await openFiles(page, [{ ...FILE, buffer: Buffer.from('<!doctype html>') }]);
  await expect(notices(page)).toContainText(
    'colours.onnx: The network cannot be read: it is a web page',
  );
});

/** With a layer before the classifier, whose features are named. */
const DEEPER = Buffer.from(
  buildModel({
    nodes: [
      { op: 'Conv', inputs: ['picture', 'first'], outputs: ['mixed'] },
      { op: 'Relu', inputs: ['mixed'], outputs: ['features'] },
      { op: 'Conv', inputs: ['features', 'w'], outputs: ['logits'] },
    ],
    inputs: [{ name: 'picture', shape: [1, 3, 'height', 'width'] }],
    outputs: [{ name: 'logits', shape: [1, 7, 'height', 'width'] }],
    initializers: [
      {
        name: 'first',
        dims: [8, 3, 1, 1],
        values: Float32Array.from({ length: 24 }, (_, i) => ((i * 7) % 11) - 5),
      },
      {
        name: 'w',
        dims: [7, 8, 1, 1],
        values: Float32Array.from({ length: 56 }, (_, i) => (((i * 5) % 7) - 3) / 8),
      },
    ],
  }),
);

test('a network is fitted to ordinary pictures, which gives thresholds and distances of its features', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [{ ...FILE, name: 'deeper.onnx', buffer: DEEPER }]);
  const methods = page.getByRole('region', { name: 'Your own network', exact: true });
  await expect(methods.getByRole('button')).toHaveCount(6);
  const fit = page.getByRole('region', { name: 'Ordinary pictures' });
  await fit.getByRole('button', { name: 'Fit on this picture' }).click();
  await expect(fit).toContainText('Fitted to 1 picture');
  await expect(methods.getByRole('button')).toHaveCount(8);
  await expect(fit.getByRole('img')).toBeVisible();
  const overflow = () =>
    page.locator('.own-network').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  expect(await overflow(), 'nothing is wider than the panel').toBeLessThan(1);
  await methods.getByRole('button', { name: /Mahalanobis/ }).click();
  // The threshold is that of one per cent of the pixels of the picture itself.
  await expect(page.getByRole('main')).toBeVisible();
  await expect
    .poll(async () => (await pixelsAbove(page)) / (1280 * 720), { timeout: 20_000 })
    .toBeGreaterThan(0.005);
  expect((await pixelsAbove(page)) / (1280 * 720)).toBeLessThan(0.02);

  await fit.getByRole('button', { name: 'Forget the fit' }).click();
  await expect(methods.getByRole('button')).toHaveCount(6);
  await expect(fit).toContainText('Nobody has measured this network');
});

test('the command measures a network, and keeps its card', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'anomalens-network-'));
  try {
    makeSet(join(folder, 'set'));
    writeFileSync(join(folder, FILE.name), NETWORK);
    const { code, stderr } = await evaluate([
      ...['--images', join(folder, 'set/images'), '--labels', join(folder, 'set/labels')],
      ...['--network', join(folder, FILE.name), '--methods', 'energy', '--long-side', '160'],
      ...['--out', join(folder, 'out')],
    ]);
    expect(stderr).toContain('the tensor logits before it is read');
    expect(code).toBe(0);
    const { methods, models } = readReport(join(folder, 'out'));
    const [id = ''] = Object.keys(methods);
    expect(id).toMatch(/^own-[0-9a-f]{8}-energy$/);
    expect(methods[id]!.pixel.AUROC).toBeGreaterThan(0); // a score that is the same everywhere has 50
    expect(methods[id]!.pixel.AUROC).not.toBe(50);
    expect(methods[id]!.clean).toBeNull();
    const card = JSON.parse(readFileSync(join(folder, 'out/anomalens.json'), 'utf8'));
    expect(card.input.size.longSide).toBe(160);
    expect(card.sha256).toBe(Object.values(models)[0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a network of a link is asked for after a click alone, with nothing of the person', async ({
  page,
}) => {
  const asked: Request[] = [];
  await page.context().route('https://files.example/**', (route) => {
    asked.push(route.request());
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*', 'content-length': `${NETWORK.length}` },
      body: NETWORK,
    });
  });
  await page.goto(`./?network=${encodeURIComponent('https://files.example/colours.onnx')}`);
  await expect(notices(page)).toContainText('Nothing has been asked of that host yet');
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Ask files.example' }).click();
  await expect(notices(page)).toContainText('files.example offers colours.onnx');
  await notices(page)
    .getByRole('button', { name: /^Load \d/ })
    .click();
  await expect(page.getByRole('article', { name: 'colours', exact: true })).toBeVisible();
  expect(asked.map((request) => [request.method(), request.postData()])).toEqual([['GET', null]]);
  const headers = await asked[0]!.allHeaders();
  expect([headers.referer, headers.cookie]).toEqual([undefined, undefined]);

  await page.reload(); // the browser has it
  await expect(page.getByRole('article', { name: 'colours', exact: true })).toBeVisible();
  expect(asked).toHaveLength(1);
  await page.getByRole('button', { name: 'Kept in this browser' }).click();
  const dialog = page.getByRole('dialog', { name: 'Networks kept in this browser' });
  await dialog.getByRole('button', { name: 'Remove colours.onnx' }).click();
  await expect(dialog).toContainText('None.');
});
