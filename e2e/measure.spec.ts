import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import {
  FALSE_NEGATIVE_RGB,
  FALSE_POSITIVE_RGB,
  type Rgb,
  TRUE_POSITIVE_RGB,
} from '#src/core/colours/error-colours';
import { averagePrecision } from './support/average-precision';
import { named, openFiles } from './support/files';
import { labelFile, squareLabel } from './support/labels';
import {
  canvas,
  notices,
  openAnalysed,
  openMode,
  SMALL,
  thresholdSlider,
  thresholdValue,
  thumbnail,
  thumbnails,
} from './support/page';
import { hideMessages, screenshotPixels } from './support/pixels';
import { breakAndRecover, simulate } from './support/recovery';
import { FIRST_SAMPLE, methodList, scoreMap } from './support/scripting';

const panel = (page: Page) => page.getByRole('region', { name: 'Ground truth' });
const measured = (page: Page, method: string, metric: string) =>
  page.locator(`[data-measured="${method}"] [data-metric="${metric}"]`);
const atThreshold = (page: Page, name: string) => panel(page).locator(`[data-number="${name}"]`);
const dot = (page: Page) => panel(page).locator('.curves__dot').first();
const rate = async (page: Page, name: string) => Number(await atThreshold(page, name).innerText());
const IDS = { normal: 0, anomaly: 1, ignored: 255 };

async function typeThreshold(page: Page, value: number): Promise<void> {
  await thresholdValue(page).fill(String(value));
  await thresholdValue(page).press('Enter');
}

/** Opens files and waits for the picture of that name. */
async function openAnd(
  page: Page,
  files: Parameters<typeof openFiles>[1],
  name: string,
): Promise<void> {
  await openFiles(page, files);
  await expect(
    page.locator('[data-picture][data-state=ready]').filter({ hasText: name }),
  ).toHaveCount(1);
}

test('a sample is measured against its mask, with the average precision that an independent computation gives', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await expect(panel(page)).toContainText('country-cow.png');
  const mask = decode(
    readFileSync(new URL('../public/samples/masks/country-cow.png', import.meta.url)),
  ).data;
  for (const { id } of await methodList(page)) {
    await page.getByLabel('Method of pane 1').selectOption(id);
    await expect(measured(page, id, 'AP')).toHaveText(/\d/);
    const expected = averagePrecision((await scoreMap(page, FIRST_SAMPLE, id)).data, mask) * 100;
    expect(
      Math.abs(Number(await measured(page, id, 'AP').innerText()) - expected),
      id,
    ).toBeLessThan(0.1);
  }
  const prior = (100 * mask.filter((value) => value === 1).length) / mask.length;
  await expect(measured(page, 'chance', 'AP')).toHaveText(prior.toFixed(2));
});

test('recall and the dot follow the slider, and the best F1 is one click away', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await typeThreshold(page, 0.9);
  await expect(atThreshold(page, 'recall')).toHaveText(/\d/);
  const [before, left] = [await rate(page, 'recall'), Number(await dot(page).getAttribute('cx'))];
  await thresholdSlider(page).focus();
  for (let press = 0; press < 300; press++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => rate(page, 'recall')).toBeGreaterThan(before + 5);
  await expect.poll(async () => Number(await dot(page).getAttribute('cx'))).toBeGreaterThan(left);

  await page.getByRole('button', { name: 'Use best F1' }).click();
  const method = await panel(page)
    .locator('[data-measured][data-active=true] [data-metric=bestF1]')
    .innerText();
  await expect(atThreshold(page, 'F1')).toHaveText(method);
});

test('a row of the table makes its method the active one, and the size filter counts', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await page.getByLabel('Method of pane 1').selectOption('entropy'); // its network gives the other scores too
  await panel(page).getByRole('button', { name: 'Max logit' }).click();
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('max-logit');
  await expect(panel(page).locator('[data-curve="max-logit"]').first()).toHaveAttribute(
    'data-active',
    'true',
  );
  await panel(page).getByRole('button', { name: 'Free energy' }).click(); // it has large and small regions here
  await expect(panel(page).locator('[data-curve="energy"]').first()).toHaveAttribute(
    'data-active',
    'true',
  );
  await expect(atThreshold(page, 'PPV')).toHaveText(/\d/);
  const all = await rate(page, 'PPV');
  await panel(page).getByLabel('Components').selectOption('anomaly');
  await expect.poll(() => atThreshold(page, 'PPV').innerText()).not.toBe(all.toFixed(2));
});

test('the error layer shows hits, false alarms and misses in its colours, and only beside a label', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await expect(measured(page, 'max-entropy', 'AP')).toHaveText(/\d/);
  await page.getByRole('button', { name: 'Use best F1' }).click();
  await page.keyboard.press('e');
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('errors');
  await expect(page.getByRole('region', { name: 'Errors' })).toContainText('False negative');
  await page.getByLabel('Opacity').fill('1');
  await hideMessages(page);
  const countOf = async ([red, green, blue]: Rgb) => {
    const { data, channels } = await screenshotPixels(canvas(page));
    let count = 0;
    for (let offset = 0; offset < data.length; offset += channels)
      count += Number(
        data[offset] === red && data[offset + 1] === green && data[offset + 2] === blue,
      );
    return count;
  };
  for (const colour of [TRUE_POSITIVE_RGB, FALSE_POSITIVE_RGB, FALSE_NEGATIVE_RGB])
    await expect.poll(() => countOf(colour)).toBeGreaterThan(50);
  await expect(page).toHaveURL(/errors/);

  await openAnd(page, [named('plain.jpg')], 'plain.jpg');
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('mask');
  await expect(panel(page)).toContainText('Open a label beside this picture');
});

test('a picture is opened with its label, which can be removed and brought back', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openAnd(page, [squareLabel('road_labels.png', IDS), named('road.jpg')], 'road.jpg');
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(
    thumbnail(page, 1).getByRole('button', { name: 'road.jpg, analysed, with ground truth' }),
  ).toBeVisible();
  await expect(panel(page)).toContainText('road_labels.png');
  await expect(panel(page)).toContainText('Prior 11.43 %, ignored 12.50 %');
  await page.getByRole('button', { name: 'Remove the label road_labels.png' }).click();
  await expect(panel(page)).toContainText('Open a label beside this picture');
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(measured(page, 'max-entropy', 'AP')).toHaveText(/\d/);
});

test('a label opened later finds its picture by name; one without a picture is offered as one', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openAnd(page, [named('road.jpg')], 'road.jpg');
  await openFiles(page, [squareLabel('road.png', IDS)]);
  await expect(measured(page, 'max-entropy', 'AP')).toHaveText(/\d/);
  await openFiles(page, [squareLabel('elsewhere_mask.png', IDS)]);
  await expect(notices(page)).toContainText(
    'elsewhere_mask.png is named like a label, but no open picture has its name, unless in another folder.',
  );
  await notices(page).getByRole('button', { name: 'Open as a picture' }).click();
  await expect(thumbnails(page)).toHaveCount(3);
});

test('a label that fits two pictures asks for one', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [
    named('road.jpg'),
    named('road.webp', 'good/plain.webp', 'image/webp'),
    squareLabel('road_mask.png', IDS),
  ]);
  const dialog = page.getByRole('dialog', { name: 'Which label belongs to which picture?' });
  await expect(dialog.getByRole('button', { name: 'Use as ground truth' })).toBeDisabled();
  await dialog.getByLabel('road_mask.png').selectOption({ label: 'road.webp' });
  await dialog.getByRole('button', { name: 'Use as ground truth' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole('button', { name: /^road\.webp, .*with ground truth$/ }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^road\.jpg, / })).not.toHaveAccessibleName(
    /ground truth/,
  );
});

test('a label of another aspect says why it cannot be used', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  await openFiles(page, [named('road.jpg'), squareLabel('road_labels.png', IDS, 40, 64)]);
  await expect(panel(page)).toContainText('The label is 40 x 64 pixels and the picture 64 x 40');
  await expect(notices(page)).toContainText('turned by 90 degrees');
  await expect(
    page.getByLabel('Layer of pane 1').getByRole('option', { name: 'Errors' }),
  ).toHaveCount(0);
});

test('a label of 19 classes gives mIoU, the IoU of each class and the confusion matrix', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  const label = labelFile('road_gtFine_labelTrainIds.png', 64, 40, (x, y) =>
    y < 20 ? 10 : x < 8 ? 255 : 0,
  );
  await openFiles(page, [named('road.jpg'), label]);
  await expect(atThreshold(page, 'mIoU')).toHaveText(/^[\d.]+ %$/);
  await expect(atThreshold(page, 'accuracy')).toHaveText(/^[\d.]+ %$/);
  await expect(panel(page).getByRole('rowheader', { name: 'sky' })).toBeVisible();
  await panel(page).getByText('Confusion matrix').click();
  await expect(
    panel(page)
      .getByRole('region', { name: /^Confusion matrix/ })
      .getByRole('row'),
  ).toHaveCount(20);
});

test('a new worker gets the label back', async ({ page }) => {
  await openAnalysed(page, `${SMALL}&faults=1`);
  await openMode(page, 'Measure');
  await expect(atThreshold(page, 'recall')).toHaveText(/\d/);
  await breakAndRecover(page, () => simulate(page, 'worker'));
  const before = await rate(page, 'recall');
  await typeThreshold(page, 0.3);
  await expect.poll(() => rate(page, 'recall')).toBeGreaterThan(before);
});
