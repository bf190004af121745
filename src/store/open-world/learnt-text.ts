/** Learnt classes and the draft as the text that this browser keeps. */
import * as v from 'valibot';
import { fillsItsSize } from '#src/core/annotation/combine-masks';
import {
  colour,
  count,
  LEARNT_VERSION,
  learntClass,
  otherVersion,
  sha256,
} from '#src/store/open-world/learnt-schema';
import {
  type ClassDraft,
  emptyDraft,
  type Shot,
  type TaughtClass,
} from '#src/store/open-world/open-world-slice';
import { readableClasses } from '#src/store/open-world/readable-classes';

const finite = v.pipe(v.number(), v.finite());
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192));
const numbers = v.array(finite);

const shot = v.pipe(
  v.object({
    id: v.string(),
    picture: v.object({
      name: v.string(),
      // Earlier pages stored none: such a shot stays, but finds no picture.
      identity: v.optional(v.string(), ''),
      width: side,
      height: side,
    }),
    mask: v.pipe(
      v.object({ size: v.tuple([side, side]), counts: v.string() }),
      v.check(fillsItsSize),
    ),
    pixels: count,
  }),
  v.check(({ picture, mask: { size } }) => picture.height === size[0] && picture.width === size[1]),
);

const distances = v.nullable(
  v.object({ range: v.object({ min: finite, max: finite }), inside: numbers, outside: numbers }),
);

/** What says how a class was learnt may be missing; without its rule there is no class. */
const about = { shots: v.unknown(), shotCount: count, distances, losses: numbers, time: finite };
const lists = v.object({
  network: sha256,
  classes: v.array(v.unknown()),
  draft: v.unknown(),
});

export interface StoredLearnt {
  /** SHA-256 of the network that the classes are of. */
  network: string;
  classes: readonly TaughtClass[];
  draft: ClassDraft;
}

export interface ReadLearnt {
  /** Null when there is nothing, or nothing that can be read. */
  learnt: StoredLearnt | null;
  /** Why not all of the text could be read, for a person; null when all could. */
  problem: string | null;
}

/** Every class that can be read, whatever the others are like. */
export function readLearntText(text: string): ReadLearnt {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { learnt: null, problem: 'it is damaged' };
  }
  const version = otherVersion(json);
  if (version !== null)
    return {
      learnt: null,
      problem: `another version of Anomalens stored it (format ${version}, this page reads ${LEARNT_VERSION})`,
    };
  const parsed = v.safeParse(lists, json);
  if (!parsed.success) return { learnt: null, problem: 'it is damaged' };
  const { network } = parsed.output;
  const damage = { count: 0 };
  const listed = parsed.output.classes.map((entry) => readClass(entry, damage));
  const classes = readableClasses(listed);
  damage.count += listed.length - classes.length;
  const draft = readDraft(parsed.output.draft, classes, damage);
  return {
    learnt: { network, classes, draft },
    problem: damage.count > 0 ? 'parts of it are damaged' : null,
  };
}

interface Damage {
  count: number;
}

function readClass(entry: unknown, damage: Damage): TaughtClass | null {
  const rule = v.safeParse(learntClass, entry);
  if (!rule.success) return null;
  const read = <const K extends keyof typeof about>(name: K, otherwise: unknown) => {
    const parsed = v.safeParse(about[name], (entry as Record<string, unknown>)[name]);
    if (!parsed.success) damage.count += 1;
    return (parsed.success ? parsed.output : otherwise) as v.InferOutput<(typeof about)[K]>;
  };
  const shots = readShots(read('shots', []), damage);
  return {
    ...rule.output,
    shots,
    shotCount: read('shotCount', shots.length),
    distances: read('distances', null),
    losses: read('losses', []),
    time: read('time', 0),
  };
}

function readShots(list: unknown, damage: Damage): Shot[] {
  if (!Array.isArray(list)) {
    damage.count += 1;
    return [];
  }
  const shots = list.map((entry) => v.safeParse(shot, entry));
  damage.count += shots.filter(({ success }) => !success).length;
  return shots.flatMap(({ success, output }) => (success ? [output as Shot] : []));
}

function readDraft(entry: unknown, classes: readonly TaughtClass[], damage: Damage): ClassDraft {
  const empty = emptyDraft(classes);
  const named = v.safeParse(v.object({ name: v.string(), colour }), entry);
  if (!named.success) damage.count += 1;
  const shots = readShots((entry as { shots?: unknown } | null)?.shots, damage);
  return { ...(named.success ? named.output : empty), shots };
}

export function formatStored({ network, classes, draft }: StoredLearnt): string {
  return JSON.stringify({ version: LEARNT_VERSION, network, classes, draft });
}
