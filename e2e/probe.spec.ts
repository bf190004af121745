import { expect, test } from '@playwright/test';
import { canvas, openAnalysed } from './support/page';
import { FIRST_SAMPLE, scoreMap } from './support/scripting';

test('the probe shows the scores of the pixel under the pointer', async ({ page }) => {
  await openAnalysed(page);
  await canvas(page).hover();
  const card = page.getByRole('complementary', { name: 'Pixel probe' });
  await expect(card).toBeVisible();
  const [, x, y] = (await card.locator('header').innerText())
    .match(/x (\d+)\s+y (\d+)/)!
    .map(Number);
  const { data, width } = await scoreMap(page, FIRST_SAMPLE, 'max-entropy');
  const shown = await card
    .locator('.probe__scores li')
    .filter({ hasText: 'Maximised entropy' })
    .locator('span')
    .nth(1)
    .innerText();
  expect(Number(shown.replace('\u2212', '-'))).toBeCloseTo(data[y! * width + x!]!, 3);
});

test('a pinned probe stays, moves by a pixel with the arrow keys, and is released', async ({
  page,
}) => {
  await openAnalysed(page);
  await canvas(page).hover();
  const card = page.getByRole('complementary', { name: 'Pixel probe' });
  await expect(card).toBeVisible();
  await page.keyboard.press('p');
  await expect(card).toHaveAttribute('data-pinned', 'true');
  const place = async () => (await card.locator('header').innerText()).match(/\d+/g)!.map(Number);
  const [x, y] = await place();
  await page.keyboard.press('ArrowRight');
  await expect.poll(place).toEqual([x! + 1, y]);
  await expect(page.locator('[data-mark=probe]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Release the probe' }).click();
  // Without the pin it follows the pointer, which is over the button: it may be gone.
  await expect(page.locator('[data-pinned=true]')).toHaveCount(0);
  await expect(page.locator('[data-mark=probe]')).toHaveCount(0);
});

test('the pixel under the pointer is marked at the same place of the other pane', async ({
  page,
}) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  const target = (await canvas(page, 0).boundingBox())!;
  await page.mouse.move(target.x + target.width * 0.3, target.y + target.height * 0.5);
  const mark = page.locator('[data-pane="1"] [data-mark=probe]');
  await expect(mark).toBeVisible();
  await expect(page.locator('[data-pane="0"] [data-mark=probe]')).toHaveCount(0);
  const other = (await canvas(page, 1).boundingBox())!;
  const ring = (await mark.boundingBox())!;
  // Half a picture pixel, and the pane's scale is under one.
  expect(Math.abs(ring.x + ring.width / 2 - (other.x + other.width * 0.3))).toBeLessThan(1.5);
  expect(Math.abs(ring.y + ring.height / 2 - (other.y + other.height * 0.5))).toBeLessThan(1.5);
});
