import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_PATH, SOFTWARE_GPU_FLAGS } from './scripts/chromium.mjs';
import { assemblyScript } from './scripts/vite/assembly-script.mjs';

/** A kernel is made of files that it imports too, which the key of a kept module knows nothing of. */
const kernelsAnew: Plugin = {
  name: 'kernels-anew',
  configureVitest: ({ experimental_defineCacheKeyGenerator: defineKey }) =>
    defineKey(({ id }) => (id.endsWith('?assembly') ? false : null)),
};

/** How the sources are read. */
const reads = {
  plugins: [assemblyScript(), kernelsAnew],
  resolve: { alias: { '#src': fileURLToPath(new URL('./src', import.meta.url)) } },
};

const root = fileURLToPath(new URL('.', import.meta.url));

/** The page's state lives in modules, so each of its specs starts with new ones. */
const PAGE = /^src\/(actions|components|engine-client|session|store)\//;
/** What would reach the next spec in the same thread. */
const LEAVES_TRACES = /\bvi\.(mock|doMock|resetModules|stubGlobal)\(|\bglobalThis\b/;

/** The clock lengthens beside other work, and the processor's time is that of all threads. */
const MEASURES_TIME = /\b(performance\.now|process\.cpuUsage)\(/;

const inBrowser = 'src/**/*.{gpu,browser}.spec.ts';
const specs = ['src', 'scripts', 'bench']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  )
  .filter((file) => file.endsWith('.spec.ts') && !/\.(gpu|browser)\.spec\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const timed = specs.filter(({ text }) => MEASURES_TIME.test(text)).map(({ file }) => file);
const alone = specs
  .filter(({ file, text }) => PAGE.test(file) || LEAVES_TRACES.test(text))
  .map(({ file }) => file)
  .filter((file) => !timed.includes(file));

const inNode = {
  environment: 'node' as const,
  pool: 'threads' as const, // a quarter less processor time than a process per file
  testTimeout: 30_000,
  maxWorkers: availableParallelism(), // one core less would be half of a machine with two
  sequence: { groupOrder: 0 },
};

/**
 * `unit` runs in Node with one module cache for each thread, which takes half the time; `unit-alone`
 * holds the specs that need a cache of their own. `unit-timed` follows them, a spec at a time, with
 * nothing beside it: its specs measure time. `gpu` runs the WGSL kernels in headless Chromium
 * on a software adapter and fails without one.
 */
export default defineConfig({
  test: {
    // What was compiled is kept between runs, which take a fifth less time then.
    experimental: { fsModuleCache: true, fsModuleCachePath: join(root, '.cache/vitest') },
    projects: [
      {
        ...reads,
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.spec.ts'],
          exclude: [inBrowser, ...alone, ...timed],
          isolate: false,
          ...inNode,
        },
      },
      {
        ...reads,
        test: { name: 'unit-alone', include: alone, ...inNode },
      },
      {
        ...reads,
        test: {
          ...inNode,
          name: 'unit-timed',
          include: timed,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...reads,
        test: {
          name: 'gpu',
          include: [inBrowser],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: CHROMIUM_PATH, args: SOFTWARE_GPU_FLAGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
