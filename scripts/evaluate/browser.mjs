/** A Chromium without a window that does a command's job with the code of the page. */
import { CHROMIUM_PATH, QUIET_FLAGS, SOFTWARE_GPU_FLAGS } from '../chromium.mjs';
import { builtPage } from '../lib/built-page.mjs';
import { installChromium } from '../lib/install.mjs';
import { serveRun } from './server.mjs';
import { FileError, UsageError } from './values.mjs';

/** Errors of the page that the command line is the reason of. */
const MISTAKES = [
  'label-unexplained',
  'option-invalid',
  'method-unknown',
  'network-unclear',
  'word-unknown',
];

/** Errors of the page that a file named on the command line is the reason of. */
const OF_FILES = [
  'network-unreadable',
  'network-unsupported',
  'drive-unreadable',
  'drive-unsupported',
];

/**
 * @typedef {(job: unknown) => Promise<any>} PageCommand what it gives is read as JSON.
 * @typedef {Record<string, PageCommand>} PageCommands by name, on the window of `evaluate.html`.
 */

/**
 * @param {string} name of the function that `evaluate.html` puts on its window.
 * @param {object} command
 * @param {import('./options.mjs').Job} command.job what the function is called with.
 * @param {import('./server.mjs').Folders} command.folders
 * @param {{ progress: (progress: any) => void }} told as the page reports it.
 * @returns what it gives.
 * @throws Error with a message for a person; UsageError where an option is wrong, or would have told
 * what the labels mean or which files belong together.
 */
export async function runInPage(name, { job, folders }, told) {
  const dist = await builtPage();
  await installChromium();
  const { chromium } = await import('playwright');
  const server = await serveRun(dist, folders);
  const wantsGpu = job.inference === 'webgpu' || job.compute === 'webgpu';
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: wantsGpu ? SOFTWARE_GPU_FLAGS : QUIET_FLAGS,
  });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.on('pageerror', (error) => console.error(error.stack ?? error.message));
    page.on('console', (message) => {
      const { url } = message.location();
      if (message.type() === 'error')
        console.error(url ? `${message.text()} (${url})` : message.text());
    });
    await page.exposeFunction('reportProgress', told.progress);
    await page.goto(new URL('evaluate.html', server.url).href);
    await page.waitForFunction((wanted) => wanted in globalThis, name, { timeout: 120_000 });
    const result = await page.evaluate(
      (wanted) => {
        const commands = /** @type {PageCommands} */ (/** @type {unknown} */ (globalThis));
        return commands[wanted.name]?.(wanted.job);
      },
      { name, job },
    );
    if (OF_FILES.includes(result.error?.code)) throw new FileError(result.error.message);
    if (MISTAKES.includes(result.error?.code)) throw new UsageError(result.error.message);
    if (result.error) throw new Error(`${result.error.message} (${result.error.code})`);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
