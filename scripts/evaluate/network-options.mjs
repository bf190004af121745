/** The options about a person's own network. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { filesIn, UsageError } from './values.mjs';

/** @typedef {import('./values.mjs').Values} Values */

export const NETWORK_USAGE = '--network FILE.onnx|DIR [--card FILE.json]';
export const NETWORKS_USAGE = `${NETWORK_USAGE} [--network ...]`;

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const NETWORK_OPTIONS = {
  network: { type: 'string', multiple: true },
  card: { type: 'string', multiple: true },
};

/** The one that is meant of several files, which are often the same network in other number formats. */
const USUAL = /^(model|end2end)\.onnx$/i;

/**
 * @typedef {object} NetworkJob what the page is told; paths are below the folder.
 * @property {string} file
 * @property {string[]} beside everything else that lies there.
 * @property {string | null} card the text of one that decides everything.
 * @property {string} folder what it is called.
 * @property {number | null} longSide where the command line says one.
 */

/**
 * The networks, each with what lies beside it and its card: the first card is that of the first one.
 * @param {Values} values
 * @param {string[]} given names of the options that were given.
 * @returns {{ folder: string, job: NetworkJob }[]} empty where none is given.
 * @throws UsageError
 */
export function networksOf({ network, card, ...values }, given) {
  const networks = Array.isArray(network) ? network : [];
  const cards = Array.isArray(card) ? card : [];
  if (cards.length > networks.length)
    throw new UsageError(
      networks.length === 0
        ? '--card has no meaning without --network'
        : `--card: there are ${cards.length} cards and ${networks.length} networks`,
    );
  return networks.map((path, index) => networkOf(path, cards[index], values, given));
}

/**
 * @param {string} network @param {string | undefined} card @param {Values} values
 * @param {string[]} given @returns {{ folder: string, job: NetworkJob }} @throws UsageError
 */
function networkOf(network, card, values, given) {
  const path = resolve(network);
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) throw new UsageError(`--network ${network} is not there`);
  const folder = state.isDirectory() ? path : folderOf(path);
  const names = state.isDirectory() ? filesIn(folder) : namesIn(folder);
  const file = state.isDirectory()
    ? networkIn(names, network)
    : relative(folder, path).split(sep).join('/');
  const beside = names.filter((name) => name !== file);
  const said = given.includes('looks') ? values.looks : values['long-side'];
  const isSaid = ['long-side', 'looks'].some((name) => given.includes(name));
  const longSide = isSaid ? Number.parseInt(String(said), 10) : null;
  return {
    folder,
    job: { file, beside, card: cardOf(card), folder: basename(folder), longSide },
  };
}

/** Hugging Face has its descriptions one folder above `onnx/`. @param {string} path */
function folderOf(path) {
  const folder = dirname(path);
  return basename(folder) === 'onnx' ? dirname(folder) : folder;
}

/** Files right there and in `onnx/`: what lies deeper is not meant. @param {string} folder */
function namesIn(folder) {
  return ['', 'onnx/'].flatMap((inner) => {
    if (!statSync(join(folder, inner), { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(join(folder, inner), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => inner + name)
      .sort();
  });
}

/** @param {string[]} names @param {string} network @throws UsageError */
function networkIn(names, network) {
  const networks = names.filter((name) => /\.onnx$/i.test(name));
  const usual = networks.filter((name) => USUAL.test(basename(name)));
  const [only, ...more] = networks.length > 1 && usual.length > 0 ? usual : networks;
  if (only === undefined) throw new UsageError(`--network ${network} holds no .onnx file`);
  if (more.length === 0) return only;
  throw new UsageError(
    `--network ${network} holds ${networks.length} networks: name one of ${networks.slice(0, 8).join(', ')}`,
  );
}

/** @param {string | undefined} path @throws UsageError */
function cardOf(path) {
  if (path === undefined) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--card ${path} could not be read`);
  }
}
