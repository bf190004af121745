/**
 * The content security policy of the built page: as a meta tag, and as `_headers` for static hosts
 * that read it.
 */
import type { Plugin } from 'vite';

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

const written = (policy: Record<string, string>) =>
  Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

/**
 * A worker takes its policy from its own response, and frames are refused by header only: hence
 * headers beside the tag.
 */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': written({ ...POLICY, 'frame-ancestors': "'none'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const CACHING = '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n';

export function contentSecurity(): Plugin {
  return {
    name: 'content-security',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: written(POLICY) },
        injectTo: 'head-prepend',
      },
      {
        tag: 'meta',
        attrs: { name: 'referrer', content: 'no-referrer' },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      const headers = Object.entries(SECURITY_HEADERS)
        .map(([name, value]) => `  ${name}: ${value}\n`)
        .join('');
      this.emitFile({ type: 'asset', fileName: '_headers', source: `/*\n${headers}\n${CACHING}` });
    },
  };
}
