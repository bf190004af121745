import { expect, test } from '@playwright/test';
import { openAnalysed, SMALL, stage, thresholdValue } from './support/page';
import {
  breakAndRecover,
  engine,
  expectSame,
  generation,
  outcomeOfAnalysis,
  shown,
  simulate,
} from './support/recovery';
import { analyze, FIRST_SAMPLE } from './support/scripting';

const WITH_FAULTS = `${SMALL}&faults=1`;
/** For two slow cores; the runtime has to be compiled and the network checked again. */
const MOST_MS = 15_000;

test('a crashed worker is replaced and everything comes back', async ({ page }) => {
  await openAnalysed(page, WITH_FAULTS);
  await thresholdValue(page).fill('0.3');
  await thresholdValue(page).press('Enter');
  await expect(thresholdValue(page)).toHaveValue('0.300');
  const before = await shown(page);
  const took = await breakAndRecover(page, () => simulate(page, 'worker'));
  await expectSame(page, before);
  expect(took).toBeLessThan(MOST_MS);
  expect(await analyze(page, FIRST_SAMPLE, { methods: ['msp'] })).toMatchObject({ width: 1280 });
});

test('a request that is open when the worker dies is rejected, not left waiting', async ({
  page,
}) => {
  await openAnalysed(page, WITH_FAULTS);
  const outcome = outcomeOfAnalysis(page);
  await breakAndRecover(page, () => simulate(page, 'worker'));
  expect(await outcome).toMatch(/^(engine-crashed|answered)/);
});

test('a worker that crashes again and again stops with a way out', async ({ page }) => {
  await openAnalysed(page, `${WITH_FAULTS}&inference=wasm&compute=cpu`);
  const first = await generation(page);
  for (let crash = 1; crash <= 3; crash++) {
    await simulate(page, 'worker');
    await expect(stage(page)).toHaveAttribute('data-generation', String(first + crash));
  }
  await simulate(page, 'worker');
  await expect(engine(page)).toHaveAttribute('data-engine', 'failed');
  await expect(
    stage(page).getByRole('alert').getByRole('button', { name: 'Reload' }),
  ).toBeVisible();
});

test('a worker that hangs is noticed and replaced', async ({ page }) => {
  await page.clock.install();
  await openAnalysed(page, WITH_FAULTS);
  const before = await shown(page);
  await breakAndRecover(page, async () => {
    await simulate(page, 'hang');
    await page.clock.fastForward(16_000); // after 15 s of silence it is asked
    await page.clock.fastForward(16_000); // and has 15 s to answer
  });
  await expectSame(page, before);
});
