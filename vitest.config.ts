import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_PATH, SOFTWARE_GPU_FLAGS } from './scripts/chromium.mjs';

const alias = { '#src': fileURLToPath(new URL('./src', import.meta.url)) };

const root = fileURLToPath(new URL('.', import.meta.url));

/** The page's state lives in modules, so each of its specs starts with new ones. */
const PAGE = /^src\/(actions|components|engine-client|session|store)\//;
/** What would reach the next spec in the same thread. */
const LEAVES_TRACES = /\bvi\.(mock|doMock|resetModules|stubGlobal)\(|\bglobalThis\b/;

const alone = ['src', 'scripts', 'bench']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  )
  .filter((file) => file.endsWith('.spec.ts'))
  .filter((file) => PAGE.test(file) || LEAVES_TRACES.test(readFileSync(join(root, file), 'utf8')));

const inNode = {
  environment: 'node' as const,
  pool: 'threads' as const, // a quarter less processor time than a process per file
  testTimeout: 30_000,
};
const inBrowser = 'src/**/*.{gpu,browser}.spec.ts';

/**
 * `unit` runs in Node with one module cache for each thread, which takes half the time; `unit-alone`
 * holds the specs that need a cache of their own. `gpu` runs the WGSL kernels in headless Chromium
 * on a software adapter and fails without one.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.spec.ts'],
          exclude: [inBrowser, ...alone],
          isolate: false,
          ...inNode,
        },
      },
      {
        resolve: { alias },
        test: { name: 'unit-alone', include: alone, exclude: [inBrowser], ...inNode },
      },
      {
        resolve: { alias },
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
