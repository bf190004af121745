/**
 * `npm run evaluate`: scores a folder of images against its labels in a Chromium without a window, with the code of the page.
 * Writes `report.json` (docs/evaluate.md); exit code 0, 1 when anything failed, 2 for a mistake on the command line.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_PATH, QUIET_FLAGS, SOFTWARE_GPU_FLAGS } from './chromium.mjs';
import { builtPage } from './evaluate/build.mjs';
import { readCommand, USAGE, UsageError } from './evaluate/options.mjs';
import { serveRun } from './evaluate/server.mjs';
import { progressLine, tableOf } from './evaluate/table.mjs';

/** @returns the report. @throws Error with a message for a person. */
async function evaluate({ job, folders }) {
  const dist = await builtPage();
  const { chromium } = await import('playwright');
  const server = await serveRun(dist, folders, { 'X-Content-Type-Options': 'nosniff' });
  const wantsGpu = job.inference === 'webgpu' || job.compute === 'webgpu';
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: wantsGpu ? SOFTWARE_GPU_FLAGS : QUIET_FLAGS });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.on('pageerror', (error) => console.error(error.message));
    await page.exposeFunction('reportProgress', (progress) => {
      const line = progressLine(progress);
      if (line) console.error(line);
    });
    await page.goto(new URL('evaluate.html', server.url).href);
    await page.waitForFunction(() => 'runEvaluation' in window, null, { timeout: 120_000 });
    const result = await page.evaluate((wanted) => window.runEvaluation(wanted), job);
    if (result.error) throw new Error(`${result.error.message} (${result.error.code})`);
    return result.report;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @returns the exit code. */
async function main() {
  const command = readCommand(process.argv.slice(2));
  mkdirSync(command.out, { recursive: true });
  const report = await evaluate(command);
  writeFileSync(join(command.out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (!report.shard) rmSync(join(command.out, 'state'), { recursive: true, force: true });
  console.log(tableOf(report));
  for (const { file, code, message } of report.errors) console.error(`${file}: ${message} (${code})`);
  if (report.errors.length === 0 && report.images > 0) return 0;
  console.error(report.images === 0 ? 'Nothing was evaluated.' : `${report.errors.length} of the images failed.`);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
