/**
 * The built page as a plain static host would serve it: under a path of its own, with headers of
 * choice.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileServer, inPage, serveFiles } from '../../scripts/lib/file-server.mjs';

/** The folder of the build. */
export const DIST = resolve(
  fileURLToPath(new URL('../..', import.meta.url)),
  process.env.E2E_DIST ?? 'dist',
);

/** @param path begins and ends in a slash; everything outside it is answered with 404. */
export function serveDist(path: string, headers: Record<string, string> = {}): Promise<FileServer> {
  return serveFiles(path, (name) => inPage(DIST, name), { headersOf: () => headers });
}
