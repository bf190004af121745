/** What a first visit asks for on the CPU path, from a server that has the build's Brotli files. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Response, test } from '@playwright/test';
import { ISOLATION_HEADERS } from '../scripts/lib/headers.mjs';
import { waitForAnalysis } from './support/page';
import { DIST, serveDist } from './support/static-server';

/** Bytes of runtime, scripts and picture; and of the networks, which Brotli does not make smaller. */
const LARGEST = { raw: 16e6, wire: 3.8e6, networks: 9e6 };

test('runtime, scripts and picture of a first visit are small, and so is its network', async ({
  page,
}) => {
  const host = await serveDist('/', ISOLATION_HEADERS);
  const responses: Response[] = [];
  page.context().on('response', (response) => responses.push(response));
  await page.goto(host.url);
  await waitForAnalysis(page);
  await host.close();

  // By the files: the browser does not tell the size of a worker's script.
  const files = new Map<string, { raw: number; wire: number }>();
  for (const response of responses.filter((one) => one.url().startsWith(host.url))) {
    const file = join(DIST, new URL(response.url()).pathname.slice(1) || 'index.html');
    const raw = statSync(file).size;
    const isSmaller = response.headers()['content-encoding'] === 'br';
    files.set(file, { raw, wire: isSmaller ? statSync(`${file}.br`).size : raw });
  }
  const sumOf = (kind: RegExp) => {
    const chosen = [...files].filter(([name]) => kind.test(name)).map(([, size]) => size);
    expect(chosen.length, String(kind)).toBeGreaterThan(0);
    const total = (key: 'raw' | 'wire') => chosen.reduce((sum, size) => sum + size[key], 0);
    return { raw: total('raw'), wire: total('wire') };
  };
  const runtime = sumOf(/\.wasm$/);
  const scripts = sumOf(/\.js$/);
  const picture = sumOf(/\.jpg$/);
  const networks = sumOf(/\.onnx$/);
  const told = JSON.stringify({ runtime, scripts, picture, networks });
  expect(runtime.raw + scripts.raw + picture.raw, told).toBeLessThanOrEqual(LARGEST.raw);
  expect(runtime.wire + scripts.wire + picture.wire, told).toBeLessThanOrEqual(LARGEST.wire);
  expect(networks.raw, told).toBeLessThanOrEqual(LARGEST.networks);
});
