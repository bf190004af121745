/** Drives from a spec: opening a video, and what its stage and its timeline show. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { MadeFile } from './files';
import { canvas } from './page';
import { screenshotPixels } from './pixels';

const BITS = 8;
/** The videos of `e2e/fixtures/drives` are that many times as wide as high. */
const ASPECT = 160 / 96;

export const drive = (name: string, mimeType = 'video/mp4'): MadeFile => ({
  name,
  mimeType,
  buffer: readFileSync(new URL(`../fixtures/drives/${name}`, import.meta.url)),
});

export const timeline = (page: Page): Locator => page.getByRole('region', { name: 'Timeline' });
export const playhead = (page: Page): Locator => page.getByRole('slider', { name: 'Playhead' });
export const drivePanel = (page: Page): Locator => page.getByRole('region', { name: 'Drive' });
export const progress = (page: Page): Locator => page.locator('[data-drive-progress]');

/** Frames counted from 0. */
export async function frameUnderPlayhead(page: Page): Promise<number> {
  return Number(await playhead(page).getAttribute('aria-valuenow')) - 1;
}

/**
 * The number that is painted into the frame on the stage, without what lies over the picture; NaN
 * where the blocks contradict each other, as between two frames.
 */
export async function paintedNumber(page: Page): Promise<number> {
  const { data, width, height, channels } = await screenshotPixels(canvas(page));
  const isWhite = (x: number, y: number) =>
    data[(Math.floor(y) * width + Math.floor(x)) * channels]! > 127;
  // In each column one of the two halves is white, so that white begins and ends where the frame does.
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => {
    for (let y = 0; y < height; y++) if (isWhite(x, y)) return true;
    return false;
  });
  const left = columns[0] ?? 0;
  const across = (columns.at(-1) ?? 0) + 1 - left;
  const quarter = across / ASPECT / 4;
  let number = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const x = left + ((bit + 0.5) / BITS) * across;
    const above = isWhite(x, height / 2 - quarter);
    if (above === isWhite(x, height / 2 + quarter)) return Number.NaN;
    number = number * 2 + Number(above);
  }
  return number;
}

/** The frame under the playhead is on the stage. */
export async function expectExact(page: Page, index: number): Promise<void> {
  await expect.poll(() => frameUnderPlayhead(page)).toBe(index);
  await page.keyboard.down('h');
  await expect.poll(() => paintedNumber(page)).toBe(index);
  await page.keyboard.up('h');
}
