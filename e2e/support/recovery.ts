/** Faults and what has to be the same after them. */
import { expect, type Page } from '@playwright/test';
import { pixelsAbove, stage, summary, thresholdSlider, waitForAnalysis } from './page';
import { settledScreenshot } from './pixels';
import { FIRST_SAMPLE } from './scripting';

export const engine = (page: Page) => page.locator('.app');

export interface Shown {
  summary: string;
  pixels: number;
  threshold: string;
  screenshot: Buffer;
}

/** All that the user had before and must have again; read once nothing moves any more. */
export async function shown(page: Page): Promise<Shown> {
  const screenshot = await settledScreenshot(page);
  return {
    summary: await summary(page).innerText(),
    pixels: await pixelsAbove(page),
    threshold: await thresholdSlider(page).inputValue(),
    screenshot,
  };
}

/** How an analysis by script ends: `answered`, or code and message of its rejection. */
export function outcomeOfAnalysis(page: Page): Promise<string> {
  return page.evaluate(
    (url) =>
      window.anomalens!.analyze(url).then(
        () => 'answered',
        ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
      ),
    FIRST_SAMPLE,
  );
}

export async function generation(page: Page): Promise<number> {
  return Number(await stage(page).getAttribute('data-generation'));
}

/**
 * Breaks something and waits until a new engine has analysed the picture again; milliseconds that
 * took.
 */
export async function breakAndRecover(
  page: Page,
  fault: () => Promise<unknown>,
  withinMs = 60_000,
): Promise<number> {
  const before = await generation(page);
  const started = Date.now();
  await fault();
  await expect(stage(page)).toHaveAttribute('data-generation', String(before + 1), {
    timeout: withinMs,
  });
  await expect(engine(page)).toHaveAttribute('data-engine', 'ready');
  await waitForAnalysis(page);
  return Date.now() - started;
}

export const simulate = (page: Page, kind: 'device' | 'worker' | 'hang') =>
  page.locator(`[data-fault=${kind}]`).click();

/** Expects the numbers shown before, and the picture to the last bit. */
export async function expectSame(page: Page, before: Shown): Promise<void> {
  const { screenshot, ...numbers } = await shown(page);
  const { screenshot: wanted, ...wantedNumbers } = before;
  expect(numbers).toEqual(wantedNumbers);
  expect(screenshot.equals(wanted)).toBe(true);
}
