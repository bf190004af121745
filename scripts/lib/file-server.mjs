/**
 * The one file server of commands and tests: plain files on 127.0.0.1, below one path, with headers
 * of choice.
 */
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

/**
 * @param root begins and ends in a slash; everything outside it is answered with 404.
 * @param locate turns a name below the root into `{ file, writable }`, or null where there is none.
 * Never sees a name with `..`.
 * @param headers of every file.
 * @returns `{ url, close }`: the address of the root.
 */
export async function serveFiles(root, locate, headers = {}) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.startsWith(root)
      ? normalize(decodeURIComponent(pathname.slice(root.length)))
      : '..';
    const found = name.startsWith('..') ? null : locate(name);
    if (!found) response.writeHead(404).end();
    else if (request.method === 'GET') await send(response, found.file, headers);
    else if (!found.writable) response.writeHead(405).end();
    else if (request.method === 'PUT') await receive(request, response, found.file);
    else if (request.method === 'DELETE') {
      rmSync(found.file, { force: true });
      response.writeHead(204).end();
    } else response.writeHead(405).end();
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${server.address().port}${root}`, close };
}

/** Where a built page has a file; its root is `index.html`. For `locate`. */
export function inPage(dist, name) {
  return { file: join(dist, name === '.' ? 'index.html' : name), writable: false };
}

async function send(response, file, headers) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    ...headers,
  });
  await pipeline(createReadStream(file), response).catch(() => {}); // the browser was closed meanwhile
}

/** Under another name until it is whole: a run may be killed at any moment. */
async function receive(request, response, file) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  await pipeline(request, createWriteStream(partial));
  renameSync(partial, file);
  response.writeHead(204).end();
}
