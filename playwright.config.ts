import { defineConfig } from '@playwright/test';
import {
  CHROMIUM_PATH,
  COMPILED_ONCE,
  QUIET_FLAGS,
  SOFTWARE_GPU_FLAGS,
} from './scripts/chromium.mjs';

/** Other values let several runs share a machine. */
const PORT = Number(process.env.E2E_PORT ?? 4517);
const BUILT = process.env.E2E_DIST ?? 'dist';

/** Whole pictures, and what a person waits for: WebAssembly as fast as Chrome makes it. */
const FULL_SIZE = /(timing|quality)\.spec\.ts$/;

/**
 * The built page in headless Chromium. `nogpu` and `full-size` have no WebGPU and take the
 * WebAssembly and TypeScript paths; `gpu` has a software adapter and takes the WebGPU ones, forced
 * by URL.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/golden/{arg}{ext}',
  forbidOnly: true,
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 45_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    actionTimeout: 45_000,
    locale: 'en-GB',
    colorScheme: 'light',
    serviceWorkers: 'block', // the offline specs allow it; routes do not see what a service worker fetches
    trace: 'off',
    screenshot: 'off',
  },
  projects: [
    {
      name: 'nogpu',
      testIgnore: ['gpu/**', FULL_SIZE],
      use: {
        launchOptions: { executablePath: CHROMIUM_PATH, args: [...QUIET_FLAGS, COMPILED_ONCE] },
      },
    },
    {
      name: 'full-size',
      testMatch: FULL_SIZE,
      use: { launchOptions: { executablePath: CHROMIUM_PATH, args: QUIET_FLAGS } },
    },
    {
      name: 'gpu',
      testMatch: 'gpu/**/*.spec.ts',
      timeout: 300_000,
      use: { launchOptions: { executablePath: CHROMIUM_PATH, args: SOFTWARE_GPU_FLAGS } },
    },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --outDir ${BUILT} --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
