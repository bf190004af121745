import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ISOLATION_HEADERS, SECURITY_HEADERS } from './scripts/lib/headers.mjs';
import { assemblyScript } from './scripts/vite/assembly-script.mjs';
import { brotli } from './scripts/vite/brotli.ts';
import { buildStamp } from './scripts/vite/build-stamp.ts';
import { contentSecurity } from './scripts/vite/content-security.ts';
import { offline } from './scripts/vite/offline.ts';

const pageAt = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

export default defineConfig({
  base: './', // a static build under any path
  plugins: [react(), assemblyScript(), contentSecurity(), offline(), brotli(), buildStamp()],
  resolve: { alias: { '#src': fileURLToPath(new URL('./src', import.meta.url)) } },
  worker: {
    format: 'es', // keeps the dynamic import of onnxruntime-web a chunk of its own
    plugins: () => [assemblyScript()],
    // What stands in for `require`, which onnxruntime has for Node alone, would lie in the engine's
    // file: every thread of onnxruntime, which loads its chunk again, would run the engine.
    rolldownOptions: { transform: { define: { require: 'undefined' } } },
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: {
    target: 'esnext',
    rolldownOptions: {
      input: { index: pageAt('index.html'), 'headless-command': pageAt('evaluate.html') },
    }, // npm run evaluate
  },
  server: { host: '127.0.0.1', headers: ISOLATION_HEADERS },
  preview: { host: '127.0.0.1', headers: SECURITY_HEADERS },
});
