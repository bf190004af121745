/** Measures an edited word as a user meets it: from the press to the share above the threshold. */

/** @typedef {import('playwright').Page} Page */

const EDITS = 10;
const PANES = ['vl4ad', 'entropy', 'rpl', 'energy'].map((methodId) => ({
  methodId,
  layer: 'mask',
}));

/** The size that the target is for, which is also that of the network's input. */
const SIZE = { width: 768, height: 448 };

/** A sample at that size, as a JPEG. @param {Page} page */
async function smallSample(page) {
  const base64 = await page.evaluate(async ({ width, height }) => {
    const sample = await (await fetch('samples/country-cow.jpg')).blob();
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(await createImageBitmap(sample), 0, 0, width, height);
    const jpeg = new Uint8Array(
      await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer(),
    );
    return btoa(Array.from(jpeg, (byte) => String.fromCharCode(byte)).join(''));
  }, SIZE);
  return { name: 'small.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/** Opens a picture, which is shown and analysed then. @param {Page} page */
async function openSmall(page) {
  await page.getByLabel('Pictures and scores').setInputFiles(await smallSample(page));
  await page
    .locator('[data-state="ready"] [aria-current="true"][aria-label^="small.jpg"]')
    .waitFor();
  await page.waitForTimeout(3_000); // names, measurements and the set's numbers follow
}

/**
 * One pane, a picture of 768 x 448. @param {Page} page @param {string} url
 * @returns the median in milliseconds of switching a word that is looked for on and off.
 */
export async function timeWords(page, url) {
  await page.goto(`${url}#panes=${encodeURIComponent(JSON.stringify(PANES))}`);
  await page.reload(); // the page may be open already: then the link alone would not start it anew
  await page
    .locator('[data-summary]')
    .filter({ hasText: 'of the picture' })
    .waitFor({ timeout: 120_000 });
  await openSmall(page);
  return page.evaluate(async (count) => {
    const share = document.querySelector('[aria-label^="Share of pixels above"]');
    const looked = document.querySelector('section[aria-label="Looked for"]');
    if (!share || !looked) throw new Error('The page does not answer to words.');
    /** A word that waits to be switched on, and the same in its row. */
    const press = (/** @type {boolean} */ on) => {
      const control = looked.querySelector(on ? '.word-chip__word' : '.prompt-row input');
      if (!(control instanceof HTMLElement)) throw new Error('There is no word to switch.');
      control.click();
    };
    const told = () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(undefined);
        });
        observer.observe(share, { characterData: true, childList: true, subtree: true });
      });
    const times = [];
    for (let edit = 0; edit < count; edit++) {
      const start = performance.now();
      const next = told();
      press(edit % 2 === 0);
      await next;
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return times.sort((a, b) => a - b)[count >> 1] ?? Number.NaN;
  }, EDITS);
}
