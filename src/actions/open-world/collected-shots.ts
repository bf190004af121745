/** Which annotated pictures the worker holds. It has them until it is told to drop them, and a new one has none. */
import { currentEngine } from '#src/actions/engine';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Shot } from '#src/store/open-world-slice';
import { getState } from '#src/store/store';

/** Shot id to the mask it was collected with. */
const collected = new Map<string, CocoRle>();

export function isCollected({ id, mask }: Shot): boolean {
  return collected.get(id) === mask;
}

export function setCollected({ id, mask }: Shot): void {
  collected.set(id, mask);
}

/** For when a worker may be gone, and they with it. */
export function forgetCollected(): void {
  collected.clear();
}

/** Lets the worker forget those of these shots that no class and no draft needs any more. */
export function dropUnused(shots: readonly Shot[]): void {
  const { classes, draft } = getState().openWorld;
  const used = new Set([...classes.flatMap((one) => one.shots), ...draft.present.shots].map(({ id }) => id));
  const known = shots.map(({ id }) => id).filter((id) => !used.has(id) && collected.delete(id));
  if (known.length === 0) return;
  // A worker that is gone has dropped them already.
  currentEngine()
    .request('dropShots', { shotIds: known })
    .catch(() => undefined);
}
