/** Measures the built app as a user meets it: start, slider, words, bytes. */
import { timeWords } from './words.mjs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./table.mjs').Wait} Wait
 * @typedef {{ url: string, bytes: number }} Transfer
 */

const SLIDER_STEPS = 20;
const ANALYSES = 5;

/**
 * What a user should at most wait on two cores without a GPU, in milliseconds; CI allows three
 * times as much.
 */
const TARGETS = { start: 6_000, analysis: 700, slider: 120, sliderOfFour: 250, word: 150 };

/**
 * Resolves when the stage reports a drawing after `act`; milliseconds from the input event to the
 * notice.
 * @param {Page} page @param {number} steps
 */
function timeSlider(page, steps) {
  return page.evaluate(async (count) => {
    const stage = document.querySelector('main.stage');
    /** @type {HTMLInputElement | null} */
    const slider = document.querySelector('.threshold__slider');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (!stage || !slider || !write) throw new Error('There is no slider on the page.');
    const drawn = () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(undefined);
        });
        observer.observe(stage, { attributeFilter: ['data-revision-drawn'] });
      });
    const times = [];
    for (let step = 0; step < count; step++) {
      const start = performance.now();
      const next = drawn();
      const along = 0.3 + 0.4 * (step / count);
      write.call(
        slider,
        String(Number(slider.min) + along * (Number(slider.max) - Number(slider.min))),
      );
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await next;
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return times.sort((a, b) => a - b)[count >> 1] ?? Number.NaN;
  }, steps);
}

/**
 * A picture that was not open before: decoding, network, one score, histogram and components.
 * Median in milliseconds.
 * @param {Page} page @param {number} count
 */
function timeAnalysis(page, count) {
  return page.evaluate(async (repetitions) => {
    const { anomalens } = window;
    if (!anomalens) throw new Error('The page has no scripting API.');
    const picture = await (await fetch('samples/country-clear.jpg')).blob();
    const times = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const start = performance.now();
      await anomalens.analyze(picture, { methods: ['max-entropy'] });
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[repetitions >> 1] ?? Number.NaN;
  }, count);
}

/** @param {Page} page */
const analysed = (page) =>
  page
    .locator('[data-summary]')
    .filter({ hasText: 'of the picture' })
    .waitFor({ timeout: 120_000 });

/**
 * @param {Browser} browser @param {string} url
 * @returns rows for an empty cache and a local server, and the bytes of the first visit.
 */
export async function measureApp(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  /** @type {Transfer[]} */
  const sizes = [];
  context.on('requestfinished', async (request) =>
    sizes.push({ url: request.url(), bytes: (await request.sizes()).responseBodySize }),
  );
  const started = Date.now();
  await page.goto(url);
  await analysed(page);
  const cold = Date.now() - started;
  const again = Date.now();
  await page.reload();
  await analysed(page);
  const warm = Date.now() - again;
  await page.waitForTimeout(3_000); // the sample is measured against its mask meanwhile
  /** @type {Wait[]} */
  const rows = [
    { name: 'cold start to the first overlay', milliseconds: cold, target: TARGETS.start },
    { name: 'second visit to the first overlay', milliseconds: warm, target: TARGETS.start },
    {
      name: 'warm analysis, 1280 x 720',
      milliseconds: await timeAnalysis(page, ANALYSES),
      target: TARGETS.analysis,
    },
    {
      name: 'slider to drawn overlay, one pane',
      milliseconds: await timeSlider(page, SLIDER_STEPS),
      target: TARGETS.slider,
    },
  ];
  await page.keyboard.press('4');
  for (let pane = 0; pane < 4; pane++)
    await page
      .locator(`[data-pane="${pane}"] [data-pane-count]`)
      .filter({ hasText: 'region' })
      .waitFor();
  await page.waitForTimeout(2_000);
  const four = await timeSlider(page, SLIDER_STEPS);
  rows.push({
    name: 'slider to drawn overlay, four panes',
    milliseconds: four,
    target: TARGETS.sliderOfFour,
  });
  const files = largest(sizes);
  rows.push({
    name: 'edited word to drawn overlay, one pane, 768 x 448',
    milliseconds: await timeWords(page, url),
    target: TARGETS.word,
  });
  await context.close();
  return { rows, files };
}

/** Files of the first visit, each once, as they came over the wire. @param {Transfer[]} sizes */
function largest(sizes) {
  /** @type {Map<string, number>} bytes by name. */
  const files = new Map();
  for (const { url, bytes } of sizes) {
    const name = new URL(url).pathname.split('/').pop() || 'index.html';
    files.set(name, Math.max(bytes, files.get(name) ?? 0)); // the second visit reads from the cache: no bytes
  }
  const total = [...files.values()].reduce((a, b) => a + b, 0);
  return {
    total,
    list: [...files].filter(([, bytes]) => bytes > 20_000).sort((a, b) => b[1] - a[1]),
  };
}
