/** Single values of a command line. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** @typedef {Record<string, string | string[] | boolean | undefined>} Values */

/** A mistake on the command line. */
export class UsageError extends Error {}

/** @param {Values} values @param {string} name @param {string[]} allowed */
export function oneOf(values, name, allowed) {
  const text = String(values[name]);
  if (!allowed.includes(text))
    throw new UsageError(`--${name} must be ${allowed.join(' or ')}, not "${text}"`);
  return text;
}

/** @param {Values[string]} path @param {string} name for the message. */
export function folder(path, name) {
  if (typeof path !== 'string' || !path) throw new UsageError(`${name} is missing`);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${path} is not a folder`);
  return resolve(path);
}

/** @param {string} root @returns paths of all files below it, with slashes, links followed. */
export function filesIn(root) {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name), { throwIfNoEntry: false })?.isFile(),
  );
  return names.map((name) => relative(root, join(root, name)).split(sep).join('/')).sort();
}
