/** Where an interrupted run continues: the pools of the worker and a journal of the images that they hold. */
import { AnomalensError } from '#src/core/errors';
import type { Engine } from '#src/engine-client/engine';
import { packArchive, unpackArchive } from '#src/evaluation/archive';
import type { Fingerprint } from '#src/evaluation/fingerprint';
import type { FileStore, ImageError, ImageResult, Shard } from '#src/evaluation/types';
import type { EngineInfo, MethodPool, MethodSettings } from '#src/workers/protocol';

/** Everything that changes a score or a count. */
export interface RunKey {
  settings: MethodSettings[];
  /** Model id to SHA-256. */
  models: Record<string, string>;
  longSide: number;
  inference: EngineInfo['inference'];
  compute: EngineInfo['compute'];
  closedSet: boolean;
  shard: Shard | null;
}

export interface JournalEntry {
  /** Position in the whole set, so that shards are joined in its order. */
  index: number;
  result: ImageResult;
  fingerprint: Fingerprint;
  /** A packed coarse histogram per method, in the order of the settings. */
  bootstraps: Uint8Array<ArrayBuffer>[];
}

/** What stands in the file; the pools lie in files of their own, one per method. */
interface Stored {
  version: 1;
  key: RunKey;
  /** Names the files of the pools: a new checkpoint does not touch those of the one before until it stands. */
  serial: number;
  complete: boolean;
  images: number;
  classes: number[] | null;
  errors: ImageError[];
  journal: Omit<JournalEntry, 'bootstraps'>[];
}

export interface Checkpoint extends Pick<Stored, 'key' | 'complete' | 'images' | 'classes' | 'errors'> {
  journal: JournalEntry[];
  pools: MethodPool[];
}

const CHECKPOINT = 'checkpoint';
const poolName = (serial: number, methodId: string) => `pool-${serial}-${methodId}`;

/** The checkpoints of one run: the newest in full, an older one never half overwritten. */
export class Checkpoints {
  #serial = 0;
  #methods: string[] = [];

  constructor(private readonly store: FileStore) {}

  /** Null when there is none. @throws AnomalensError `evaluation-state` when it is damaged. */
  async load(): Promise<Checkpoint | null> {
    const bytes = await this.store.read(CHECKPOINT);
    if (!bytes) return null;
    const { value, parts } = unpackArchive(bytes);
    const { serial, key, complete, images, classes, errors, journal } = value as Stored;
    this.#serial = serial;
    this.#methods = pooledMethods(key);
    const pools: MethodPool[] = [];
    for (const methodId of this.#methods) {
      const pool = unpackArchive((await this.store.read(poolName(serial, methodId))) ?? new Uint8Array(0));
      const [histogram, keys] = pool.parts;
      pools.push({ methodId, histogram, percentileKeys: new Uint32Array(keys.buffer) });
    }
    const perImage = this.#methods.length;
    const entries = journal.map((entry, i) => ({ ...entry, bootstraps: parts.slice(i * perImage, (i + 1) * perImage) }));
    return { key, complete, images, classes, errors, journal: entries, pools };
  }

  /** Asks the engine for its pools and writes them with the journal. */
  async save(
    engine: Engine,
    runId: string,
    { key, complete, images, errors, journal }: Omit<Checkpoint, 'pools' | 'classes'>,
  ): Promise<void> {
    const before = this.#serial;
    const serial = before + 1;
    this.#methods = pooledMethods(key);
    for (const methodId of this.#methods) {
      const { histogram, percentileKeys } = await engine.request('evaluationState', { runId, methodId });
      await this.store.write(poolName(serial, methodId), packArchive({ methodId }, [histogram, new Uint8Array(percentileKeys.buffer)]));
    }
    const classes = key.closedSet ? await classCounts(engine, runId) : null;
    const entries = journal.map(({ bootstraps: _, ...entry }) => entry);
    const stored: Stored = { version: 1, key, serial, complete, images, classes, errors, journal: entries };
    const parts = journal.flatMap(({ bootstraps }) => bootstraps);
    await this.store.write(CHECKPOINT, packArchive(stored, parts));
    this.#serial = serial;
    if (before > 0) await this.#removePools(before);
  }

  async #removePools(serial: number): Promise<void> {
    for (const methodId of this.#methods) await this.store.remove(poolName(serial, methodId));
  }
}

function pooledMethods({ closedSet, settings }: RunKey): string[] {
  return closedSet ? [] : settings.map(({ methodId }) => methodId);
}

/** @throws AnomalensError `evaluation-state` that names what differs. */
export function assertSameRun(stored: RunKey, wanted: RunKey): void {
  const differing = (Object.keys(wanted) as (keyof RunKey)[]).filter(
    (name) => JSON.stringify(stored[name]) !== JSON.stringify(wanted[name]),
  );
  if (differing.length === 0) return;
  throw new AnomalensError(
    'evaluation-state',
    `There are results of an unfinished run with other settings (${differing.join(', ')}). Finish that run, delete them, or choose another place.`,
  );
}

async function classCounts(engine: Engine, runId: string): Promise<number[]> {
  const { classes } = await engine.request('evaluationSummary', { runId });
  return classes?.counts ?? Array<number>(19 * 19).fill(0);
}
