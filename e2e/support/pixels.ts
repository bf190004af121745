/**
 * Reads what is on the screen. The canvases belong to the worker, so a screenshot is the only way.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { decode } from 'fast-png';
import { canvas } from './page';

/**
 * Notices and messages lie over the canvas and come and go; screenshots of it are taken without
 * them.
 */
export async function hideMessages(page: Page): Promise<void> {
  await page.locator('.notices, .stage__messages').evaluateAll((elements: HTMLElement[]) => {
    for (const element of elements) element.style.visibility = 'hidden';
  });
}

/**
 * The canvas once it has stayed the same for a moment: counts arrive before the drawing that
 * belongs to them.
 */
export async function settledScreenshot(page: Page, pane = 0): Promise<Buffer> {
  await hideMessages(page);
  let last: Buffer = Buffer.alloc(0);
  let unchanged = 0;
  const look = async () => {
    const now = await canvas(page, pane).screenshot();
    unchanged = now.equals(last) ? unchanged + 1 : 0;
    last = now;
    return unchanged;
  };
  await expect.poll(look, { intervals: [400] }).toBeGreaterThanOrEqual(3);
  return last;
}

export async function screenshotPixels(element: Locator) {
  const { data, width, height, channels } = decode(await element.screenshot());
  return { data, width, height, channels };
}

/** How many different colours an element shows. */
export async function canvasColours(element: Locator): Promise<number> {
  const { data, channels } = await screenshotPixels(element);
  const colours = new Set<number>();
  for (let offset = 0; offset < data.length; offset += channels)
    colours.add((data[offset]! << 16) | (data[offset + 1]! << 8) | data[offset + 2]!);
  return colours.size;
}

type Pixels = Awaited<ReturnType<typeof screenshotPixels>>;

/** How many pixels differ by more than `step` in any channel. */
export function differingPixels(a: Pixels, b: Pixels, step: number): number {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return Infinity;
  let count = 0;
  for (let offset = 0; offset < a.data.length; offset += a.channels) {
    let differs = false;
    for (let channel = 0; channel < 3; channel++)
      differs ||= Math.abs(a.data[offset + channel]! - b.data[offset + channel]!) > step;
    if (differs) count += 1;
  }
  return count;
}
