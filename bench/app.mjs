/** Measures the built app as a user meets it: start, slider, bytes. */
const SLIDER_STEPS = 20;

/** Resolves when the stage reports a drawing after `act`; milliseconds from the input event to the notice. */
function timeSlider(page, steps) {
  return page.evaluate(async (count) => {
    const stage = document.querySelector('main.stage');
    const slider = document.querySelector('.threshold__slider');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const drawn = () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(stage, { attributeFilter: ['data-revision-drawn'] });
      });
    const times = [];
    for (let step = 0; step < count; step++) {
      const start = performance.now();
      const next = drawn();
      const along = 0.3 + 0.4 * (step / count);
      write.call(slider, String(Number(slider.min) + along * (Number(slider.max) - Number(slider.min))));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await next;
      times.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return times.sort((a, b) => a - b)[count >> 1];
  }, steps);
}

const analysed = (page) => page.locator('[data-summary]').filter({ hasText: 'of the picture' }).waitFor({ timeout: 120_000 });

export async function measureApp(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const sizes = [];
  context.on('requestfinished', async (request) => sizes.push({ url: request.url(), bytes: (await request.sizes()).responseBodySize }));
  const started = Date.now();
  await page.goto(url);
  await analysed(page);
  const cold = Date.now() - started;
  const again = Date.now();
  await page.reload();
  await analysed(page);
  const warm = Date.now() - again;
  const rows = [
    { name: 'cold start to the first overlay', milliseconds: cold, note: 'empty cache, local server' },
    { name: 'second visit to the first overlay', milliseconds: warm },
    { name: 'slider to drawn overlay, one pane', milliseconds: await timeSlider(page, SLIDER_STEPS), note: '1280 x 720 picture' },
  ];
  await page.keyboard.press('4');
  await page.locator('[data-pane="3"] canvas').waitFor();
  await page.waitForTimeout(2_000);
  rows.push({ name: 'slider to drawn overlay, four panes', milliseconds: await timeSlider(page, SLIDER_STEPS) });
  await context.close();
  return { rows, files: largest(sizes) };
}

/** Files of the first visit, each once, as they came over the wire. */
function largest(sizes) {
  const files = new Map();
  for (const { url, bytes } of sizes) {
    const name = new URL(url).pathname.split('/').pop() || 'index.html';
    files.set(name, Math.max(bytes, files.get(name) ?? 0)); // the second visit reads from the cache: no bytes
  }
  const total = [...files.values()].reduce((a, b) => a + b, 0);
  return { total, list: [...files].filter(([, bytes]) => bytes > 20_000).sort((a, b) => b[1] - a[1]) };
}
