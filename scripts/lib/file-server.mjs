/**
 * The one file server of commands and tests: plain files on 127.0.0.1, below one path, with headers
 * of choice.
 */
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 *
 * @typedef {object} ServedFile
 * @property {string} file
 * @property {boolean} writable
 * @property {boolean} [mayBeAbsent] that there is none is an answer (204), not an error (404), which
 * a browser would write to its console.
 * @property {string} [brotli] where the same may lie compressed, for browsers that take it.
 *
 * @typedef {{ url: string, close: () => Promise<void> }} FileServer the address ends in a slash.
 *
 * @typedef {object} ServerOptions
 * @property {(name: string) => Record<string, string>} [headersOf] a file, by its name below the
 * root; asked with an empty name for what is not a file.
 * @property {number} [port] any free one without it.
 */

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

/**
 * @param {string} root begins and ends in a slash; everything outside it is answered with 404.
 * @param {(name: string) => ServedFile | null} locate finds the file of a name below the root, or
 * null where there is none. Never sees a name with `..`.
 * @param {ServerOptions} [options]
 * @returns {Promise<FileServer>}
 * @throws the error of the system, with code EADDRINUSE where the port is taken.
 */
export async function serveFiles(root, locate, { headersOf = () => ({}), port = 0 } = {}) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else end(response, 500);
    });
  });

  /** @param {Response} response @param {number} status */
  const end = (response, status) => response.writeHead(status, headersOf('')).end();

  /** @param {Request} request @param {Response} response */
  async function answer(request, response) {
    if (!isOwnHost(request.headers.host)) return void end(response, 403);
    const name = nameBelow(root, request.url ?? '/');
    const place = name === null ? null : locate(name);
    if (name === null || !place) return void end(response, 404);
    const { method } = request;
    if (method === 'GET' || method === 'HEAD') return send(request, response, place, name);
    if (!place.writable) return void end(response, 405);
    if (method === 'PUT') await receive(request, place.file);
    else if (method === 'POST') await append(request, place.file);
    else if (method === 'DELETE') rmSync(place.file, { force: true });
    else return void end(response, 405);
    end(response, 204);
  }

  /**
   * A page of another name may point that name to this machine; its requests carry the name.
   * @param {string | undefined} host
   */
  function isOwnHost(host) {
    return host === `127.0.0.1:${ownPort}` || host === `localhost:${ownPort}`;
  }

  /** @param {Request} request @param {Response} response @param {ServedFile} place @param {string} name */
  async function send(request, response, { file, mayBeAbsent, brotli }, name) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return void end(response, mayBeAbsent ? 204 : 404);
    const smaller = brotli && statSync(brotli, { throwIfNoEntry: false });
    const isCompressed = smaller && takesBrotli(request);
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': isCompressed ? smaller.size : stats.size,
      ...(smaller && { Vary: 'Accept-Encoding' }), // a cache must not give it to others
      ...(isCompressed && { 'Content-Encoding': 'br' }),
      ...headersOf(name),
    });
    if (request.method === 'HEAD') return void response.end();
    await pipeline(createReadStream(isCompressed ? brotli : file), response).catch(() => {}); // the browser was closed meanwhile
  }

  const ownPort = await listen(server, port);
  const close = () => {
    server.closeAllConnections();
    return new Promise((/** @type {(value: void) => void} */ resolve) =>
      server.close(() => resolve()),
    );
  };
  return { url: `http://127.0.0.1:${ownPort}${root}`, close };
}

/** @param {Request} request */
const takesBrotli = ({ headers }) =>
  String(headers['accept-encoding'] ?? '')
    .split(',')
    .some((coding) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/.test(coding));

/**
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any free one.
 * @returns {Promise<number>} the port.
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
    });
  });
}

/**
 * @param {string} root
 * @param {string} url as it was asked for.
 * @returns {string | null} null for what is not below the root, or not an address at all.
 */
function nameBelow(root, url) {
  try {
    const { pathname } = new URL(url, 'http://localhost');
    if (!pathname.startsWith(root)) return null;
    const name = normalize(decodeURIComponent(pathname.slice(root.length)));
    return name.startsWith('..') ? null : name.split(sep).join('/');
  } catch {
    return null;
  }
}

/**
 * Where a built page has a file; its root is `index.html`. For `locate`.
 * @param {string} dist
 * @param {string} name
 * @returns {ServedFile | null} null for a link that leads out of the page.
 */
export function inPage(dist, name) {
  try {
    const file = realpathSync(join(dist, name === '.' ? 'index.html' : name));
    return file.startsWith(realpathSync(dist) + sep)
      ? { file, writable: false, brotli: `${file}.br` }
      : null;
  } catch {
    return null; // there is no such file
  }
}

/**
 * Behind what the file holds, as it comes: of a large result the page keeps nothing.
 * @param {Request} request
 * @param {string} file
 */
async function append(request, file) {
  mkdirSync(dirname(file), { recursive: true });
  await pipeline(request, createWriteStream(file, { flags: 'a' }));
}

/**
 * Under another name until it is whole: a run may be killed at any moment.
 * @param {Request} request
 * @param {string} file
 */
async function receive(request, file) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  await pipeline(request, createWriteStream(partial));
  renameSync(partial, file);
}
