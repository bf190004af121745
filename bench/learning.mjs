/**
 * Times the learning of a class from five pictures, as a person does it: the waits between their
 * clicks, at the default size.
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {import('playwright').Browser} Browser
 * @typedef {import('playwright').Locator} Locator
 * @typedef {import('playwright').Page} Page
 * @typedef {import('./table.mjs').Wait} Wait
 *
 * @typedef {object} Place a pixel of a picture.
 * @property {string} name of the picture.
 * @property {number} x
 * @property {number} y
 * @property {number} width of the picture.
 * @property {number} height of the picture.
 */

/** Samples in which the network takes part of the object for unknown. */
const PICTURES = ['country-cow', 'city-sofa', 'wet-suitcase', 'motorway-tyre', 'lowsun-pallet'];
const SAMPLES = new URL('../public/samples/', import.meta.url);

/**
 * What a person should at most wait on two cores without a GPU, in milliseconds; CI allows three
 * times as much. From five shots to a class in a minute: ten seconds of it may be the machine's, so
 * that fifty are left for looking, clicking and typing.
 */
const TARGETS = { shown: 1_500, region: 500, prototype: 1_500, head: 5_000, loop: 10_000 };

/**
 * The middle of the largest square of unknown pixels in the object, for each picture: where a
 * person would click.
 * @param {Page} page @param {string[]} names
 */
function placesToClick(page, names) {
  return page.evaluate(async (pictures) => {
    const { anomalens } = window;
    const method = anomalens?.methods().find(({ id }) => id === 'dmlnet');
    if (!anomalens || !method) throw new Error('The page has no scripting API, or no DMLNet.');
    /** @type {Place[]} */
    const places = [];
    for (const name of pictures) {
      const { data, width, height } = await anomalens.score(`samples/${name}.jpg`, 'dmlnet');
      const mask = await createImageBitmap(await (await fetch(`samples/masks/${name}.png`)).blob());
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (!context) throw new Error('There is no 2D context.');
      context.drawImage(mask, 0, 0);
      const truth = context.getImageData(0, 0, width, height).data;
      // Side of the largest square that ends at a pixel.
      const sides = new Uint16Array(width * height);
      /** @param {number} pixel */
      const sideAt = (pixel) => sides[pixel] ?? 0;
      /** @param {number} pixel */
      const isUnknown = (pixel) =>
        truth[4 * pixel] === 1 && (data[pixel] ?? 0) >= method.defaultThreshold;
      let best = 0;
      for (let pixel = width + 1; pixel < sides.length; pixel++) {
        if (pixel % width === 0 || !isUnknown(pixel)) continue;
        const before = [pixel - 1, pixel - width, pixel - width - 1].map(sideAt);
        sides[pixel] = 1 + Math.min(...before);
        if (sideAt(pixel) > sideAt(best)) best = pixel;
      }
      const back = sideAt(best) >> 1;
      places.push({
        name,
        x: (best % width) - back,
        y: Math.floor(best / width) - back,
        width,
        height,
      });
    }
    return places;
  }, names);
}

/** @param {Page} page @param {Place} place */
async function clickPicture(page, { x, y, width, height }) {
  const box = await page.locator('[data-canvas-box]').first().boundingBox();
  if (!box) throw new Error('No picture is shown.');
  const scale = Math.min(box.width / width, box.height / height);
  const [left, top] = [(box.width - width * scale) / 2, (box.height - height * scale) / 2];
  await page.mouse.click(box.x + left + (x + 0.5) * scale, box.y + top + (y + 0.5) * scale);
}

/** @param {Page} page @param {string} name */
const openMapOf = (page, name) =>
  page.locator(
    `[data-pane="0"] canvas[aria-label^="own-${name}"][aria-label*="Deep metric learning"][aria-label*="above the threshold"]`,
  );

/** @param {number[]} times */
const sum = (times) => times.reduce((a, b) => a + b, 0);
/** @param {number[]} times */
const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

/**
 * Milliseconds from what a person does until the page shows what comes of it.
 * @param {() => Promise<unknown>} act @param {Locator} outcome
 */
async function timed(act, outcome) {
  const start = performance.now();
  await act();
  await outcome.waitFor();
  return performance.now() - start;
}

/**
 * Five pictures of a person's own beside the sample that the page opens with; what the network
 * thinks of them is not known yet.
 * @param {Page} page @param {string} url
 */
async function openPictures(page, url) {
  const analysed = page.locator('[data-summary]').filter({ hasText: 'of the picture' });
  await page.goto(url);
  await analysed.waitFor();
  const places = await placesToClick(page, PICTURES);
  await page.reload(); // its scores are forgotten, its network is in the cache
  await analysed.waitFor();
  /** @param {string} name */
  const fileOf = (name) => ({
    name: `own-${name}.jpg`,
    mimeType: 'image/jpeg',
    buffer: readFileSync(new URL(`${name}.jpg`, SAMPLES)),
  });
  await page.getByLabel('Pictures and scores').setInputFiles(PICTURES.map(fileOf));
  const first = page
    .locator('[data-picture][data-state=ready]')
    .filter({ hasText: `own-${PICTURES[0]}` });
  await page.getByRole('button', { name: new RegExp(`^own-${PICTURES[0]}`) }).click();
  await first.waitFor();
  return places;
}

/** @param {Browser} browser @param {string} url @returns {Promise<Wait[]>} */
export async function measureLearning(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const places = await openPictures(page, url);
  const mode = page.getByRole('tab', { name: 'Label', exact: true });
  if ((await mode.count()) > 0) await mode.click(); // builds before the modes show all panels
  const panel = page.getByRole('region', { name: 'Learn', exact: true });
  /** @type {Record<'shown' | 'annotated', number[]>} */
  const waits = { shown: [], annotated: [] };
  for (const [index, place] of places.entries()) {
    const next =
      index === 0
        ? panel.getByRole('button', { name: 'Show the open map' })
        : page.getByRole('button', { name: new RegExp(`^own-${place.name}`) });
    waits.shown.push(await timed(() => next.click(), openMapOf(page, place.name)));
    if (index === 0) await page.getByRole('button', { name: 'Annotate regions' }).click();
    waits.annotated.push(
      await timed(() => clickPicture(page, place), panel.locator('[data-shot]').nth(index)),
    );
  }
  await panel.getByLabel('Name', { exact: true }).fill('obstacle');
  /** @param {string} method */
  const learnt = (method) =>
    panel.locator('[data-taught] summary').filter({ hasText: `obstacle${method}` });
  const prototype = await timed(
    () => panel.getByRole('button', { name: 'Learn “obstacle”' }).click(),
    learnt('NPM'),
  );
  const head = await timed(
    () => panel.getByRole('button', { name: 'Learn again by PLM' }).click(),
    learnt('PLM'),
  );
  await context.close();
  const before = sum(waits.shown) + sum(waits.annotated);
  return [
    {
      name: 'next picture to its open map',
      milliseconds: median(waits.shown),
      target: TARGETS.shown,
    },
    {
      name: 'click to annotated region',
      milliseconds: median(waits.annotated),
      target: TARGETS.region,
    },
    { name: 'five shots to a prototype', milliseconds: prototype, target: TARGETS.prototype },
    { name: 'five shots to a trained head', milliseconds: head, target: TARGETS.head },
    {
      name: 'the machine’s part of five shots to a class, NPM',
      milliseconds: before + prototype,
      target: TARGETS.loop,
    },
    {
      name: 'the machine’s part of five shots to a class, PLM',
      milliseconds: before + head,
      target: TARGETS.loop,
    },
  ];
}
