/** What the bench measures, section by section; each prints its own table. */
import { CHROMIUM_PATH, QUIET_FLAGS, SOFTWARE_GPU_FLAGS } from '../scripts/chromium.mjs';
import { measureApp } from './app.mjs';
import { measureLearning } from './learning.mjs';
import { printComparisons, printRows, printTable, printTargets } from './table.mjs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./build.mjs').Build} Build
 * @typedef {import('./page/main').SizeReport} SizeReport
 * @typedef {{ name: string, milliseconds: number }} Timing
 *
 * @typedef {object} Section
 * @property {string} id for `--only`.
 * @property {(build: Build) => Promise<any>} measure what it gives is kept as JSON.
 * @property {(result: any) => Timing[]} timings of a result.
 * @property {(result: any) => void} print
 */

const SIZES = [
  { width: 1280, height: 720 },
  { width: 2048, height: 1024 },
];

/**
 * @template T
 * @param {string[]} flags @param {(browser: Browser) => Promise<T>} use
 */
async function withBrowser(flags, use) {
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: flags });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/**
 * @template T
 * @param {string[]} flags @param {Build} build @param {(page: Page) => Promise<T>} use
 */
const inBenchPage = (flags, { benchUrl }, use) =>
  withBrowser(flags, async (browser) => {
    const page = await browser.newPage();
    await page.goto(benchUrl);
    await page.waitForFunction(() => 'bench' in window);
    return use(page);
  });

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

/** @type {Section} */
const APP = {
  id: 'app',
  measure: ({ appUrl }) => withBrowser(QUIET_FLAGS, (browser) => measureApp(browser, appUrl)),
  timings: ({ rows }) => rows,
  print: ({ rows, files }) => {
    printTargets('The page, WebAssembly and CPU', rows);
    const title = `Loaded on the first visit: ${megabytes(files.total)}`;
    printTable(title, ['file', 'bytes'], files.list);
  },
};

/** @type {Section} */
const LEARNING = {
  id: 'learning',
  measure: ({ appUrl }) => withBrowser(QUIET_FLAGS, (browser) => measureLearning(browser, appUrl)),
  timings: (rows) => rows,
  print: (rows) =>
    printTargets('A class from five pictures of 1280 x 720, WebAssembly and CPU', rows),
};

/** @param {{ width: number, height: number }} size @returns {Section} */
const stagesAt = (size) => {
  const name = `${size.width} x ${size.height}`;
  return {
    id: `stages-${size.width}`,
    measure: (build) =>
      inBenchPage(QUIET_FLAGS, build, (page) =>
        page.evaluate((wanted) => window.bench.processor(wanted), size),
      ),
    timings: ({ rows }) => rows,
    print: (/** @type {SizeReport} */ { rows, comparisons }) => {
      printRows(`Stages at ${name}, WebAssembly and CPU`, rows);
      printComparisons(`Alternatives at ${name}, same data, same results`, comparisons);
    },
  };
};

/** @type {Section} */
const SCORE_TO_MASK = {
  id: 'score-to-mask',
  measure: (build) =>
    inBenchPage(QUIET_FLAGS, build, (page) => page.evaluate(() => window.bench.scoreToMask())),
  timings: (rows) => rows,
  print: (rows) => printTargets('S2M at 1280 x 720, WebAssembly and CPU', rows),
};

/** @type {Section} */
const SOFTWARE_GPU = {
  id: 'software-gpu',
  measure: (build) =>
    inBenchPage(SOFTWARE_GPU_FLAGS, build, (page) =>
      page.evaluate(() => window.bench.softwareGpu()),
    ),
  timings: (rows) => rows,
  print: (rows) =>
    printRows(
      'WebGPU on a software adapter, 160 x 96 (the cost of a test, not of a graphics card)',
      rows,
    ),
};

export const SECTIONS = [APP, LEARNING, ...SIZES.map(stagesAt), SCORE_TO_MASK, SOFTWARE_GPU];
