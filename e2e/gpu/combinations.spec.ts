import { expect, type Page, test } from '@playwright/test';
import { canvas, openAnalysed } from '../support/page';
import { canvasColours, differingPixels, screenshotPixels } from '../support/pixels';
import { FIRST_SAMPLE, methodList, type ScoreMap, scoreMap } from '../support/scripting';

/** Everything on the processor: what the other three have to agree with. */
const REFERENCE = 'inference=wasm&compute=cpu&size=160';
/**
 * Largest difference, as a share of a method's range in this picture. onnxruntime's own kernels
 * differ by up to 1e-4 between its two paths, ours by 2e-6.
 */
const TOLERANCE = {
  'inference=wasm&compute=webgpu': 1e-5,
  'inference=webgpu&compute=cpu': 1e-3,
  'inference=webgpu&compute=webgpu': 1e-3,
};
/** One pass of one network; the picture that is compared is that of another network. */
const METHODS = ['msp', 'max-logit', 'entropy', 'energy', 'margin'];

interface Outcome {
  maps: ScoreMap[];
  pixels: Awaited<ReturnType<typeof screenshotPixels>>;
}

async function outcomeOf(page: Page): Promise<Outcome> {
  const maps: ScoreMap[] = [];
  for (const method of METHODS) maps.push(await scoreMap(page, FIRST_SAMPLE, method));
  await page.getByLabel('Layer of pane 1').selectOption('heat');
  await expect.poll(() => canvasColours(canvas(page))).toBeGreaterThan(200);
  return { maps, pixels: await screenshotPixels(canvas(page)) };
}

function largestDifference(a: ScoreMap, b: ScoreMap): number {
  let min = Infinity;
  let max = -Infinity;
  let largest = 0;
  for (let index = 0; index < a.data.length; index++) {
    min = Math.min(min, b.data[index]!);
    max = Math.max(max, b.data[index]!);
    largest = Math.max(largest, Math.abs(a.data[index]! - b.data[index]!));
  }
  return largest / (max - min);
}

let reference: Outcome;

test.beforeAll('the reference', async ({ browser }) => {
  const page = await browser.newPage();
  await openAnalysed(page, REFERENCE);
  reference = await outcomeOf(page);
  await page.close();
});

for (const [paths, tolerance] of Object.entries(TOLERANCE)) {
  test(`${paths.replace('&', ', ')}: the same scores and the same picture`, async ({ page }) => {
    await openAnalysed(page, `${paths}&size=160`);
    const [inference, compute] = paths.split('&').map((part) => part.split('=')[1]);
    const status = page.locator('.status__paths');
    await expect(status).toContainText(`inference ${inference === 'webgpu' ? 'WebGPU' : 'WASM'}`);
    await expect(status).toContainText(`compute ${compute === 'webgpu' ? 'WebGPU' : 'CPU'}`);
    expect((await methodList(page)).map(({ id }) => id)).toEqual(expect.arrayContaining(METHODS));
    const { maps, pixels } = await outcomeOf(page);
    for (const [index, method] of METHODS.entries())
      expect(largestDifference(maps[index]!, reference.maps[index]!), method).toBeLessThan(
        tolerance,
      );
    // A tint one step away is invisible; outlines may move where a score lies on the threshold.
    expect(differingPixels(pixels, reference.pixels, 6)).toBeLessThan(
      0.001 * pixels.width * pixels.height,
    );
  });
}

test('a software adapter is not used unless asked for, and the page says why', async ({ page }) => {
  await openAnalysed(page, 'size=160');
  await expect(page.locator('.status__paths')).toContainText('inference WASM');
  await expect(page.locator('.status__paths')).toContainText('compute CPU');
  await expect(page.getByRole('list', { name: 'Notices' })).toContainText('software adapter');
});
