/** The command line of `--methods list`. */
import { networkOf } from './network-options.mjs';
import { engineOf, OPTIONS } from './options.mjs';
import { filesIn, folder, namesOf, parse } from './values.mjs';

/**
 * What is offered, which needs neither labels nor a place for results; null for every other command.
 * @param {string[]} args @returns {Omit<import('./options.mjs').Command, 'out'> | null}
 * @throws import('./values.mjs').UsageError
 */
export function readListCommand(args) {
  const { values, tokens } = parse(args, OPTIONS);
  if (values.methods !== 'list') return null;
  const network = networkOf(values, namesOf(tokens));
  const images = values.images === undefined ? null : folder(values.images, '--images DIR');
  return {
    folders: {
      ...(images && { images: { path: images } }),
      ...(network && { network: { path: network.folder } }),
    },
    job: { ...engineOf(values), ...LISTED(network?.job ?? null, images) },
  };
}

/** @param {import('./network-options.mjs').NetworkJob | null} network @param {string | null} images */
const LISTED = (network, images) => ({ network, images: images === null ? [] : filesIn(images) });
