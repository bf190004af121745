/**
 * `npm run bench`: where the README's numbers come from. Prints tables and keeps them in
 * bench/results/latest.json.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_PATH, QUIET_FLAGS, SOFTWARE_GPU_FLAGS } from '../scripts/chromium.mjs';
import { installChromium, installPackages } from '../scripts/lib/install.mjs';
import { ROOT } from '../scripts/lib/run.mjs';
import { measureApp } from './app.mjs';
import { measureLearning } from './learning.mjs';
import { printComparisons, printRows, printTable, printTargets } from './table.mjs';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 2048, height: 1024 },
];

await installPackages();
await installChromium();
const { build, preview } = await import('vite');
const { chromium } = await import('playwright');

function makeScoreGraph(folder) {
  const { status, stderr } = spawnSync(
    '/usr/bin/python3',
    [join(ROOT, 'bench/make_score_graph.py'), join(folder, 'score-graph.onnx')],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0)
    console.error(`The ONNX graph of the scores was not made (python3-onnx?): ${stderr}`);
}

const launch = (args) => chromium.launch({ executablePath: CHROMIUM_PATH, args });
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

await build({ root: ROOT, logLevel: 'error' });
const benchConfig = join(ROOT, 'bench/vite.config.ts');
await build({ configFile: benchConfig, logLevel: 'error' });
makeScoreGraph(join(ROOT, '.cache/bench/page'));
const app = await preview({ root: ROOT, preview: { port: 4630 } });
const page = await preview({ configFile: benchConfig, preview: { port: 4640 } });
const [appUrl, benchUrl] = [app, page].map((server) => server.resolvedUrls.local[0]);

async function inBenchPage(flags, run) {
  const browser = await launch(flags);
  try {
    const tab = await browser.newPage();
    await tab.goto(benchUrl);
    await tab.waitForFunction(() => 'bench' in window);
    return await run(tab);
  } finally {
    await browser.close();
  }
}

const report = {
  date: new Date().toISOString(),
  processor: `${cpus()[0].model}, ${cpus().length} cores`,
  sizes: {},
};
console.log(`${report.processor}; medians in milliseconds`);

const browser = await launch(QUIET_FLAGS);
report.browser = browser.version();
report.app = await measureApp(browser, appUrl);
report.learning = await measureLearning(browser, appUrl);
await browser.close();
printTargets('The page, WebAssembly and CPU', report.app.rows);
printTargets('A class from five pictures of 1280 x 720, WebAssembly and CPU', report.learning);
printTable(
  `Loaded on the first visit: ${megabytes(report.app.files.total)}`,
  ['file', 'bytes'],
  report.app.files.list,
);

for (const size of SIZES) {
  const name = `${size.width} x ${size.height}`;
  const { rows, comparisons } = await inBenchPage(QUIET_FLAGS, (tab) =>
    tab.evaluate((wanted) => window.bench.processor(wanted), size),
  );
  report.sizes[name] = { rows, comparisons };
  printRows(`Stages at ${name}, WebAssembly and CPU`, rows);
  printComparisons(`Alternatives at ${name}, same data, same results`, comparisons);
}

report.scoreToMask = await inBenchPage(QUIET_FLAGS, (tab) =>
  tab.evaluate(() => window.bench.scoreToMask()),
);
printTargets('S2M at 1280 x 720, WebAssembly and CPU', report.scoreToMask);

report.softwareGpu = await inBenchPage(SOFTWARE_GPU_FLAGS, (tab) =>
  tab.evaluate(() => window.bench.softwareGpu()),
);
printRows(
  'WebGPU on a software adapter, 160 x 96 (the cost of a test, not of a graphics card)',
  report.softwareGpu,
);

rmSync(join(ROOT, 'bench/results'), { recursive: true, force: true });
mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
writeFileSync(join(ROOT, 'bench/results/latest.json'), `${JSON.stringify(report, null, 2)}\n`);
await Promise.all([app.close(), page.close()]);
process.exit(0);
