/** Beside each file of a build that becomes smaller by it, the same compressed: `index.js.br`. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

/** Networks and pictures are as small as they become. */
const TYPES = new Set(['.html', '.js', '.css', '.wasm', '.json', '.md']);
/** Not 11, which takes twelve times as long (23 s for the runtime) to make it a seventh smaller. */
const QUALITY = 9;

/** `npm start` sends them to browsers that take them, and static hosts that look for `.br` do. */
export function brotli(): Plugin {
  let dist = '';
  return {
    name: 'brotli',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true, // after the service worker is written
      handler: (error?: Error) => (error ? undefined : compressFolder(dist)),
    },
  };
}

/** @throws the error of the file system. */
export async function compressFolder(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && TYPES.has(extname(file.name)))
    .map((file) => join(file.parentPath, file.name));
  await Promise.all(paths.map(compressFile));
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  const smaller = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (smaller.length < bytes.length) await writeFile(`${path}.br`, smaller);
}
