/** Single values of a command line. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

/** @typedef {Record<string, string | string[] | boolean | undefined>} Values */

/** A mistake on the command line. */
export class UsageError extends Error {}

/** A file that cannot be used, which its message says all of: how the command is called is no help. */
export class FileError extends UsageError {}

/**
 * What a command says at its end.
 * @param {unknown} error
 * @param {string} usage how the command is called.
 * @returns {{ text: string, exitCode: 1 | 2 }} 2 for a mistake, which usage is told with.
 */
export function failureOf(error, usage) {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof FileError) return { text, exitCode: 2 };
  return error instanceof UsageError
    ? { text: `${text}\n\n${usage}`, exitCode: 2 }
    : { text, exitCode: 1 };
}

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

/**
 * Where results go: a folder, or what may become one.
 * @param {Values[string]} path
 */
export function outFolder(path) {
  if (typeof path !== 'string' || !path) throw new UsageError('--out DIR is missing');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new UsageError(`--out ${path} is a file, not a folder`);
  return resolve(path);
}

/**
 * The words of a command line with `--name -5.2` written as `--name=-5.2`: `parseArgs` takes a value
 * that begins with a minus for an option, and thresholds are often negative.
 * @param {readonly string[]} words
 */
export function withNegativeValues(words) {
  /** @type {string[]} */
  const joined = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (/^-[\d.]/.test(word) && last !== undefined && /^--[\w-]+$/.test(last))
      joined[joined.length - 1] = `${last}=${word}`;
    else joined.push(word);
  }
  return joined;
}

/**
 * The words of a command line by its options.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {string[]} args @param {T} options @throws UsageError
 */
export function parse(args, options) {
  try {
    return parseArgs({
      args: withNegativeValues(args),
      options,
      allowPositionals: true,
      tokens: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The options that were given.
 * @param {{ kind: string, name?: string }[] | undefined} tokens
 * @returns {string[]}
 */
export function namesOf(tokens = []) {
  return tokens.flatMap(({ kind, name }) => (kind === 'option' && name ? [name] : []));
}

/** @param {string} root @returns paths of all files below it, with slashes, links followed. */
export function filesIn(root) {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name), { throwIfNoEntry: false })?.isFile(),
  );
  return names.map((name) => relative(root, join(root, name)).split(sep).join('/')).sort();
}
