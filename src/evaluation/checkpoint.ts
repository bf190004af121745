/**
 * Where an interrupted run continues: the pools of the worker and a journal of the images that they
 * hold.
 */
import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import type { Card } from '#src/core/own-network/card';
import type { Engine } from '#src/engine-client/engine';
import { packArchive, unpackArchive } from '#src/evaluation/archive';
import type { Fingerprint } from '#src/evaluation/fingerprint';
import { poolName } from '#src/evaluation/result-names';
import type { FileStore, ImageError, ImageResult, LabelRules, Shard } from '#src/evaluation/types';
import type { EngineInfo } from '#src/protocol/engine';
import type { MethodPool } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

/** Everything that changes a score or a count. */
export interface RunKey {
  settings: MethodSettings[];
  /** Model id to SHA-256. */
  models: Record<string, string>;
  longSide: number;
  /** Absent in runs of one look, as before there were two. */
  secondLook?: number;
  inference: EngineInfo['inference'];
  compute: EngineInfo['compute'];
  /** What networks on WebAssembly run on: changes no number, and is the same in all shards of a run. */
  threads: number;
  closedSet: boolean;
  /** How a person's own networks are fed and read; absent without one. */
  cards?: readonly Card[];
  /** What was said of the labels. */
  labels: LabelRules;
  /** Labels lie as the pictures are stored, and are turned with them. */
  turnLabels: boolean;
  shard: Shard | null;
}

/** The long sides at which the networks of a run see each picture. */
export function looksOf({ longSide, secondLook }: RunKey): number[] {
  return secondLook === undefined ? [longSide] : [longSide, secondLook];
}

export interface JournalEntry {
  /** Position in the whole set, so that shards are joined in its order. */
  index: number;
  result: ImageResult;
  fingerprint: Fingerprint;
}

const VERSION = 8;

/** What stands in the file; the pools lie in files of their own, one per method. */
interface Stored {
  version: typeof VERSION;
  key: RunKey;
  /**
   * Names the files of the pools: a new checkpoint does not touch those of the one before until it
   * stands.
   */
  serial: number;
  complete: boolean;
  images: number;
  classes: number[] | null;
  errors: ImageError[];
  journal: JournalEntry[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const namedFile = v.looseObject({ name: v.string(), sha256: v.string() });

/** What is needed to go on; entries of the lists are what they were when they were stored. */
const storedSchema = v.looseObject({
  version: v.literal(VERSION),
  key: v.looseObject({
    settings: v.array(v.looseObject({ methodId: v.string() })),
    models: v.record(v.string(), v.string()),
    closedSet: v.boolean(),
  }),
  serial: count,
  complete: v.boolean(),
  images: count,
  classes: v.nullable(v.array(count)),
  errors: v.array(v.looseObject({ file: v.string(), code: v.string(), message: v.string() })),
  journal: v.array(
    v.looseObject({
      index: count,
      result: v.looseObject({}),
      fingerprint: v.looseObject({ image: namedFile, label: namedFile }),
    }),
  ),
});

export interface Checkpoint extends Omit<Stored, 'version' | 'serial'> {
  pools: MethodPool[];
}

const CHECKPOINT = 'checkpoint';

/** The checkpoints of one run: the newest in full, an older one never half overwritten. */
export class Checkpoints {
  #serial = 0;
  #methods: string[] = [];

  constructor(private readonly store: FileStore) {}

  /**
   * Null when there is none. @throws AnomalensError `evaluation-state` when it is damaged, or of
   * another version.
   */
  async load(): Promise<Checkpoint | null> {
    const bytes = await this.store.read(CHECKPOINT);
    if (!bytes) return null;
    const { serial, ...stored } = storedIn(unpackArchive(bytes).value);
    this.#serial = serial;
    this.#methods = pooledMethods(stored.key);
    const pools: MethodPool[] = [];
    for (const methodId of this.#methods) {
      const pool = unpackArchive(
        (await this.store.read(poolName(serial, methodId))) ?? new Uint8Array(0),
      );
      const [histogram, smiyc] = pool.parts;
      if (!histogram || !smiyc) throw damaged();
      pools.push({ methodId, histogram, smiyc });
    }
    return { ...stored, pools };
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
      const { histogram, smiyc } = await engine.request('evaluationState', {
        runId,
        methodId,
      });
      await this.store.write(
        poolName(serial, methodId),
        packArchive({ methodId }, [histogram, smiyc]),
      );
    }
    const classes = key.closedSet ? await classCounts(engine, runId) : null;
    const stored: Stored = {
      version: VERSION,
      key,
      serial,
      complete,
      images,
      classes,
      errors,
      journal,
    };
    await this.store.write(CHECKPOINT, packArchive(stored, []));
    this.#serial = serial;
    if (before > 0) await this.#removePools(before);
  }

  async #removePools(serial: number): Promise<void> {
    for (const methodId of this.#methods) await this.store.remove(poolName(serial, methodId));
  }
}

/** @throws AnomalensError `evaluation-state`. */
function storedIn(value: unknown): Omit<Stored, 'version'> {
  const named = v.safeParse(v.object({ version: v.unknown() }), value);
  if (named.success && named.output.version !== VERSION) {
    const text =
      'The unfinished run was stored by another version of Anomalens. Delete its results and start again.';
    throw new AnomalensError('evaluation-state', text);
  }
  if (!v.is(storedSchema, value)) throw damaged();
  const { version: _, ...stored } = value as unknown as Stored;
  return stored;
}

function damaged(): AnomalensError {
  const text = 'The stored state of the evaluation is damaged. Delete it and start again.';
  return new AnomalensError('evaluation-state', text);
}

function pooledMethods({ closedSet, settings }: RunKey): string[] {
  return closedSet ? [] : settings.map(({ methodId }) => methodId);
}

/**
 * A whole run may go on with another number of threads, which the page measures anew at each start.
 * @throws AnomalensError `evaluation-state` that names what differs.
 */
export function assertSameRun(stored: RunKey, wanted: RunKey): void {
  const differing = (Object.keys(wanted) as (keyof RunKey)[]).filter(
    (name) =>
      (name !== 'threads' || wanted.shard !== null) &&
      JSON.stringify(stored[name]) !== JSON.stringify(wanted[name]),
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
