/** A person's own network for a command: opened once, its methods known on both sides. */
import { AnomalensError } from '#src/core/errors';
import { externalFilesOf } from '#src/core/onnx/header';
import { readHeader } from '#src/core/onnx/read-header';
import { readCard } from '#src/core/own-network/card';
import type { Engine } from '#src/engine-client/engine';
import { readRemote } from '#src/evaluation/headless/remote-files';
import type { ToldNetwork } from '#src/evaluation/headless/told-network';
import { formulaOfOwn, ownMethods } from '#src/methods/own-methods';
import { findMethod, registerMethods } from '#src/methods/registry';
import type { GivenFile, OpenedNetwork } from '#src/protocol/own-network';

/** Paths are below `data/networks/N/`. */
export interface NetworkJob {
  file: string;
  /** Everything else that lies there. */
  beside: string[];
  /** The text of a card that decides everything; null to find out. */
  card: string | null;
  /** What its folder is called. */
  folder: string;
  /** Where the command line says one; null for what the card says. */
  longSide: number | null;
}

/** Descriptions that say how a network is fed. */
const DESCRIPTION = /\.(json|ya?ml)$/i;
/** How many pictures are looked at where nothing says how it is fed. */
const MOST_PICTURES = 12;
const PICTURE = /\.(jpe?g|png|webp|avif|bmp|gif)$/i;

/**
 * One after the other: they share the memory of a tab. @param pictures paths below `data/images/`.
 * @throws AnomalensError of the networks, `picture-unreadable` for a file that cannot be read.
 */
export async function openOwn(
  engine: Engine,
  jobs: readonly NetworkJob[],
  pictures: readonly string[],
): Promise<OpenedNetwork[]> {
  const opened: OpenedNetwork[] = [];
  for (const [index, job] of jobs.entries()) {
    const next = await openOne(engine, job, `networks/${index}`, pictures);
    if (opened.some(({ modelId }) => modelId === next.modelId))
      throw new AnomalensError('option-invalid', `${job.file} is given twice.`);
    opened.push(next);
  }
  return opened;
}

async function openOne(
  engine: Engine,
  { file, beside, card, folder, longSide }: NetworkJob,
  place: string,
  pictures: readonly string[],
): Promise<OpenedNetwork> {
  const network = { path: `${folder}/${file}`, blob: await readRemote(place, file) };
  const wanted = await wantedBeside(network, beside);
  const given = card === null ? null : readCard(card);
  const seen = given ? [] : pictures.filter((name) => PICTURE.test(name)).slice(0, MOST_PICTURES);
  const opened = await engine.request('openNetwork', {
    network,
    beside: await Promise.all(
      wanted.map(async (path) => ({ path, blob: await readRemote(place, path) })),
    ),
    card: given,
    longSide,
    pictures: await Promise.all(
      seen.map(async (name) => ({ blob: await readRemote('images', name), name })),
    ),
  });
  registerMethods(opened.modelId, ownMethods(opened.modelId, opened.card));
  return opened;
}

/** Descriptions, and the files that hold weights: others may be large and have no part in it. */
async function wantedBeside({ blob }: GivenFile, beside: readonly string[]): Promise<string[]> {
  const header = await readHeader({
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  });
  const weights = externalFilesOf(header).map(nameOf);
  return beside.filter((path) => DESCRIPTION.test(path) || weights.includes(nameOf(path)));
}

const nameOf = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

/**
 * The ids of methods that a command names. With networks a formula is theirs: `msp` is that of each of
 * them, and every other id is a method of the page.
 * @param named null for all of the networks.
 * @throws AnomalensError `method-unknown` that lists what the networks offer.
 */
export function ownMethodIds(
  networks: readonly Pick<OpenedNetwork, 'modelId' | 'card'>[],
  named: readonly string[] | null,
): string[] {
  const own = networks.flatMap(({ modelId, card }) =>
    ownMethods(modelId, card).map(({ id }) => id),
  );
  if (named === null) return own;
  return named.flatMap((name) => {
    const ids = own.filter((candidate) => candidate === name || formulaOfOwn(candidate) === name);
    if (ids.length > 0) return ids;
    if (findMethod(name) && !isLeftOut(name)) return name;
    const offered = [...new Set(own.map(formulaOfOwn))].join(', ');
    throw new AnomalensError(
      'method-unknown',
      `${networks.map(({ card }) => card.title).join(' and ')} offers ${offered}, not "${name}".`,
    );
  });
}

/** A formula that others are compared with is that of the first network which has it. */
export function ownBaseline(
  networks: readonly Pick<OpenedNetwork, 'modelId' | 'card'>[],
  named: string | null,
): string | null {
  const own = networks.flatMap(({ modelId, card }) => ownMethods(modelId, card));
  return own.find(({ id }) => formulaOfOwn(id) === named)?.id ?? named;
}

/** Formulas that the network would have if it gave logits: the page's own is not meant. */
function isLeftOut(name: string): boolean {
  return ['max-logit', 'energy'].includes(name);
}

export function toldOf({ modelId, card, because, unclear, vote }: OpenedNetwork): ToldNetwork {
  const votes = vote?.candidates
    .slice(0, 3)
    .map(({ title, votes: count }) => `${title} ${count}`)
    .join(', ');
  return {
    modelId,
    card,
    because: [...Object.values(because), ...(votes ? [`Pictures spoke for: ${votes}.`] : [])],
    unclear,
    methods: ownMethods(modelId, card).map(({ id, title, unit }) => ({
      id,
      name: formulaOfOwn(id) ?? id,
      title,
      unit,
    })),
  };
}
