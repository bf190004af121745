/** The command line of `npm run name`. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { FileError, filesIn, folder, UsageError } from '../evaluate/values.mjs';

export const NAME_USAGE = 'npm run name -- --images DIR --names FILE [--masks DIR] --out FILE.csv';

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const OPTIONS = {
  images: { type: 'string' },
  names: { type: 'string' },
  masks: { type: 'string' },
  out: { type: 'string' },
};

/** @param {string[]} args @returns {import('../evaluate/options.mjs').Command} @throws UsageError */
export function readNameCommand(args) {
  const values = valuesOf(args);
  const images = folder(values.images, '--images DIR');
  const masks = values.masks === undefined ? null : folder(values.masks, '--masks DIR');
  const names = file(values.names, '--names FILE');
  const out = outFile(values.out);
  if (out === names) throw new UsageError('--out would overwrite --names');
  return {
    out,
    folders: {
      images: { path: images },
      ...(masks === null ? {} : { labels: { path: masks } }),
      results: { path: dirname(out), writable: true },
    },
    job: jobOf({
      images: picturesIn(images, masks),
      masks: masks === null ? null : filesIn(masks),
      names: namesIn(names),
      table: basename(out),
      longSide: 768,
      secondLook: null,
      inference: 'wasm',
      compute: 'cpu',
    }),
  };
}

/**
 * @template {import('../evaluate/options.mjs').Job} T
 * @param {T} job @returns {import('../evaluate/options.mjs').Job} with all its settings.
 */
const jobOf = (job) => job;

/** @param {string[]} args */
function valuesOf(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string | undefined} path @param {string} name for the message. */
function file(path, name) {
  if (!path) throw new UsageError(`${name} is missing`);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`${path} is not a file`);
  return resolve(path);
}

/** @param {string | undefined} path */
function outFile(path) {
  if (!path) throw new UsageError('--out FILE.csv is missing');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--out ${path} is a folder, not a file`);
  return resolve(path);
}

/** Masks may lie among the pictures. @param {string} images @param {string | null} masks */
function picturesIn(images, masks) {
  const inside = masks === null ? '..' : relative(images, masks).split(sep).join('/');
  const isMask = (/** @type {string} */ name) =>
    inside !== '' && !inside.startsWith('..') && name.startsWith(`${inside}/`);
  return filesIn(images).filter((name) => !isMask(name));
}

/** A name a line, in their order; empty lines are none. @param {string} path @throws UsageError */
function namesIn(path) {
  const names = textOf(path)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  if (given.length === 0) throw new FileError(`${path} holds no names: write one a line`);
  return given;
}

/** Without a byte order mark. @param {string} path @throws UsageError for another encoding. */
function textOf(path) {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new FileError(`${path} is not text in UTF-8: save it with this encoding`);
  return bytes.toString().replace(/^\ufeff/, '');
}
