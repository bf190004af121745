/** Whatever happens, the stage never shows one picture for another. */
import { expect, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import { canvas, notices, openAnalysed, stage, thumbnail, thumbnails } from './support/page';

test('after Clear the stage is empty, and Undo brings the picture back', async ({ page }) => {
  await openAnalysed(page);
  await expect(stage(page).locator('.pane__picture')).toHaveText(/.+/);
  await openFiles(page, [named('second.jpg')]);
  await expect(canvas(page)).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(canvas(page)).toBeHidden();
  await expect(stage(page).locator('.pane__picture')).toHaveCount(0);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(canvas(page)).toBeVisible();
  await expect(thumbnails(page)).toHaveCount(2);
});

test('a picture that failed is named with its reason, and no other one is seen', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [named('broken.jpg', 'bad/truncated.jpg')]);
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'failed');
  await expect(stage(page).getByRole('alert')).toContainText('broken.jpg');
  await expect(stage(page).locator('.pane__picture')).toHaveText('broken.jpg');
  await expect(canvas(page)).toBeHidden();
  await thumbnail(page, 0).getByRole('button').first().click();
  await expect(canvas(page)).toBeVisible();
  await expect(stage(page).getByRole('alert')).toHaveCount(0);
});

test('a canvas is seen only while it holds the picture that is named', async ({ page }) => {
  await openAnalysed(page);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const element = document.querySelector('.pane__canvas canvas');
      const name = document.querySelector('.pane__picture')?.textContent ?? '';
      const isSeen = element && getComputedStyle(element).visibility === 'visible';
      const state = `${name} ${isSeen ? 'seen' : 'hidden'}`;
      if (seen.at(-1) !== state) seen.push(state);
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    look();
  });
  await openFiles(page, [named('next.jpg')]);
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen.slice(1));
  await expect.poll(seen).toEqual(['next.jpg hidden', 'next.jpg seen']);
});
