/** Measures an edited word as a user meets it: from the press to the share above the threshold. */

/** @typedef {import('playwright').Page} Page */

const EDITS = 10;
const PANES = ['vl4ad', 'entropy', 'rpl', 'energy'].map((methodId) => ({
  methodId,
  layer: 'mask',
}));

/**
 * One pane at the usual size. @param {Page} page @param {string} url
 * @returns the median in milliseconds of switching a word that is looked for on and off.
 */
export async function timeWords(page, url) {
  await page.goto(`${url}#panes=${encodeURIComponent(JSON.stringify(PANES))}`);
  await page.reload(); // the page may be open already: then the link alone would not start it anew
  await page
    .locator('[data-summary]')
    .filter({ hasText: 'of the picture' })
    .waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3_000);
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
