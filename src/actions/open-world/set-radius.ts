import { withinRange } from '#src/core/open-world/radius-axis';
import { getState, patchOpenWorld } from '#src/store/store';

/** @param radius the largest squared distance to the prototype at a position of the list. */
export function setRadius(position: number, radius: number): void {
  const { classes } = getState().openWorld;
  const wanted = classes[position];
  if (wanted?.rule.kind !== 'prototype') return;
  const rule = { ...wanted.rule, radius: withinRange(radius) };
  patchOpenWorld({
    classes: classes.map((taught, index) => (index === position ? { ...taught, rule } : taught)),
  });
}
