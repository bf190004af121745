/** A Chromium without a window that does a command's job with the code of the page. */
import { CHROMIUM_PATH, QUIET_FLAGS, SOFTWARE_GPU_FLAGS } from '../chromium.mjs';
import { builtPage } from './build.mjs';
import { serveRun } from './server.mjs';
import { progressLine } from './table.mjs';

/**
 * @param name of the function that `evaluate.html` puts on its window. @param job what it is called
 * with.
 * @param folders as `serveRun` takes them.
 * @returns what it gives. @throws Error with a message for a person.
 */
export async function runInPage(name, { job, folders }) {
  const dist = await builtPage();
  const { chromium } = await import('playwright');
  const server = await serveRun(dist, folders, { 'X-Content-Type-Options': 'nosniff' });
  const wantsGpu = job.inference === 'webgpu' || job.compute === 'webgpu';
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: wantsGpu ? SOFTWARE_GPU_FLAGS : QUIET_FLAGS,
  });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.on('pageerror', (error) => console.error(error.message));
    await page.exposeFunction('reportProgress', (progress) => {
      const line = progressLine(progress);
      if (line) console.error(line);
    });
    await page.goto(new URL('evaluate.html', server.url).href);
    await page.waitForFunction((wanted) => wanted in window, name, { timeout: 120_000 });
    const result = await page.evaluate(
      ([wanted, argument]) => window[wanted](argument),
      [name, job],
    );
    if (result.error) throw new Error(`${result.error.message} (${result.error.code})`);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
