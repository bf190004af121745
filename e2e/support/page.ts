/** The page as the specs see it: how to open it and what its parts are called. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Small network input: quick on two slow cores; what a spec asserts must not depend on it. */
export const SMALL = 'size=160';

export async function openPage(page: Page, query: string = SMALL, hash = ''): Promise<void> {
  await page.goto(`./?${query}${hash && `#${hash}`}`);
}

/** The engine is up and the selected picture analysed and drawn. */
export async function waitForAnalysis(page: Page): Promise<void> {
  await expect(thumbnail(page, 0)).toHaveAttribute('data-state', 'ready');
  await expect(summary(page)).toContainText(/of the picture|Nothing unknown/);
}

export async function openAnalysed(page: Page, query?: string, hash?: string): Promise<void> {
  await openPage(page, query, hash);
  await waitForAnalysis(page);
}

/** The instruments of a mode; comparing opens two panes, which a spec of one pane does not need. */
export async function openMode(
  page: Page,
  name: 'Look' | 'Compare' | 'Label' | 'Measure',
): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  if (name === 'Compare') await page.getByRole('button', { name: 'One pane' }).click();
}

export const summary = (page: Page): Locator => page.locator('[data-summary]');
export const stage = (page: Page): Locator => page.getByRole('main');
export const canvas = (page: Page, pane = 0): Locator =>
  page.locator(`[data-pane="${pane}"] canvas`);
export const thumbnails = (page: Page): Locator => page.locator('[data-picture]');
export const thumbnail = (page: Page, index: number): Locator => thumbnails(page).nth(index);
export const fileInput = (page: Page): Locator => page.getByLabel('Pictures and scores');
export const thresholdValue = (page: Page): Locator => page.getByLabel('Threshold value');
export const thresholdSlider = (page: Page): Locator =>
  page.getByRole('slider', { name: /^Threshold of/ });
export const shareAbove = (page: Page): Locator =>
  page.getByLabel('Share of pixels above the threshold');
export const notices = (page: Page): Locator => page.getByRole('list', { name: 'Notices' });

/** Pixels above the threshold, as the panel counts them. */
export async function pixelsAbove(page: Page): Promise<number> {
  const text = await shareAbove(page).locator('.muted').innerText();
  return Number(text.replace(/\D/g, ''));
}

/** Moves the pointer to a share of the width of a plot, halfway up. */
export async function moveAlong(page: Page, plot: Locator, share: number): Promise<void> {
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await plot.boundingBox())!;
  await page.mouse.move(x + share * width, y + height / 2);
}
