/** Which annotated pictures the worker holds. It has them until it is told to drop them, and a new one has none. */
import { currentEngine } from '#src/actions/engine';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Shot } from '#src/store/open-world-slice';

/** Shot id to the mask it was collected with. */
const collected = new Map<string, CocoRle>();

export function isCollected({ id, mask }: Shot): boolean {
  return collected.get(id) === mask;
}

export function setCollected({ id, mask }: Shot): void {
  collected.set(id, mask);
}

/** After these may be gone with a worker. */
export function forgetCollected(): void {
  collected.clear();
}

/** Lets the worker forget shots that nothing will be learnt from. */
export function dropShots(shotIds: readonly string[]): void {
  const known = shotIds.filter((id) => collected.delete(id));
  if (known.length === 0) return;
  // A worker that is gone has dropped them already.
  currentEngine()
    .request('dropShots', { shotIds: known })
    .catch(() => undefined);
}
