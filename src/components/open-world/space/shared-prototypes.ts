import type { LearntClass } from '#src/core/open-world/learnt';

export interface CloseClasses {
  first: string;
  second: string;
  /** Squared. */
  distance: number;
}

/**
 * The two learnt classes whose prototypes are closest, if closer than the smaller lambda of both;
 * null otherwise.
 */
export function closestPair(classes: readonly LearntClass[]): CloseClasses | null {
  let closest: CloseClasses | null = null;
  for (const [position, { name: second, rule: b }] of classes.entries())
    for (const { name: first, rule: a } of classes.slice(0, position)) {
      if (a.kind !== 'prototype' || b.kind !== 'prototype') continue;
      const distance = a.prototype.reduce(
        (sum, value, index) => sum + (value - (b.prototype[index] as number)) ** 2,
        0,
      );
      if (distance < Math.min(a.radius, b.radius, closest?.distance ?? Infinity))
        closest = { first, second, distance };
    }
  return closest;
}
