/** Cross-origin isolation by the service worker, for hosts that set no headers. */
import { ISOLATION_HEADERS } from '../lib/headers.mjs';

/**
 * Runs in the service worker before Workbox and adds the headers to what Workbox answers. Only
 * documents and workers need them; any other answer stays the stored one, which the browser keeps
 * compiled. An answer that has them already stays what it is.
 */
export const ISOLATION_SCRIPT = `
const headersOfIsolation = ${JSON.stringify(ISOLATION_HEADERS)};

function isolated(response) {
  const names = Object.keys(headersOfIsolation);
  if (response.status === 0 || names.every((name) => response.headers.has(name))) return response;
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  for (const name of names) headers.set(name, headersOfIsolation[name]);
  return new Response(body, { status, statusText, headers });
}

self.addEventListener('fetch', (event) => {
  if (!['document', 'worker'].includes(event.request.destination)) return;
  const respond = event.respondWith.bind(event);
  event.respondWith = (answer) => respond(Promise.resolve(answer).then(isolated));
});
`.trimStart();
