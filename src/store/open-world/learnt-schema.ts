/** Learnt classes as text: in a file, and in this browser. */
import * as v from 'valibot';
import { AnomalensError } from '#src/core/errors';
import type { LearntRule } from '#src/core/open-world/learnt';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';

/** The format of what is stored and saved; pages that wrote none had this one. */
export const LEARNT_VERSION = 1;

const finite = v.pipe(v.number(), v.finite());
const numbers = v.pipe(v.array(finite), v.minLength(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

const rule = v.variant('kind', [
  v.object({
    kind: v.literal('prototype'),
    prototype: numbers,
    radius: v.pipe(finite, v.minValue(0)),
  }),
  v.pipe(
    v.object({ kind: v.literal('head'), weights: numbers, bias: numbers }),
    v.check(
      ({ weights, bias }) => weights.length % bias.length === 0,
      'weights and bias do not belong together',
    ),
  ),
]);

/** Classes of the network that a rule at a position of the list was learnt with. */
export function networkClasses(rule: LearntRule, position: number): number {
  return rule.kind === 'prototype' ? rule.prototype.length : rule.bias.length - position - 1;
}

/** Features of the network that a head was learnt on; null for a prototype, which knows of none. */
export function featuresOf(rule: LearntRule): number | null {
  return rule.kind === 'head' ? rule.weights.length / rule.bias.length : null;
}

/**
 * What rules of one list have in common: the classes of their network, and its features where there
 * are heads.
 */
export function fitTogether(rules: readonly LearntRule[]): boolean {
  const sizes = new Set(rules.map(networkClasses));
  const features = new Set(rules.map(featuresOf).filter((count) => count !== null));
  return sizes.size <= 1 && features.size <= 1 && [...sizes].every((size) => size >= 2);
}

export const learntClass = v.object({ name, colour, rule, pixels: count });

const countOf = v.pipe(
  v.array(v.unknown()),
  v.transform((shots) => shots.length),
);

const schema = v.object({
  network: sha256,
  classes: v.pipe(
    // What the browser kept can be saved as it is, with the pictures: they are counted.
    v.array(v.object({ ...learntClass.entries, shots: v.union([count, countOf]) })),
    v.minLength(1),
    v.check(
      (classes) => fitTogether(classes.map((learntClass) => learntClass.rule)),
      'the rules do not belong together',
    ),
  ),
});

/** The format that learnt classes say they have, where it is not the one that is read here. */
export function otherVersion(json: unknown): string | null {
  const parsed = v.safeParse(v.object({ version: v.union([v.number(), v.string()]) }), json);
  if (!parsed.success || parsed.output.version === LEARNT_VERSION) return null;
  return String(parsed.output.version).slice(0, 20);
}

/** The text of a file: the rules with what is said of them, but not the pictures they came from. */
export function formatLearnt(network: string, classes: readonly TaughtClass[]): string {
  const listed = classes.map((taught) => ({
    name: taught.name,
    colour: taught.colour,
    pixels: taught.pixels,
    shots: taught.shotCount,
    rule: taught.rule,
  }));
  return `${JSON.stringify({ version: LEARNT_VERSION, network, classes: listed })}\n`;
}

/**
 * The inverse of `formatLearnt`; the classes have no shots. @throws AnomalensError
 * `learnt-unreadable`.
 */
export function readLearnt(text: string): { network: string; classes: TaughtClass[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AnomalensError('learnt-unreadable', 'This is no JSON file.', false, { cause });
  }
  const other = otherVersion(json);
  if (other !== null)
    throw new AnomalensError(
      'learnt-unreadable',
      `This file was saved by another version of Anomalens: its format is ${other}, this page reads ${LEARNT_VERSION}.`,
    );
  const { success, output, issues } = v.safeParse(schema, json);
  if (!success) {
    const where = v.getDotPath(issues[0]);
    const what = where ? `“${where}” is missing or not what it should be` : 'its parts are missing';
    throw new AnomalensError(
      'learnt-unreadable',
      `This file holds no learnt classes: ${what}. One that was saved here can be loaded.`,
    );
  }
  const { network, classes } = output;
  return {
    network,
    classes: classes.map(({ shots, ...rest }) => ({
      ...rest,
      shots: [],
      shotCount: shots,
      ...NO_LESSON,
    })),
  };
}

const NO_LESSON = { distances: null, losses: [], time: 0 } as const;
