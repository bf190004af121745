/** Serves the built page, and the data folders of one run, on 127.0.0.1. */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Everything lies below a random path, so that no other page of this machine can read or write the data.
 * @param dist the built page. @param headers of its responses.
 * @param folders `{ images, labels, state, results, shards: [...] }`, each `{ path, writable }`.
 * @returns `{ url, close }`: the address ends in a slash.
 */
export async function serveRun(dist, folders, headers) {
  const root = `/${randomBytes(16).toString('hex')}/`;
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });

  async function answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.startsWith(root) ? normalize(decodeURIComponent(pathname.slice(root.length))) : '..';
    const found = name.startsWith('..') ? null : locate(name);
    if (!found) response.writeHead(404).end();
    else if (request.method === 'GET') await send(response, found);
    else if (!found.writable) response.writeHead(405).end();
    else if (request.method === 'PUT') await receive(request, response, found.file);
    else if (request.method === 'DELETE') {
      rmSync(found.file, { force: true });
      response.writeHead(204).end();
    } else response.writeHead(405).end();
  }

  /** `data/FOLDER/...` in the data folders, `data/shards/N/...` in those of the shards, anything else in the page. */
  function locate(name) {
    const [first, second, ...rest] = name.split('/');
    if (first !== 'data') return { file: join(dist, name), writable: false };
    const folder = second === 'shards' ? folders.shards?.[Number(rest.shift())] : folders[second];
    return folder?.path && rest.length > 0 ? { file: join(folder.path, ...rest), writable: folder.writable === true } : null;
  }

  async function send(response, { file }) {
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

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}${root}`, close };
}

/** Under another name until it is whole: a run may be killed at any moment. */
async function receive(request, response, file) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  await pipeline(request, createWriteStream(partial));
  renameSync(partial, file);
  response.writeHead(204).end();
}
