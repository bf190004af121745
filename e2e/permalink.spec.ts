import { expect, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import {
  notices,
  openAnalysed,
  openPage,
  SMALL,
  stage,
  thresholdSlider,
  thresholdValue,
  thumbnails,
  waitForAnalysis,
} from './support/page';

test('a link brings sample, layout, methods and thresholds back', async ({ page, context }) => {
  await openAnalysed(page);
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: /^Cow/ }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByLabel('Method of pane 2').selectOption({ label: 'Softmax entropy' });
  await page.getByLabel('Layer of pane 2').selectOption('heat');
  await thresholdValue(page).fill('0.375');
  await thresholdValue(page).press('Enter');
  await expect(page).toHaveURL(/sample=country-cow.*layout=.*thresholds=/);
  await expect(page).toHaveURL(/0\.375/);

  const second = await context.newPage();
  await second.goto(page.url());
  await waitForAnalysis(second);
  await expect(stage(second)).toHaveAttribute('data-layout', 'two');
  await expect(second.getByLabel('Method of pane 2')).toHaveValue('entropy');
  await expect(second.getByLabel('Layer of pane 2')).toHaveValue('heat');
  await expect(second.locator('[data-picture]')).toContainText(/cow/i);
  await second.locator('[data-pane="1"] canvas').click();
  await expect(thresholdSlider(second)).toHaveAttribute(
    'aria-label',
    'Threshold of Softmax entropy',
  );
  await expect(thresholdValue(second)).toHaveValue('0.375');
});

test('a damaged link opens with the usual settings and says so', async ({ page }) => {
  await openAnalysed(
    page,
    SMALL,
    'layout=%7Bnonsense&thresholds={"msp":"high"}&sample=../../etc&zoom=NaN&__proto__=1',
  );
  await expect(stage(page)).toHaveAttribute('data-layout', 'single');
  await expect(notices(page)).toContainText('Parts of this link could not be read');
});

test('names of own files never enter the address, but a copied link', async ({ page, context }) => {
  await openPage(page);
  await openFiles(page, [named('secret-place.jpg')]);
  await expect(
    page.locator('[data-picture][data-state=ready]').filter({ hasText: 'secret-place' }),
  ).toHaveCount(1);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/layout=/);
  expect(page.url()).not.toContain('secret');
  expect(page.url()).not.toContain('sample=');

  // A link that a person copies names the picture, asks for it, and shows it once it is there.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(notices(page)).toContainText('the link asks for it');
  const second = await context.newPage();
  await second.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(second.getByText('Drop secret-place.jpg here')).toBeVisible();
  await openFiles(second, [named('plain.jpg', 'good/square.jpg'), named('copy.jpg')]);
  await waitForAnalysis(second);
  await expect(second.locator('.pane__picture')).toHaveText('copy.jpg');
  await expect(stage(second)).toHaveAttribute('data-layout', 'two');
  await expect(second).not.toHaveURL(/secret/);
});

test('damaged stored settings mean defaults', async ({ page }) => {
  await page.addInitScript(() =>
    localStorage.setItem('anomalens.settings', '{"theme":12,"linked":"yes",'),
  );
  await openAnalysed(page);
  await expect(page.getByLabel('Link methods')).not.toBeChecked();
});

test('a link that is opened in an open tab gives the view of a new one', async ({ page }) => {
  await openAnalysed(page, SMALL, 'sample=city-sofa&layout="four"&minArea=9');
  await expect(stage(page)).toHaveAttribute('data-layout', 'four');
  await page.evaluate(() => {
    location.hash = '#layout="two"';
  });
  await expect(stage(page)).toHaveAttribute('data-layout', 'two');
  await expect(thumbnails(page)).toHaveCount(2); // the first sample, which no link has to name
  await expect(page).not.toHaveURL(/minArea|sofa/);
  await page.evaluate(() => {
    location.hash = '#sample=city-sofa';
  });
  await expect(stage(page)).toHaveAttribute('data-layout', 'single');
  await expect(stage(page).locator('.pane__picture')).toContainText('sofa');
});

test('what an address asks for in vain is told', async ({ page }) => {
  await openPage(page, 'size=100&compute=wasm', 'sample=no-such-place');
  await expect(notices(page)).toContainText('compute=wasm, size=100');
  await expect(notices(page)).toContainText('There is no sample “no-such-place”');
});
