import { expect, type Page, test } from '@playwright/test';
import { decodeNpy } from '#src/core/npy';
import { exportFile } from './support/files';
import { openAnalysed, openMode, summary } from './support/page';
import { FIRST_SAMPLE, scoreMap } from './support/scripting';

/** The raw score of the first pane as its export holds it. */
const shownScore = async (page: Page) =>
  decodeNpy(new Uint8Array((await exportFile(page, 'Score, raw')).bytes)).data as Float32Array;

test('a second look takes the place of the first, says its time, and goes again', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Compare');
  const once = await shownScore(page);
  const looks = page.getByLabel('Looks');
  await expect(page.getByText('about five times the network’s time.')).toBeVisible();
  await looks.selectOption('Second look');
  await expect(page.getByText(/the network’s time \(\d+\.\d s here\)/)).toBeVisible();
  await expect(page).toHaveURL(/looks/);
  await expect(summary(page)).toContainText('of the picture');
  const twice = await shownScore(page);
  expect(twice).not.toEqual(once);
  expect([...(await scoreMap(page, FIRST_SAMPLE, 'max-entropy', 2)).data]).toEqual([...twice]);
  await looks.selectOption('One look');
  await expect(page).not.toHaveURL(/looks/);
  await expect.poll(async () => [...(await shownScore(page))]).toEqual([...once]);
});
