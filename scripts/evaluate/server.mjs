/** Serves the built page, and the data folders of one run. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { inPage, serveFiles } from '../lib/file-server.mjs';
import { headersOf } from '../lib/headers.mjs';

/**
 * @typedef {{ path: string, writable?: boolean }} Folder
 *
 * @typedef {object} Folders
 * @property {Folder} [images]
 * @property {Folder} [labels] or masks of what is named.
 * @property {Folder[]} [scores]
 * @property {Folder} [roi] masks of what counts.
 * @property {Folder[]} [networks] a person's own, each with what lies beside it.
 * @property {Folder} [state]
 * @property {Folder} [results]
 * @property {Folder[]} [shards]
 */

/**
 * Everything lies below a random path, so that no other page of this machine can read or write the
 * data.
 * @param {string} dist the built page.
 * @param {Folders} folders
 */
export function serveRun(dist, folders) {
  /** @param {string | undefined} name @returns {Folder | undefined} */
  const folderOf = (name) =>
    name === 'images' ||
    name === 'labels' ||
    name === 'roi' ||
    name === 'state' ||
    name === 'results'
      ? folders[name]
      : undefined;

  /**
   * `data/FOLDER/...` in the data folders, `data/scores/N/...`, `data/shards/N/...` and `data/networks/N/...`
   * in the N-th of those, anything else in the page.
   * @param {string} name
   */
  const locate = (name) => {
    const [first, second, ...rest] = name.split('/');
    if (first !== 'data') return inPage(dist, name);
    const folder =
      second === 'shards' || second === 'scores' || second === 'networks'
        ? folders[second]?.[Number(rest.shift())]
        : folderOf(second);
    return folder && rest.length > 0
      ? { file: join(folder.path, ...rest), writable: folder.writable === true, mayBeAbsent: true }
      : null;
  };
  return serveFiles(`/${randomBytes(16).toString('hex')}/`, locate, { headersOf });
}
