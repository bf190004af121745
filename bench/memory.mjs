/**
 * `npm run bench:memory -- [PICTURES]`: whether the memory of the tab stays flat over a long
 * benchmark run.
 */
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_PATH, QUIET_FLAGS } from '../scripts/chromium.mjs';
import { installChromium, installPackages } from '../scripts/lib/install.mjs';
import { ROOT } from '../scripts/lib/run.mjs';
import { printTable } from './table.mjs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 *
 * @typedef {object} Reading
 * @property {string} progress as the page shows it.
 * @property {number} resident MB.
 * @property {number} [held] MB after a garbage collection.
 */

const PICTURES = Number(process.argv[2] ?? 1000);
const SAMPLES_SHOWN = 10;
/** Two networks, so that their sessions and all that a picture keeps of each are part of it. */
const METHODS = ['Maximised entropy', 'Residual pattern learning'];
const TARGET = { peak: 1500, growth: 50 };
const SECONDS_BETWEEN = 1;
/**
 * A line of progress on stderr, so that a run of half an hour can be watched; what is held then is
 * read too.
 */
const SECONDS_BETWEEN_REPORTS = 60;
const FLAGS = [...QUIET_FLAGS, '--js-flags=--expose-gc'];

await installPackages();
await installChromium();
const { build, preview } = await import('vite');
const { chromium } = await import('playwright');

/**
 * Copies of the samples with masks, each with other bytes at its end, so that every one is a
 * picture of its own.
 * @param {string} folder
 */
function makeSet(folder) {
  const samples = join(ROOT, 'public/samples');
  const stems = readdirSync(join(samples, 'masks')).map((name) => name.replace('.png', ''));
  for (const part of ['images', 'labels']) mkdirSync(join(folder, part), { recursive: true });
  for (let number = 0; number < PICTURES; number++) {
    const stem = stems[number % stems.length];
    const name = `${String(number).padStart(5, '0')}-${stem}`;
    copyFileSync(join(samples, `${stem}.jpg`), join(folder, 'images', `${name}.jpg`));
    appendFileSync(join(folder, 'images', `${name}.jpg`), String(number));
    copyFileSync(join(samples, 'masks', `${stem}.png`), join(folder, 'labels', `${name}.png`));
  }
}

/**
 * Resident memory of the tab's process in MB, from the kernel; page and worker live in the same
 * one.
 * @param {number} pid
 */
function residentOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/**
 * Resident memory after a garbage collection in the page and in its workers, in MB.
 * @param {Page} page @param {number} pid
 */
async function heldBy(page, pid) {
  const collect = () => globalThis.gc?.();
  await page.evaluate(collect);
  for (const worker of page.workers()) await worker.evaluate(collect);
  return residentOf(pid);
}

/** The process of the only tab. @param {Browser} browser */
async function tabProcess(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  return renderers.reduce((largest, id) => (residentOf(id) > residentOf(largest) ? id : largest));
}

const folder = mkdtempSync(join(tmpdir(), 'anomalens-memory-'));
makeSet(folder);
await build({ root: ROOT, logLevel: 'error' });
const server = await preview({ root: ROOT, preview: { port: 4650 } });
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: FLAGS });
/** @type {Reading[]} */
const readings = [];
try {
  const page = await browser.newPage();
  // A small network input shortens the run; pictures, scores, labels and histograms keep their
  // size.
  await page.goto(`${address}?size=160#benchmark`);
  await page.getByLabel('Benchmark folder').setInputFiles(folder, { timeout: 120_000 });
  await page
    .locator('[data-folder]')
    .filter({ hasText: 'pictures with a label' })
    .waitFor({ timeout: 120_000 });
  for (const method of await page
    .getByRole('group', { name: 'Methods' })
    .getByRole('checkbox')
    .all())
    if (
      !METHODS.includes(await method.evaluate((box) => box.parentElement?.textContent.trim() ?? ''))
    )
      await method.uncheck();
  const pid = await tabProcess(browser);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const results = page.locator('tr[data-method]').first();
  const failure = page.locator('.run__message--error');
  while (!(await results.isVisible())) {
    if (await failure.isVisible()) throw new Error((await failure.textContent()) ?? '');
    // Asked for without waiting: between the two passes, and at the end, it is gone.
    const progress = await page.evaluate(
      () => document.querySelector('[data-progress]')?.textContent,
    );
    if (progress) {
      /** @type {Reading} */
      const reading = { progress, resident: residentOf(pid) };
      readings.push(reading);
      if (readings.length % SECONDS_BETWEEN_REPORTS === 0) {
        reading.held = await heldBy(page, pid);
        const [resident, held] = [reading.resident, reading.held].map((size) => size.toFixed(0));
        console.error(`${progress}: ${resident} MB, held ${held} MB`);
      }
    }
    await page.waitForTimeout(SECONDS_BETWEEN * 1000);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}

/**
 * Readings of one pass over the pictures after another: the count of the progress starts again.
 * @param {Reading[]} list
 */
function passesOf(list) {
  /** @type {Reading[][]} */
  const passes = [];
  let last = Infinity;
  for (const reading of list) {
    const done = Number(reading.progress.split(' of ')[0]?.replace(/\D/g, ''));
    if (done < last) passes.push([]);
    passes.at(-1)?.push(reading);
    last = done;
  }
  return passes;
}

/** @param {{ resident: number }[]} part */
const median = (part) =>
  part.map(({ resident }) => resident).sort((a, b) => a - b)[part.length >> 1] ?? Number.NaN;

/**
 * From the second fifth of a pass, when its caches are filled, to the last.
 * @param {{ resident: number }[]} pass
 */
function growthOf(pass) {
  const fifth = Math.max(1, Math.floor(pass.length / 5));
  return median(pass.slice(-fifth)) - median(pass.slice(fifth, 2 * fifth));
}

/**
 * Growth of what is held after a collection; NaN where a pass was too short to read it.
 * @param {Reading[]} pass
 */
function heldGrowthOf(pass) {
  const held = pass.flatMap((reading) =>
    reading.held === undefined ? [] : [{ resident: reading.held }],
  );
  return held.length < 5 ? Number.NaN : growthOf(held);
}

const passes = passesOf(readings).filter((pass) => pass.length >= 5);
for (const [index, pass] of passes.entries()) {
  const every = Math.max(1, Math.floor(pass.length / SAMPLES_SHOWN));
  printTable(
    `Memory of the tab over ${PICTURES} pictures, pass ${index + 1} of ${passes.length}`,
    ['progress', 'MB'],
    pass
      .filter((_, index) => index % every === 0 || index === pass.length - 1)
      .map(({ progress, resident }) => [progress, resident.toFixed(0)]),
  );
}
const peak = Math.max(...readings.map(({ resident }) => resident));
const growths = passes.map(growthOf);
/** @param {number[]} list */
const rounded = (list) => list.map((growth) => growth.toFixed(0)).join(', ');
console.log(
  `\npeak ${peak.toFixed(0)} MB (target ${TARGET.peak}), last fifth against second fifth of each pass ` +
    `${rounded(growths)} MB (target ${TARGET.growth}), of what is held after a garbage collection ${rounded(passes.map(heldGrowthOf))} MB`,
);
process.exitCode = peak < TARGET.peak && growths.every((growth) => growth < TARGET.growth) ? 0 : 1;
