/** One service worker that makes the app usable without a network after the first visit. */
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Above the WebAssembly runtime (26.8 MB), the largest file. */
const LARGEST_FILE = 32 * 1024 * 1024;

/**
 * Everything is stored on the first visit except the networks: `src/models/store.ts` keeps those, with their hashes
 * checked, as soon as they have been used. A new version waits until all tabs of the old one are closed, so that no
 * page finds its own lazily loaded parts gone.
 */
export function offline(): PluginOption {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: 'script-defer',
    manifest: false,
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,json,jpg,png,md}'],
      maximumFileSizeToCacheInBytes: LARGEST_FILE,
      ignoreURLParametersMatching: [/./], // the query only chooses how the engine starts
      clientsClaim: true,
      skipWaiting: false,
      cleanupOutdatedCaches: true,
    },
  });
}
