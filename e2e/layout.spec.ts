import { expect, type Page, test } from '@playwright/test';
import { openFiles } from './support/files';
import { notices, openAnalysed, stage } from './support/page';

interface Part {
  name: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Boxes of everything that matches and is shown, rounded to whole pixels. */
function boxesOf(page: Page, selectors: string): Promise<Part[]> {
  return page.locator(selectors).evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const name = element.getAttribute('aria-label') ?? element.className;
        return {
          name,
          left: Math.round(left),
          top: Math.round(top),
          right: Math.round(right),
          bottom: Math.round(bottom),
        };
      }),
  );
}

const overlap = (a: Part, b: Part): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Pairs that cover each other. */
function collisions(parts: Part[]): string[] {
  return parts.flatMap((a, index) =>
    parts
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `${a.name} and ${b.name}`),
  );
}

/** Controls of the top bar that something covers, or that reach over an edge of the window. */
function unreachable(page: Page): Promise<string[]> {
  return page.locator('.top-bar button:visible, .top-bar select:visible').evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return (
          left < 0 ||
          top < 0 ||
          right > innerWidth ||
          bottom > innerHeight ||
          !hit ||
          !element.contains(hit)
        );
      })
      .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''),
  );
}

/** Words that do not fit the control they stand in. */
function clippedWords(page: Page): Promise<string[]> {
  return page
    .locator(
      'button:visible, h2:visible, th:visible, td:visible, .summary:visible, .status:visible',
    )
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.textContent ?? ''),
    );
}

const SCREENS = [
  { name: 'desktop', width: 1440, height: 900, regions: 5 },
  { name: 'phone', width: 390, height: 844, regions: 4 },
];

for (const { name, width, height, regions } of SCREENS) {
  for (const layout of ['1', '4']) {
    test(`on a ${name} with ${layout} pane(s) nothing overlaps and nothing is cut off`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await openAnalysed(page);
      await page.keyboard.press(layout);
      await expect(stage(page)).toHaveAttribute('data-layout', layout === '1' ? 'single' : 'four');

      const parts = await boxesOf(page, '.top-bar, .app > .pictures, .stage, .panels, .status');
      expect(parts).toHaveLength(regions);
      expect(collisions(parts)).toEqual([]);
      for (const { right, bottom, left, top } of parts) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(height);
      }
      expect(await unreachable(page)).toEqual([]);
      expect(collisions(await boxesOf(page, '[data-pane]'))).toEqual([]);
      expect(collisions(await boxesOf(page, '.top-bar button'))).toEqual([]);
      expect(await clippedWords(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
    });
  }
}

test('the picture takes most of a desktop and the upper half of a phone', async ({ page }) => {
  await openAnalysed(page);
  const wide = (await boxesOf(page, '.stage'))[0]!;
  expect((wide.right - wide.left) * (wide.bottom - wide.top)).toBeGreaterThan(0.6 * 1440 * 900);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => (await boxesOf(page, '.stage'))[0]!.right).toBe(390);
  await expect(page.getByRole('tab', { name: 'Result' })).toBeVisible(); // the panels are a phone's
  const narrow = (await boxesOf(page, '.stage'))[0]!;
  expect(narrow.bottom).toBeLessThan(0.6 * 844);
  const slider = (await boxesOf(page, '.threshold__slider'))[0]!;
  expect(slider.top).toBeGreaterThan(844 / 2);
});

test('targets on a phone are large enough for a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAnalysed(page);
  const small = (await boxesOf(page, '.top-bar button, [role=tab], .threshold__slider')).filter(
    ({ top, bottom }) => bottom - top < 44,
  );
  expect(small).toEqual([]);
});

test('notices on a phone cover nothing, neither beside a picture nor on the benchmark page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openAnalysed(page);
  const about = { mimeType: 'text/plain', buffer: Buffer.from('text') };
  await openFiles(page, [
    { name: 'road.jpg', ...about },
    { name: 'readme.txt', ...about },
    { name: 'elsewhere.npy', ...about },
  ]);
  await expect(notices(page)).toContainText('Not pictures, labels or scores: readme.txt.');
  await expect(notices(page)).toContainText('elsewhere.npy looks like a score');
  const free = async (parts: string) =>
    expect(collisions(await boxesOf(page, `.notices, .top-bar, .status, ${parts}`))).toEqual([]);
  await free('.stage, .panels');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Benchmark a folder' }).click();
  await expect(page.getByRole('main', { name: 'Benchmark' })).toBeVisible();
  await expect(notices(page)).toContainText('readme.txt');
  await free('.benchmark');
});
