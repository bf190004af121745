/** Serves the built page, and the data folders of one run. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inPage, serveFiles } from '../lib/file-server.mjs';

/**
 * Everything lies below a random path, so that no other page of this machine can read or write the
 * data.
 * @param dist the built page. @param headers of its responses.
 * @param folders `{ images, labels, state, results, shards: [...] }`, each `{ path, writable }`.
 * @returns `{ url, close }`: the address ends in a slash.
 */
export function serveRun(dist, folders, headers) {
  /**
   * `data/FOLDER/...` in the data folders, `data/shards/N/...` in those of the shards, anything
   * else in the page.
   */
  const locate = (name) => {
    const [first, second, ...rest] = name.split('/');
    if (first !== 'data') return inPage(dist, name);
    const folder = second === 'shards' ? folders.shards?.[Number(rest.shift())] : folders[second];
    return folder?.path && rest.length > 0
      ? { file: join(folder.path, ...rest), writable: folder.writable === true }
      : null;
  };
  return serveFiles(`/${randomBytes(16).toString('hex')}/`, locate, headers);
}
