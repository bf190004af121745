/**
 * The headers of the page, in one place: `npm start`, `vite preview`, `_headers` for static hosts
 * that read it, and those that isolate it for `vite` and the service worker.
 */

/** @type {Record<string, string>} */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'", // the network's runtime is WebAssembly
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'connect-src': "'self' blob: data:", // blob: and data: are what scripts may pass to window.anomalens
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
};

/** @param {Record<string, string>} policy */
const written = (policy) =>
  Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

/**
 * The page alone may ask other hosts, and does so for a network that its address names, after a click
 * (`src/session/own-network/remote`). Its workers, which hold the pictures, may not.
 */
const PAGE_POLICY = { ...POLICY, 'connect-src': `${POLICY['connect-src']} https:` };

/** For the meta tag of hosts whose headers are not ours; a tag cannot refuse frames. */
export const META_POLICY = written(PAGE_POLICY);

/**
 * What makes the page cross-origin isolated, without which a browser gives no threads to WebAssembly.
 * A worker needs them on its own response too. `require-corp`, because everything that the page
 * fetches is of its own origin, and Safari knows no `credentialless`.
 */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * A worker takes its policy from its own response, and frames are refused by header only: hence
 * headers beside the tag.
 */
export const SECURITY_HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': written({ ...PAGE_POLICY, 'frame-ancestors': "'none'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** The names of the files below this folder hold a hash of what is in them. */
const ASSETS = 'assets/';
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' };
/** Scripts of workers are among the assets. A second policy only takes from the first. */
const OF_WORKERS = {
  'Content-Security-Policy': written({ ...POLICY, 'frame-ancestors': "'none'" }),
};

/**
 * @param {string} name of a file below the root of the page.
 * @returns {Record<string, string>}
 */
export const headersOf = (name) =>
  name.startsWith(ASSETS) ? { ...SECURITY_HEADERS, ...FOR_EVER, ...OF_WORKERS } : SECURITY_HEADERS;

/** @param {Record<string, string>} headers */
const lines = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('');

/** The file `_headers`, where a later rule adds to those before it. */
export const HEADERS_FILE = `/*\n${lines(SECURITY_HEADERS)}\n/${ASSETS}*\n${lines({ ...FOR_EVER, ...OF_WORKERS })}`;
