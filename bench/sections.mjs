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
 * @typedef {object} Measured
 * @property {unknown} result kept as JSON.
 * @property {Timing[]} timings
 * @property {() => void} print
 *
 * @typedef {object} Section
 * @property {string} id for `--only`.
 * @property {(build: Build) => Promise<Measured>} measure
 */

/**
 * @template T what is measured.
 * @param {object} parts
 * @param {string} parts.id
 * @param {(build: Build) => Promise<T>} parts.measure
 * @param {(result: T) => Timing[]} parts.timings
 * @param {(result: T) => void} parts.print
 * @returns {Section}
 */
const section = ({ id, measure, timings, print }) => ({
  id,
  measure: async (build) => {
    const result = await measure(build);
    return { result, timings: timings(result), print: () => print(result) };
  },
});

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

const APP = section({
  id: 'app',
  measure: ({ appUrl }) => withBrowser(QUIET_FLAGS, (browser) => measureApp(browser, appUrl)),
  timings: ({ rows }) => rows,
  print: ({ rows, files }) => {
    printTargets('The page, WebAssembly and CPU', rows);
    const title = `Loaded on the first visit: ${megabytes(files.total)}`;
    printTable(title, ['file', 'bytes'], files.list);
  },
});

const LEARNING = section({
  id: 'learning',
  measure: ({ appUrl }) => withBrowser(QUIET_FLAGS, (browser) => measureLearning(browser, appUrl)),
  timings: (rows) => rows,
  print: (rows) =>
    printTargets('A class from five pictures of 1280 x 720, WebAssembly and CPU', rows),
});

/** @param {{ width: number, height: number }} size @returns {Section} */
const stagesAt = (size) => {
  const name = `${size.width} x ${size.height}`;
  return section({
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
  });
};

const SCORE_TO_MASK = section({
  id: 'score-to-mask',
  measure: (build) =>
    inBenchPage(QUIET_FLAGS, build, (page) => page.evaluate(() => window.bench.scoreToMask())),
  timings: (rows) => rows,
  print: (rows) => printTargets('S2M at 1280 x 720, WebAssembly and CPU', rows),
});

const OWN_NETWORK = section({
  id: 'own-network',
  measure: (build) =>
    inBenchPage(QUIET_FLAGS, build, (page) => page.evaluate(() => window.bench.ownNetwork())),
  timings: (rows) => rows,
  print: (rows) => printTargets('An own network at 1280 x 720, WebAssembly and CPU', rows),
});

const SOFTWARE_GPU = section({
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
});

export const SECTIONS = [
  APP,
  LEARNING,
  ...SIZES.map(stagesAt),
  SCORE_TO_MASK,
  OWN_NETWORK,
  SOFTWARE_GPU,
];
