/**
 * Learnt classes and the draft in localStorage. Storage is optional: what cannot be read is left
 * out.
 */
import * as v from 'valibot';
import { fillsItsSize } from '#src/core/annotation/combine-masks';
import {
  colour,
  count,
  fitTogether,
  learntClass,
  sha256,
} from '#src/store/open-world/learnt-schema';
import type { ClassDraft, TaughtClass } from '#src/store/open-world/open-world-slice';

const STORAGE_KEY = 'anomalens.learnt';

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

const taughtClass = v.object({
  ...learntClass.entries,
  shots: v.array(shot),
  shotCount: count,
  distances: v.nullable(
    v.object({ range: v.object({ min: finite, max: finite }), inside: numbers, outside: numbers }),
  ),
  losses: numbers,
  time: finite,
});

const schema = v.object({
  network: sha256,
  classes: v.pipe(
    v.array(taughtClass),
    v.check((classes) => fitTogether(classes.map((learntClass) => learntClass.rule))),
  ),
  draft: v.object({ name: v.string(), colour, shots: v.array(shot) }),
});

export interface StoredLearnt {
  /** SHA-256 of the network that the classes are of. */
  network: string;
  classes: readonly TaughtClass[];
  draft: ClassDraft;
}

/** Null when there is nothing, or nothing that can be read. */
export function readStoredLearnt(): StoredLearnt | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * `full` when there is no room for it; `unavailable` where nothing can be stored, as in a private
 * window.
 */
export function writeStoredLearnt(learnt: StoredLearnt): 'stored' | 'full' | 'unavailable' {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(learnt));
    return 'stored';
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError'
      ? 'full'
      : 'unavailable';
  }
}
