/** One service worker that makes the app usable without a network after the first visit. */
import type { Plugin, PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { ISOLATION_SCRIPT } from './isolation.ts';

/** Above the WebAssembly runtime (26.8 MB), the largest file. */
const LARGEST_FILE = 32 * 1024 * 1024;

const ISOLATION_FILE = 'isolation.js';

/**
 * Everything is stored on the first visit except the networks and the tables of words:
 * `src/models/store.ts` keeps those, with their hashes checked, as soon as they have been used. A copy here
 * would also answer when a damaged one is fetched anew. A new version waits until all tabs of
 * the old one are closed, so that no page finds its own lazily loaded parts gone.
 */
export function offline(): PluginOption {
  return [isolation(), serviceWorker(), notForTheCommand()];
}

function isolation(): Plugin {
  return {
    name: 'isolation-by-the-service-worker',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: ISOLATION_FILE, source: ISOLATION_SCRIPT });
    },
  };
}

function serviceWorker(): PluginOption {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: 'script-defer',
    manifest: false,
    workbox: {
      importScripts: [ISOLATION_FILE],
      globPatterns: ['**/*.{html,js,css,wasm,json,jpg,png,md,mp4,zip}'],
      globIgnores: [
        '**/evaluate.html',
        '**/assets/headless-command-*',
        'models/words/**',
        ISOLATION_FILE,
      ],
      navigateFallbackDenylist: [/\/evaluate\.html$/],
      maximumFileSizeToCacheInBytes: LARGEST_FILE,
      ignoreURLParametersMatching: [/./], // the query only chooses how the engine starts
      clientsClaim: true,
      skipWaiting: false,
      cleanupOutdatedCaches: true,
    },
  });
}

/**
 * `npm run evaluate` serves its page and its data for one run: a stored copy would only be in the
 * way.
 */
function notForTheCommand(): Plugin {
  return {
    name: 'no-service-worker-for-the-command',
    enforce: 'post',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { filename }) =>
        filename.endsWith('evaluate.html')
          ? html.replace(/<script[^>]*registerSW\.js[^>]*><\/script>/, '')
          : html,
    },
  };
}
