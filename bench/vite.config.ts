/** The bench page: our operations and the alternatives, without the app around them. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { assemblyScript } from '../scripts/vite/assembly-script.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('./page'),
  base: './',
  publicDir: path('../public'),
  plugins: [assemblyScript()],
  worker: { plugins: () => [assemblyScript()] },
  resolve: { alias: { '#src': path('../src') } },
  build: {
    outDir: path('../.cache/bench/page'),
    emptyOutDir: true,
    target: 'esnext',
    chunkSizeWarningLimit: 20_000,
  },
  preview: { host: '127.0.0.1' },
});
