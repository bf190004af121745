import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_PATH, SOFTWARE_GPU_FLAGS } from './scripts/chromium.mjs';

const alias = { '#src': fileURLToPath(new URL('./src', import.meta.url)) };

/**
 * `unit` runs in Node; `gpu` runs the WGSL kernels in headless Chromium on a software adapter and
 * fails without one.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{src,scripts,bench}/**/*.spec.ts'],
          exclude: ['src/**/*.{gpu,browser}.spec.ts'],
          environment: 'node',
          pool: 'threads', // a quarter less processor time than a process per file
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'gpu',
          include: ['src/**/*.{gpu,browser}.spec.ts'],
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
