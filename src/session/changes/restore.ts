/** Goes along the steps that a person has made. */
import { PARTS } from '#src/session/changes/parts';
import { takePictures } from '#src/session/changes/take-pictures';
import type { Change } from '#src/store/changes/changes-slice';
import type { PicturesSlice } from '#src/store/state';
import { getState, patchChanges } from '#src/store/store';

let restoring = false;

/** Whether the state changes because of a step back or forward, which is none itself. */
export const isRestoring = (): boolean => restoring;

/** @param select shows a picture of the list. */
function restore(
  { parts }: Change,
  side: 'before' | 'after',
  select: (id: string) => Promise<void>,
): void {
  restoring = true;
  try {
    for (const change of parts) {
      if (change.part === 'pictures') takePictures(change[side] as PicturesSlice, select);
      else PARTS[change.part]?.write?.(change[side] as never);
    }
  } finally {
    restoring = false;
  }
}

export function stepBack(select: (id: string) => Promise<void>): void {
  const { past, future } = getState().changes;
  const step = past.at(-1);
  if (!step) return;
  patchChanges({ past: past.slice(0, -1), future: [step, ...future] });
  restore(step, 'before', select);
}

export function stepForward(select: (id: string) => Promise<void>): void {
  const { past, future } = getState().changes;
  const [step] = future;
  if (!step) return;
  patchChanges({ past: [...past, step], future: future.slice(1) });
  restore(step, 'after', select);
}
