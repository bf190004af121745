import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { encode } from 'fast-png';
import { axeFinds } from './support/axe';
import { makeSet } from './support/evaluation';
import { fixture, named, openFiles } from './support/files';
import { labelFile, squareLabel, squareOf } from './support/labels';
import { notices, openAnalysed, openMode, openPage, SMALL } from './support/page';

const TITLE = 'What do the values of the labels mean?';
const MASK = { normal: 0, anomaly: 255, ignored: 0 };
const dialog = (page: Page) => page.getByRole('dialog', { name: TITLE });
const panel = (page: Page) => page.getByRole('region', { name: 'Ground truth' });
const shares = (page: Page) => dialog(page).locator('[data-shares]');
const accept = (page: Page) => dialog(page).getByRole('button', { name: /like this$/ });
const painted = (page: Page) => dialog(page).locator('canvas[data-painted]');

/** Pixels of the preview in which the accent prevails: what would count. */
function paintedShare(page: Page): Promise<number> {
  return painted(page).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      count += Number((data[i] as number) - (data[i + 1] as number) > 90);
    return (100 * count) / (canvas.width * canvas.height);
  });
}

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

test.describe.configure({ timeout: 240_000 });
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-labels-'));
  makeSet(at('masks'), ({ inPatch }) => (inPatch ? 255 : 0));
  makeSet(at('untold'));
  renameSync(at('untold/images'), at('untold/first'));
  renameSync(at('untold/labels'), at('untold/second'));
  makeSet(at('StreetHazards'), ({ inPatch, y }) => (inPatch ? 14 : y < 60 ? 13 : 8));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a mask of 0 and 255 asks, shows what would count, and can be changed later', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [named('road.jpg'), squareLabel('road_mask.png', MASK)]);
  const mask = dialog(page).getByRole('radio', { name: 'Binary mask: 255 unknown' });
  await expect(mask).toBeChecked();
  await expect(mask).toBeFocused();
  await expect(shares(page)).toContainText('Unknown 10.00 %');
  await expect(dialog(page).locator('[data-value="255"]')).toContainText('10 %');
  await painted(page).waitFor();
  const share = await paintedShare(page);
  await dialog(page).getByRole('radio', { name: 'Nothing is unknown: 255 ignored' }).check();
  await expect(shares(page)).toContainText('Unknown 0.00 %');
  await expect.poll(() => paintedShare(page)).toBeLessThan(share - 5); // the photo is reddish too
  await accept(page).click();
  await expect(panel(page)).toContainText('Prior 0.00 %, ignored 10.00 %');
  await expect(panel(page)).toContainText('The label has no anomaly');

  await page.getByRole('button', { name: 'Change what the values mean' }).click();
  await mask.check();
  await accept(page).click();
  await expect(panel(page)).toContainText('Prior 10.00 %, ignored 0.00 %');
});

test('a question that is closed leaves nothing measured, and is one click away', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [named('road.jpg'), squareLabel('road_mask.png', MASK)]);
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(panel(page)).toContainText('Nobody has said what its values mean');
  await panel(page).getByRole('button', { name: 'Explain the values' }).click();
  await accept(page).click();
  await expect(panel(page)).toContainText('Prior 10.00 %');
});

test('colours, opacity, soft masks, instances and ids of a data set are read as chosen', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  const cases = [
    { label: squareOf('a_mask.png', 3, [250, 50, 83], [0, 0, 0]), choice: 'Mask: #fa3253 unknown' },
    {
      label: squareOf('b_mask.png', 4, [255, 255, 255, 255], [255, 255, 255, 0]),
      choice: /^Opacity/,
    },
    {
      label: labelFile('c_mask.png', 64, 40, (x, y) =>
        x < 16 && y < 16 ? 128 + ((x * y) % 128) : (x * y) % 128,
      ),
      choice: /^Soft mask/,
    },
    {
      label: labelFile('d_mask.png', 64, 40, (x, y) =>
        y < 16 && x < 16 ? 1 + (x > 8 ? 1 : 0) : 0,
      ),
      choice: /^Instances/,
    },
    {
      label: squareLabel('e_mask.png', { normal: 5, anomaly: 14, ignored: 13 }),
      choice: /^StreetHazards/,
    },
  ];
  for (const { label, choice } of cases) {
    const name = `${label.name.charAt(0)}.jpg`;
    await openFiles(page, [named(name), label]);
    await expect(dialog(page).getByRole('radio', { name: choice })).toBeChecked();
    await expect(shares(page)).toContainText('Unknown 10.00 %');
    await accept(page).click();
    await expect(panel(page)).toContainText(label.name);
    await expect(panel(page)).toContainText('Prior 10.00 %');
  }
});

test('single values are set by hand', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [
    named('road.jpg'),
    squareLabel('road_mask.png', { normal: 0, anomaly: 7, ignored: 9 }),
  ]);
  const row = (id: number) => dialog(page).locator(`[data-value="${id}"]`);
  await row(7).getByRole('button', { name: 'Unknown' }).click();
  await row(9).getByRole('button', { name: 'Ignored' }).click();
  await expect(
    dialog(page).getByRole('radio', { name: /^As set below: 7 = anomaly, 9/ }),
  ).toBeChecked();
  await accept(page).click();
  await expect(panel(page)).toContainText('Prior 11.43 %, ignored 12.50 %');
});

test('no question for 16 bits with void, a palette of one id, or a telling folder', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  const data = Uint16Array.from({ length: 64 * 40 }, (_, i) =>
    i % 64 >= 56 ? 65_535 : Number(i % 64 < 16 && i < 16 * 64),
  );
  const wide = encode({ width: 64, height: 40, data, channels: 1, depth: 16 });
  await openFiles(page, [
    named('wide.jpg'),
    { name: 'wide_labels.png', mimeType: 'image/png', buffer: Buffer.from(wide) },
  ]);
  await expect(panel(page)).toContainText('Prior 11.43 %, ignored 12.50 %');
  await expect(panel(page)).toContainText('1 = anomaly, 65535 = ignored');
  await openFiles(page, [
    named('ten.jpg'),
    squareLabel('ten_labels.png', { normal: 0, anomaly: 10, ignored: 255 }),
  ]);
  await expect(panel(page)).toContainText('10 = anomaly, 255 = ignored');
});

test('a label beside a picture that EXIF turned is offered to be turned', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  // Half a turn: both fit, and only a person can tell.
  const picture = fixture('good/plain.jpg');
  const exif = Buffer.from(
    'ffe1002245786966000049492a00080000000100120103000100000003000000000000000000',
    'hex',
  );
  const turned = Buffer.concat([picture.subarray(0, 2), exif.subarray(0, 36), picture.subarray(2)]);
  await openFiles(page, [
    { name: 'road.jpg', mimeType: 'image/jpeg', buffer: turned },
    squareLabel('road_labels.png', { normal: 0, anomaly: 1, ignored: 255 }),
  ]);
  await expect(panel(page)).toContainText('Prior 11.43 %');
  await expect(panel(page)).toContainText('The picture was turned as its camera noted it (EXIF)');
  await notices(page).getByRole('button', { name: 'Turn the labels too' }).click();
  await expect(panel(page).getByRole('button', { name: 'Do not turn the label' })).toBeVisible();
  await expect(panel(page)).not.toContainText('The picture was turned');

  // A quarter turn: only turned does the label fit.
  await openFiles(page, [
    named('side.jpg', 'good/exif-6.jpg'),
    labelFile('side_labels.png', 64, 40, (x) => Number(x < 8)),
  ]);
  await expect(panel(page)).toContainText('side_labels.png');
  await expect(panel(page)).toContainText(/Prior \d/);
});

test('a label of one pixel is refused', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [named('road.jpg'), labelFile('road_labels.png', 1, 1, () => 1)]);
  await expect(notices(page)).toContainText('it is a single pixel');
  await expect(panel(page)).toContainText('it is a single pixel');
});

test('the dialog fits wide and narrow, in light and dark, and axe finds nothing', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [
    named('road.jpg'),
    squareLabel('road_mask.png', { normal: 5, anomaly: 14, ignored: 13 }),
  ]);
  await painted(page).waitFor();
  await dialog(page).getByText('Other data sets').click();
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await accept(page).scrollIntoViewIfNeeded();
    await expect(accept(page)).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      expect(await axeFinds(page), `${width} ${scheme}`).toEqual([]);
    }
  }
});

test('the benchmark asks about the whole folder once, remembers, and lets it be changed', async ({
  page,
}) => {
  await openPage(page, SMALL, 'benchmark');
  await page.getByLabel('Benchmark folder').setInputFiles(at('masks'));
  await expect(dialog(page)).toContainText('4 labels of masks');
  await page.keyboard.press('Escape');
  await expect(page.locator('.run')).toContainText('First say what the values of the labels mean.');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Change what the values of the labels mean' }).click();
  await dialog(page).getByRole('button', { name: 'Next label' }).click();
  await expect(dialog(page)).toContainText('2 of 4');
  await dialog(page).getByRole('button', { name: 'Read all 4 like this' }).click();
  await expect(page.locator('[data-labels="decided"]')).toContainText('255 = anomaly');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();

  await page.reload();
  await page.getByLabel('Benchmark folder').setInputFiles(at('masks'));
  await expect(page.locator('[data-labels="decided"]')).toContainText('255 = anomaly');
  await expect(notices(page)).toContainText('The labels of masks are read as the last time');
});

test('two folders that nothing tells apart are asked about, and paired as it is said', async ({
  page,
}) => {
  await openPage(page, SMALL, 'benchmark');
  await page.getByLabel('Benchmark folder').setInputFiles(at('untold'));
  const asked = page.getByRole('dialog', { name: 'Which folder holds the labels?' });
  await expect(asked.locator('img')).toHaveCount(6);
  await expect(asked.getByRole('button', { name: 'Open like this' })).toBeDisabled();
  expect(await axeFinds(page)).toEqual([]);
  await asked.getByRole('radio', { name: 'untold/second holds the labels' }).check();
  await asked.getByRole('button', { name: 'Open like this' }).click();
  await expect(page.locator('[data-folder="untold"]')).toContainText('4 pictures with a label');
  await expect(page.locator('[data-labels="decided"]')).toContainText('1 = anomaly');
});

test('a folder of a telling name needs no answer', async ({ page }) => {
  await openPage(page, SMALL, 'benchmark');
  await page.getByLabel('Benchmark folder').setInputFiles(at('StreetHazards'));
  await expect(page.locator('[data-labels="decided"]')).toContainText('14 = anomaly');
});
