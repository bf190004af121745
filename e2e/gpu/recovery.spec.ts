import { type Browser, expect, test } from '@playwright/test';
import { openAnalysed } from '../support/page';
import {
  breakAndRecover,
  expectSame,
  outcomeOfAnalysis,
  shown,
  simulate,
} from '../support/recovery';
import { analyze, FIRST_SAMPLE } from '../support/scripting';

const ON_GPU = 'inference=wasm&compute=webgpu&size=160&faults=1';
/** For two slow cores: the runtime, all pipelines and the network start again. */
const MOST_MS = 20_000;

async function crashGpuProcess(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => undefined); // the process that would answer is gone
}

test('a lost device is replaced, with the same picture to the last bit', async ({ page }) => {
  await openAnalysed(page, ON_GPU);
  const before = await shown(page);
  const took = await breakAndRecover(page, () => simulate(page, 'device'));
  await expectSame(page, before);
  expect(took).toBeLessThan(MOST_MS);
});

test('a crash of the GPU process is survived', async ({ page, browser }) => {
  await openAnalysed(page, ON_GPU);
  const before = await shown(page);
  const took = await breakAndRecover(page, () => crashGpuProcess(browser));
  await expectSame(page, before);
  expect(took).toBeLessThan(MOST_MS);
});

test('the device may be lost during an analysis', async ({ page }) => {
  await openAnalysed(page, ON_GPU);
  const before = await shown(page);
  const outcome = outcomeOfAnalysis(page);
  await breakAndRecover(page, () => simulate(page, 'device'));
  expect(await outcome).toMatch(/^(device-lost|engine-crashed|answered)/);
  await expectSame(page, before);
  expect(await analyze(page, FIRST_SAMPLE, { methods: ['msp'] })).toMatchObject({ width: 1280 });
});
