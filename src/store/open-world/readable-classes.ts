/** What can be read of a list of learnt classes of which some are damaged. */
import type { HeadRule, LearntRule } from '#src/core/open-world/learnt';
import { featuresOf, networkClasses } from '#src/store/open-world/learnt-schema';

/** A network of fewer has nothing to tell apart. */
const FEWEST_CLASSES = 2;

/**
 * The classes that can be read and belong together. A head has an output for every class before it:
 * where one of those cannot be read, the head loses that output, and its class stays.
 * @param list null where a class cannot be read; the others at their places.
 */
export function readableClasses<C extends { rule: LearntRule }>(list: readonly (C | null)[]): C[] {
  const possible = list.map((entry, position) =>
    entry && networkClasses(entry.rule, position) >= FEWEST_CLASSES ? entry : null,
  );
  const kept = inMajority(possible, ({ rule }, position) => networkClasses(rule, position));
  const alike = inMajority(kept, ({ rule }) => featuresOf(rule));
  const gone = alike.flatMap((entry, position) => (entry ? [] : [position]));
  return alike.flatMap((entry, position) =>
    entry ? [{ ...entry, rule: withoutOutputs(entry.rule, position, gone) }] : [],
  );
}

/** Null in place of entries that say something else than most do. What says null agrees with all. */
function inMajority<C>(
  list: readonly (C | null)[],
  say: (entry: C, position: number) => number | null,
): (C | null)[] {
  const said = list.map((entry, position) => entry && say(entry, position));
  const votes = new Map<number, number>();
  for (const value of said) if (value !== null) votes.set(value, (votes.get(value) ?? 0) + 1);
  const [winner] = [...votes].sort(([, a], [, b]) => b - a)[0] ?? [null];
  return list.map((entry, position) =>
    said[position] === null || said[position] === winner ? entry : null,
  );
}

/** @param gone positions of classes, of which those before the head's own had an output. */
function withoutOutputs(rule: LearntRule, position: number, gone: readonly number[]): LearntRule {
  if (rule.kind === 'prototype') return rule;
  const first = networkClasses(rule, position);
  const outputs = gone.filter((other) => other < position).map((other) => first + other);
  const channels = featuresOf(rule);
  const stays = (output: number) => !outputs.includes(output);
  const head: HeadRule = {
    kind: 'head',
    weights: rule.weights.filter((_, index) => stays(Math.floor(index / (channels ?? 1)))),
    bias: rule.bias.filter((_, output) => stays(output)),
  };
  return head;
}
