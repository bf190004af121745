/**
 * Which annotated pictures the worker holds. It has them until it is told to drop them, and a new
 * one has none.
 */
import { AnomalensError } from '#src/core/errors';
import type { CocoRle } from '#src/core/rle/coco-rle';
import { throwIfCancelled } from '#src/core/task-queue';
import { serialiseError } from '#src/protocol/errors';
import type { LearningProgress } from '#src/protocol/open-world';
import { currentEngine } from '#src/session/current-engine';
import { ensureLoaded, isEngineLoss } from '#src/session/load-picture';
import { forgetResident } from '#src/session/residents';
import { openPictureOf } from '#src/store/open-world';
import type { Shot } from '#src/store/open-world-slice';
import { getState } from '#src/store/store';

/** Shot id to the mask it was collected with. */
const collected = new Map<string, CocoRle>();

async function collect(shot: Shot, signal?: AbortSignal): Promise<void> {
  const { id, mask, picture } = shot;
  if (collected.get(id) === mask) return;
  const pictureId = openPictureOf(getState(), shot);
  if (!pictureId) throw new AnomalensError('picture-unknown', `${picture.name} is no longer open.`);
  await ensureLoaded(pictureId);
  try {
    await currentEngine().request('collectShot', { shotId: id, pictureId, mask }, { signal });
  } catch (error) {
    if (serialiseError(error).code === 'picture-unknown') forgetResident(pictureId); // dropped under memory pressure
    throw error;
  }
  collected.set(id, mask);
}

/**
 * A new worker has no shots, and one that ran out of memory no picture: everything once more helps.
 */
function helpsAgain(error: unknown): boolean {
  const { code } = serialiseError(error);
  return code === 'shot-unknown' || code === 'picture-unknown' || isEngineLoss(error);
}

/**
 * Does work that needs shots in the worker; once more when that turns out to have lost them.
 * @throws AnomalensError `picture-unknown` when a shot's picture is not open, `cancelled`, of the
 * model, of the work.
 */
export async function withCollected<T>(
  shots: readonly Shot[],
  work: () => Promise<T>,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal; onProgress?: (progress: LearningProgress) => void } = {},
): Promise<T> {
  const once = async () => {
    // One after another: each may need its network run.
    for (const [at, shot] of shots.entries()) {
      throwIfCancelled(signal);
      onProgress?.({ phase: 'collect', current: at + 1, total: shots.length });
      await collect(shot, signal);
    }
    throwIfCancelled(signal);
    return work();
  };
  try {
    return await once();
  } catch (error) {
    if (signal?.aborted || !helpsAgain(error)) throw error;
    forgetCollected();
    return await once();
  }
}

/** For when a worker may be gone, and they with it. */
export function forgetCollected(): void {
  collected.clear();
}

/** Lets the worker forget those of these shots that no class and no draft needs any more. */
export function dropUnused(shots: readonly Shot[]): void {
  const { classes, draft } = getState().openWorld;
  const used = new Set(
    [...classes.flatMap((one) => one.shots), ...draft.present.shots].map(({ id }) => id),
  );
  const known = shots.map(({ id }) => id).filter((id) => !used.has(id) && collected.delete(id));
  if (known.length === 0) return;
  // A worker that is gone has dropped them already.
  currentEngine()
    .request('dropShots', { shotIds: known })
    .catch(() => undefined);
}
