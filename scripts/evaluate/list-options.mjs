/** The command line of `--methods list`. */
import { networksOf } from './network-options.mjs';
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
  const networks = networksOf(values, namesOf(tokens));
  const images = values.images === undefined ? null : folder(values.images, '--images DIR');
  return {
    folders: {
      ...(images && { images: { path: images } }),
      networks: networks.map(({ folder: path }) => ({ path })),
    },
    job: {
      ...engineOf(values),
      ...listed(
        networks.map(({ job }) => job),
        images,
      ),
    },
  };
}

/** @param {import('./network-options.mjs').NetworkJob[]} networks @param {string | null} images */
const listed = (networks, images) => ({ networks, images: images === null ? [] : filesIn(images) });
