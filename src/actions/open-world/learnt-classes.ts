import { notify } from '#src/actions/notify';
import { dropUnused } from '#src/actions/open-world/collected-shots';
import { withinRange } from '#src/core/open-world/radius-axis';
import { getState, patchOpenWorld } from '#src/store/store';

/**
 * Removes the class that was learnt last: the rules of later ones know of earlier ones. Can be
 * taken back until its notice goes.
 */
export function removeLastClass(): void {
  const { classes, learning } = getState().openWorld;
  const last = classes.at(-1);
  if (!last || learning) return;
  const rest = classes.slice(0, -1);
  patchOpenWorld({ classes: rest, error: null });
  notify({
    kind: 'info',
    text: `Removed the class ${last.name}.`,
    action: {
      label: 'Undo',
      run: () => {
        if (getState().openWorld.classes === rest) patchOpenWorld({ classes });
      },
    },
    expired: () => dropUnused(last.shots),
  });
}

/** @param radius the largest squared distance to the prototype at a position of the list. */
export function setRadius(position: number, radius: number): void {
  const { classes } = getState().openWorld;
  const wanted = classes[position];
  if (wanted?.rule.kind !== 'prototype') return;
  const rule = { ...wanted.rule, radius: withinRange(radius) };
  patchOpenWorld({
    classes: classes.map((one, index) => (index === position ? { ...one, rule } : one)),
  });
}
