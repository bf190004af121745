/**
 * Which Chromium the tests drive, and the flags that give a headless one a software WebGPU adapter.
 */
import { existsSync } from 'node:fs';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * Path of the browser: `CHROMIUM_PATH`, or the first system one; undefined leaves the choice to
 * Playwright.
 */
export const CHROMIUM_PATH =
  process.env.CHROMIUM_PATH ?? CANDIDATES.find((path) => existsSync(path));

/** No WebGPU: the WebAssembly and TypeScript paths. */
export const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * WebAssembly stays as it was compiled first: on small pictures compiling it a second time costs more
 * than it saves, a fourth of the processor time of a test. Every result is the same bit for bit.
 */
export const COMPILED_ONCE = '--js-flags=--liftoff-only';

/**
 * SwiftShader for compute, presentation and texture copies; dropping any one of these breaks one of
 * the three.
 */
export const SOFTWARE_GPU_FLAGS = [
  ...QUIET_FLAGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
];
