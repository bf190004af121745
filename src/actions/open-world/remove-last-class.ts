import { notify } from '#src/session/notices';
import { dropUnused } from '#src/session/open-world/drop-unused';
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
        else
          notify({
            kind: 'warning',
            text: `${last.name} cannot be taken back: other classes have been learnt since.`,
          });
      },
    },
    expired: () => dropUnused(last.shots),
  });
}
