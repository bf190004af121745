import { expect, type Page, test } from '@playwright/test';
import {
  moveAlong,
  openAnalysed,
  pixelsAbove,
  shareAbove,
  summary,
  thresholdSlider,
  thresholdValue,
} from './support/page';
import { analyze, FIRST_SAMPLE, shownMethod } from './support/scripting';

/** Types a value and waits until the panel shows the count that belongs to it. */
async function typeThreshold(page: Page, value: number): Promise<void> {
  await thresholdValue(page).fill(String(value));
  await thresholdValue(page).press('Enter');
}

async function expectedPixels(page: Page, threshold: number): Promise<number> {
  const { id } = await shownMethod(page);
  const { methods, width, height } = await analyze(page, FIRST_SAMPLE, {
    methods: [id],
    threshold,
  });
  return Math.round(methods[id]!.shareAbove * width * height);
}

test('typed thresholds give the share that the scripting interface gives, falling as they rise', async ({
  page,
}) => {
  await openAnalysed(page);
  const { id } = await shownMethod(page);
  const { range } = (await analyze(page, FIRST_SAMPLE, { methods: [id] })).methods[id]!;
  const counts: number[] = [];
  for (const along of [0.2, 0.5, 0.8]) {
    const threshold = Number((range.min + along * (range.max - range.min)).toFixed(2));
    const expected = await expectedPixels(page, threshold);
    await typeThreshold(page, threshold);
    await expect.poll(() => pixelsAbove(page)).toBe(expected);
    counts.push(expected);
  }
  expect(counts[0]).toBeGreaterThan(counts[1]!);
  expect(counts[1]).toBeGreaterThan(counts[2]!);
});

test('the arrow keys move the slider, and the share with it', async ({ page }) => {
  await openAnalysed(page);
  const before = await pixelsAbove(page);
  const threshold = Number(await thresholdSlider(page).inputValue());
  await thresholdSlider(page).focus();
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowLeft');
  expect(Number(await thresholdSlider(page).inputValue())).toBeLessThan(threshold);
  await expect.poll(() => pixelsAbove(page)).toBeGreaterThan(before);
});

test('the threshold follows the pointer along the histogram from press to release, also past its end', async ({
  page,
}) => {
  await openAnalysed(page);
  const plot = page.locator('.histogram svg');
  const [min, max] = await Promise.all(
    ['min', 'max'].map(async (end) => Number(await thresholdSlider(page).getAttribute(end))),
  );
  const along = async () =>
    (Number(await thresholdSlider(page).inputValue()) - min!) / (max! - min!);
  await moveAlong(page, plot, 0.25);
  await page.mouse.down();
  await expect.poll(along).toBeCloseTo(0.25, 2);
  await moveAlong(page, plot, 0.75);
  await expect.poll(along).toBeCloseTo(0.75, 2);
  await moveAlong(page, plot, -0.05);
  await expect.poll(along).toBe(0);
  await moveAlong(page, plot, 1.05);
  await expect.poll(along).toBe(1);
  await page.mouse.up();
  await moveAlong(page, plot, 0.5);
  expect(await along()).toBe(1);
});

test('text that is no number changes nothing', async ({ page }) => {
  await openAnalysed(page);
  const before = await thresholdSlider(page).inputValue();
  await thresholdValue(page).fill('high');
  await thresholdValue(page).press('Enter');
  await expect(thresholdValue(page)).not.toHaveValue('high');
  expect(await thresholdSlider(page).inputValue()).toBe(before);
});

test('500 values in a second end in the state of the last one', async ({ page }) => {
  await openAnalysed(page);
  const { id } = await shownMethod(page);
  const { range } = (await analyze(page, FIRST_SAMPLE, { methods: [id] })).methods[id]!;
  const last = await thresholdSlider(page).evaluate(
    async (slider: HTMLInputElement, { min, max }) => {
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      for (let step = 0; step < 500; step++) {
        write.call(slider, String(min + (max - min) * (0.5 + 0.4 * Math.sin(step))));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (step % 5 === 4) await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return slider.valueAsNumber;
    },
    range,
  );
  const expected = await expectedPixels(page, last);
  await expect.poll(() => pixelsAbove(page)).toBe(expected);
  await expect(thresholdSlider(page)).toHaveValue(String(last));
  await expect(shareAbove(page)).not.toContainText('–');
  await expect(summary(page)).toContainText(/object|region/);
});
