/** The built page as a plain static host would serve it: under a path of its own, with headers of choice. */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL(`../../${process.env.E2E_DIST ?? 'dist'}`, import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};

export interface StaticHost {
  /** Address of the page, ending in a slash. */
  url: string;
  close(): Promise<void>;
}

/** @param path begins and ends in a slash; everything outside it is answered with 404. */
export async function serveDist(path: string, headers: Record<string, string> = {}): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.startsWith(path) ? normalize(decodeURIComponent(pathname.slice(path.length))) : null;
    const file = name === null || name.startsWith('..') ? null : join(DIST, name === '.' ? 'index.html' : name);
    const size = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
    if (file === null || !size?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': size.size,
      ...headers,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
