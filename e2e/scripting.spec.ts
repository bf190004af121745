import { expect, test } from '@playwright/test';
import { METHODS } from './support/methods';
import { openAnalysed, openPage, pixelsAbove, summary, thumbnails } from './support/page';
import { analyze, FIRST_SAMPLE, methodList, rejectionOf, scoreMap } from './support/scripting';

test('the list of methods is there before the engine', async ({ page }) => {
  await page.route('**/*.wasm', () => undefined); // never answered: the engine cannot finish starting
  await openPage(page);
  const methods = await methodList(page);
  expect(methods.map(({ id }) => id)).toEqual(METHODS);
  for (const { title, unit, range, defaultThreshold } of methods) {
    expect(title).not.toBe('');
    expect(unit).not.toBe('');
    expect(range[0]).toBeLessThan(range[1]);
    expect(defaultThreshold).toBeGreaterThan(range[0]);
    expect(defaultThreshold).toBeLessThan(range[1]);
  }
});

test('components, share and score map agree, in raster order', async ({ page }) => {
  await openAnalysed(page);
  const threshold = 0.3;
  const analysis = await analyze(page, FIRST_SAMPLE, {
    methods: ['entropy'],
    threshold,
    minArea: 20,
  });
  const { methods, width, height } = analysis;
  const { components, shareAbove, range } = methods.entropy!;
  const map = await scoreMap(page, FIRST_SAMPLE, 'entropy');
  expect([map.width, map.height]).toEqual([width, height]);
  expect(map.data.filter((value) => value >= threshold).length / map.data.length).toBeCloseTo(
    shareAbove,
    9,
  );
  expect([
    map.data.reduce((a, b) => Math.min(a, b)),
    map.data.reduce((a, b) => Math.max(a, b)),
  ]).toEqual([range.min, range.max]);

  expect(components.length).toBeGreaterThan(0);
  expect(components.map(({ id }) => id)).toEqual(components.map((_, index) => index + 1));
  for (const { area, box, meanScore, maxScore } of components) {
    expect(area).toBeGreaterThanOrEqual(20);
    expect(area).toBeLessThanOrEqual(box.width * box.height);
    expect(meanScore).toBeGreaterThanOrEqual(threshold);
    expect(maxScore).toBeGreaterThanOrEqual(meanScore);
  }
  expect(components.map(({ box }) => box.y)).toEqual(
    components.map(({ box }) => box.y).sort((a, b) => a - b),
  );
});

test('thresholds are given for all methods or for each', async ({ page }) => {
  await openAnalysed(page);
  const { methods } = await analyze(page, FIRST_SAMPLE, { threshold: { entropy: 0.5, msp: 0.25 } });
  expect(Object.keys(methods)).toEqual(METHODS);
  expect(methods.entropy!.threshold).toBe(0.5);
  expect(methods.msp!.threshold).toBe(0.25);
  const defaults = await methodList(page);
  expect(methods.energy!.threshold).toBe(
    defaults.find(({ id }) => id === 'energy')?.defaultThreshold,
  );
});

test('scripts change nothing that the page shows', async ({ page }) => {
  await openAnalysed(page);
  const before = [await summary(page).innerText(), await pixelsAbove(page), page.url()];
  await analyze(page, 'samples/country-cow.jpg', { threshold: 0.1 });
  expect([await summary(page).innerText(), await pixelsAbove(page), page.url()]).toEqual(before);
  await expect(thumbnails(page)).toHaveCount(1);
});

test('what cannot be done is refused by code', async ({ page }) => {
  await openAnalysed(page);
  expect(await rejectionOf(page, FIRST_SAMPLE, { methods: ['nonsense'] })).toMatchObject({
    code: 'method-unknown',
  });
  expect(await rejectionOf(page, FIRST_SAMPLE, { threshold: Number.NaN })).toMatchObject({
    code: 'option-invalid',
  });
  expect(await rejectionOf(page, FIRST_SAMPLE, { minArea: -1 })).toMatchObject({
    code: 'option-invalid',
  });
  expect(await rejectionOf(page, 'https://example.org/road.jpg')).toMatchObject({
    code: 'option-invalid',
  });
  expect(await rejectionOf(page, 'samples/missing.jpg')).toMatchObject({
    code: expect.stringMatching(/^picture-/),
  });
  expect(await analyze(page, FIRST_SAMPLE, { methods: ['msp'] })).toMatchObject({
    width: 1280,
    height: 720,
  });
});

test('ten requests at once are all answered', async ({ page }) => {
  await openAnalysed(page);
  const shares = await page.evaluate(async (url) => {
    const requests = Array.from({ length: 10 }, () =>
      window.anomalens!.analyze(url, { methods: ['msp'], threshold: 0.2 }),
    );
    return (await Promise.all(requests)).map(({ methods }) => methods.msp!.shareAbove);
  }, FIRST_SAMPLE);
  expect(new Set(shares).size).toBe(1);
  expect(shares).toHaveLength(10);
});
