/** Live drives: a camera, a stream whose frames are numbered, and a camera that is refused. */
import { expect, type Page, test } from '@playwright/test';
import { CHROMIUM_PATH, COMPILED_ONCE, QUIET_FLAGS } from '../scripts/chromium.mjs';
import { frameUnderPlayhead, paintedNumber, timeline } from './support/drives';
import { notices, openAnalysed, stage, thumbnails } from './support/page';

test.use({
  launchOptions: {
    executablePath: CHROMIUM_PATH,
    args: [
      ...QUIET_FLAGS,
      COMPILED_ONCE,
      '--use-fake-device-for-media-stream',
      '--deny-permission-prompts',
    ],
  },
});

async function openCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Live' }).click();
  await page
    .locator('.menu')
    .getByRole('button', { name: /^Camera/ })
    .click();
}

test('a camera that is refused is told, and nothing is opened', async ({ page }) => {
  await openAnalysed(page);
  await openCamera(page);
  await expect(notices(page)).toContainText('The camera cannot be shown.');
  await expect(thumbnails(page)).toHaveCount(1);
});

test.describe('with a camera', () => {
  test.use({ permissions: ['camera'] });

  test('its frames are analysed and shown one after the other', async ({ page }) => {
    await openAnalysed(page);
    await openCamera(page);
    await expect(thumbnails(page)).toHaveCount(2);
    await expect(timeline(page)).toBeVisible();
    await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(5);
    await expect(timeline(page).locator('[data-rate]')).toContainText(
      /shown a second, .*ms behind/,
    );
    await timeline(page).getByRole('button', { name: 'Stop' }).click();
    const stopped = await frameUnderPlayhead(page);
    await timeline(page).getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(stopped + 2);
  });
});

/** `getUserMedia` gives a canvas on which each frame has its number, as in the fixtures. */
async function giveNumberedCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const [width, height, bits] = [160, 96, 8];
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d')!;
    let number = 0;
    const paint = () => {
      number = (number + 1) % 256;
      for (let bit = 0; bit < bits; bit++) {
        const isSet = (number >> (bits - 1 - bit)) & 1;
        const [x, across] = [(bit * width) / bits, width / bits];
        context.fillStyle = isSet ? '#fff' : '#000';
        context.fillRect(x, 0, across, height / 2);
        context.fillStyle = isSet ? '#000' : '#fff';
        context.fillRect(x, height / 2, across, height / 2);
      }
    };
    paint();
    setInterval(paint, 50);
    const stream = canvas.captureStream();
    navigator.mediaDevices.getUserMedia = async () => stream;
    Object.assign(window, {
      paintedNow: () => number,
      unplug: () => stream.getVideoTracks()[0]!.stop(),
    });
  });
}
const paintedNow = (page: Page) =>
  page.evaluate(() => (window as unknown as { paintedNow: () => number }).paintedNow());

test('a live drive shows the newest frame, whole, and what was seen stays when it ends', async ({
  page,
}) => {
  await giveNumberedCamera(page);
  await openAnalysed(page);
  await openCamera(page);
  await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(2);
  await page.keyboard.down('h');
  const seen: number[] = [];
  for (let look = 0; look < 3; look++) {
    const before = await frameUnderPlayhead(page);
    await expect.poll(() => frameUnderPlayhead(page)).toBeGreaterThan(before + 1);
    const number = await paintedNumber(page);
    expect(Number.isNaN(number)).toBe(false);
    // Twenty are painted in a second: a queue would fall back further with every frame.
    expect((256 + (await paintedNow(page)) - number) % 256).toBeLessThan(120);
    seen.push(number);
  }
  expect(new Set(seen).size).toBe(3);
  await page.keyboard.up('h');
  await page.evaluate(() => (window as unknown as { unplug: () => void }).unplug());
  await expect(stage(page)).toBeVisible();
  await expect(page.locator('.thumbnail__drive')).toContainText('ended');
  await expect(thumbnails(page)).toHaveCount(2);
});
