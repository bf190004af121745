/** A shipped network with those that feed it, for specs in a browser and for the bench. */
import type { InferencePath, Size } from '#src/core/types';
import { PICTURE } from '#src/models/feeds';
import {
  feedersIn,
  type Manifest,
  type NetworkEntry,
  parseManifest,
  type SegmenterEntry,
  segmenterById,
} from '#src/models/manifest';
import { createSession, type Session, type SessionOutput } from '#src/models/session';

export interface ChainFiles {
  entry: SegmenterEntry;
  /** In the order in which they run, the network itself last. */
  links: { entry: NetworkEntry; bytes: Uint8Array }[];
}

export interface OpenChain {
  /**
   * Outputs by source (`trunk/at4`), of all links.
   * @param image `[1, 3, height, width]` of the chain's size.
   */
  run(
    image: Float32Array,
    scalars?: Readonly<Record<string, number>>,
  ): Promise<Record<string, SessionOutput>>;
  sessions: { id: string; session: Session }[];
  release(): Promise<void>;
}

async function bytesOf({ file }: NetworkEntry): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(`/models/${file}`)).arrayBuffer());
}

async function shippedManifest(): Promise<Manifest> {
  return parseManifest(await (await fetch('/models/manifest.json')).json());
}

export async function loadChain(id: string): Promise<ChainFiles> {
  const manifest = await shippedManifest();
  const entry = segmenterById(manifest, id);
  const links: ChainFiles['links'] = [];
  for (const link of [...feedersIn(manifest, entry), entry])
    links.push({ entry: link, bytes: await bytesOf(link) });
  return { entry, links };
}

/** @param size of the padded picture. */
export async function openChain(
  { links }: ChainFiles,
  size: Size,
  path: InferencePath,
  device: GPUDevice | null,
): Promise<OpenChain> {
  const opened: { entry: NetworkEntry; session: Session }[] = [];
  for (const { entry, bytes } of links)
    opened.push({
      entry,
      session: await createSession({ entry, bytes, input: size, path, device }),
    });
  return {
    sessions: opened.map(({ entry: { id }, session }) => ({ id, session })),
    run: async (image, scalars = {}) => {
      const values: Record<string, SessionOutput> = { [PICTURE]: image };
      for (const { entry, session } of opened) {
        const feeds = Object.fromEntries(
          entry.inputs.map(({ name, from }) => [name, values[from] as SessionOutput]),
        );
        const own = entry === opened.at(-1)?.entry ? scalars : {};
        for (const [name, output] of Object.entries(await session.run(feeds, size, own)))
          values[`${entry.id}/${name}`] = output;
      }
      return values;
    },
    release: async () => {
      for (const { session } of opened) await session.release();
    },
  };
}
