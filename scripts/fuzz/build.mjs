/** The readers with what damages their inputs, as one file for Node. */
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../lib/run.mjs';

export const FOLDER = join(ROOT, '.cache/fuzz');

/** @returns {Promise<string>} its path. */
export async function buildWorker() {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    resolve: { alias: { '#src': join(ROOT, 'src') } },
    build: {
      ssr: 'src/testing/fuzz/worker.ts',
      outDir: join(FOLDER, 'build'),
      target: 'esnext',
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  return join(FOLDER, 'build/worker.mjs');
}
