import { isWithoutWorker } from '#src/engine-client/loss';
import { serialiseError } from '#src/protocol/errors';
import { holdPicture } from '#src/session/held-pictures';
import { readLabel, settleAllLabels } from '#src/session/labels/labels';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPicture } from '#src/store/store';

let isRunning = false;

/**
 * Decodes waiting pictures one after another; a broken one fails on its own thumbnail and the next
 * goes on.
 */
export async function runLoadQueue(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    for (let id = nextQueued(); id; id = nextQueued()) {
      try {
        await holdPicture(id);
        // One that the worker held already was not decoded again, and would wait for ever.
        if (getState().pictures.byId[id]?.state === 'queued') patchPicture(id, { state: 'loaded' });
        await readLabel(id);
      } catch (error) {
        patchPicture(id, { state: 'failed', error: serialiseError(error) });
      }
    }
  } finally {
    isRunning = false;
    settleAllLabels(); // the last picture of a set may have been a broken one
  }
}

/** Pictures that failed because there was no worker are waiting again, now that there is one. */
export async function resumeLoadQueue(): Promise<void> {
  const { order, byId } = getState().pictures;
  for (const id of order) {
    const { state, error, info } = byId[id] as ListedPicture;
    if (state === 'failed' && error && isWithoutWorker(error))
      patchPicture(id, { state: info ? 'loaded' : 'queued', error: null });
  }
  await runLoadQueue();
}

function nextQueued(): string | undefined {
  const { order, byId } = getState().pictures;
  return order.find((id) => byId[id]?.state === 'queued');
}
