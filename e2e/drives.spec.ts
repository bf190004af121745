/** Videos and the sample drive: frames are exact, and timeline and moments lead to them. */
import { expect, test } from '@playwright/test';
import {
  drive,
  drivePanel,
  expectExact,
  frameUnderPlayhead,
  playhead,
  progress,
  timeline,
} from './support/drives';
import { openFiles } from './support/files';
import {
  moveAlong,
  openAnalysed,
  stage,
  summary,
  thresholdSlider,
  thumbnail,
  thumbnails,
} from './support/page';

test('a video with B-frames is one entry of the list, and every place of the playhead shows its very frame', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [drive('h264-open-gop.mp4')]);
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(timeline(page)).toBeVisible();
  await expect(summary(page)).toBeVisible();
  await playhead(page).focus();
  await expectExact(page, 0);
  for (const [keys, index] of [
    [['End'], 59],
    [['ArrowLeft'], 58],
    [['Shift+ArrowLeft', 'Shift+ArrowLeft', 'ArrowLeft'], 37],
    [['PageDown'], 12],
    [['Home', 'ArrowRight'], 1],
  ] as const) {
    for (const key of keys) await playhead(page).press(key);
    await expectExact(page, index);
  }
  await expect(stage(page).locator('.pane__picture')).toHaveText(/_f000001_t00000\.040/);
  await expect(thumbnails(page)).toHaveCount(2);
});

test('what cannot be decoded says what to do, and the others open', async ({ page }) => {
  await openAnalysed(page);
  await openFiles(page, [
    drive('hevc.mp4'),
    drive('sound-only.mp4'),
    drive('vp9.webm', 'video/webm'),
  ]);
  await expect(thumbnails(page)).toHaveCount(4);
  const reason = stage(page).getByRole('alert');
  const look = (index: number) => thumbnail(page, index).getByRole('button').first().click();
  await look(1);
  await expect(reason).toContainText('cannot decode H.265');
  await expect(reason).toContainText('ffmpeg -i "hevc.mp4" -c:v libx264');
  await look(2);
  await expect(reason).toContainText('sound, but no video');
  await look(3);
  await expect(timeline(page)).toBeVisible();
  await expect(reason).toHaveCount(0);
});

test('the sample drive: its timeline fills, its threshold is dragged there, and a moment leads to its frame', async ({
  page,
}) => {
  await openAnalysed(page);
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: /^Drive along a street/ }).click();
  await expect(timeline(page)).toBeVisible();
  await expect(page.getByText('street-labels').or(summary(page)).first()).toBeVisible();
  await expect(progress(page)).toHaveAttribute('data-drive-progress', /^(\d+)\/\1$/, {
    timeout: 90_000,
  });
  const moments = drivePanel(page).locator('[data-moment]');
  await expect(moments.first()).toBeVisible();

  await moments.first().click();
  await expect(moments.first()).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(0);

  // Found by its cursor: the line is where the pointer would take hold of it.
  const box = (await playhead(page).boundingBox())!;
  const before = Number(await thresholdSlider(page).inputValue());
  let line = -1;
  for (let y = 2; y < box.height && line < 0; y += 4) {
    await page.mouse.move(box.x + box.width / 2, box.y + y);
    if ((await playhead(page).getAttribute('data-over')) === 'threshold') line = y;
  }
  expect(line).toBeGreaterThan(0);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + line - 12, { steps: 3 });
  await page.mouse.up();
  await expect
    .poll(async () => Number(await thresholdSlider(page).inputValue()))
    .toBeGreaterThan(before);

  await moveAlong(page, playhead(page), 0.5);
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(40);
});
