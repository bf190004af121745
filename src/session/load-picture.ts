/** Hands a picture to the worker: decode, size gate, thumbnail. */
import { AnomalensError } from '#src/core/errors';
import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { askNextEncoding } from '#src/session/label-questions';
import { sendLabel } from '#src/session/labels';
import { forgetResident, isResident, touchResident } from '#src/session/residents';
import { pictureSources } from '#src/store/files';
import { getState, patchPicture } from '#src/store/store';

const loading = new Map<string, Promise<void>>();

function release(id: string): void {
  forgetResident(id);
  // A picture the worker no longer knows is as released as it can be.
  currentEngine()
    .request('releasePicture', { pictureId: id })
    .catch(() => undefined);
}

function setThumbnail(id: string, thumbnail: Blob): string | null {
  const entry = getState().pictures.byId[id];
  if (!entry) return null;
  return entry.thumbnailUrl ?? URL.createObjectURL(thumbnail);
}

async function load(id: string): Promise<void> {
  const entry = getState().pictures.byId[id];
  const source = pictureSources.get(id);
  if (!entry || !source)
    throw new AnomalensError('picture-unknown', 'This picture is no longer open.');
  patchPicture(id, { state: 'loading', error: null });
  const [info, identity] = await Promise.all([
    source
      .open()
      .then((frame) => currentEngine().request('loadPicture', { pictureId: id, source: frame })),
    source.identity,
  ]);
  if (!getState().pictures.byId[id]) {
    release(id);
    return;
  }
  const { width, height, original, format, notices } = info;
  patchPicture(id, {
    state: 'loaded',
    identity,
    info: { width, height, original, format, notices },
    thumbnailUrl: setThumbnail(id, info.thumbnail),
  });
  const { pictures, view } = getState();
  for (const surplus of touchResident(id, [pictures.selectedId, view.shownId])) release(surplus);
}

/** Loads a picture unless the worker holds it; concurrent calls share one request. */
export function ensureLoaded(id: string): Promise<void> {
  if (isResident(id)) {
    touchResident(id, []);
    return Promise.resolve();
  }
  const running = loading.get(id) ?? load(id).finally(() => loading.delete(id));
  loading.set(id, running);
  return running;
}

/** The picture is not to blame: it can be sent to the next worker. */
export function isEngineLoss(error: unknown): boolean {
  const { code } = serialiseError(error);
  return code === 'engine-crashed' || code === 'device-lost';
}

let queueRunning = false;

/**
 * Decodes waiting pictures one after another; a broken one fails on its own thumbnail and the next
 * goes on.
 */
export async function runLoadQueue(): Promise<void> {
  if (queueRunning) return;
  queueRunning = true;
  try {
    for (let id = nextQueued(); id; id = nextQueued()) {
      try {
        await ensureLoaded(id);
        await sendLabel(id);
      } catch (error) {
        const willRecover = isEngineLoss(error) && getState().session.engineState !== 'failed';
        patchPicture(
          id,
          willRecover ? { state: 'queued' } : { state: 'failed', error: serialiseError(error) },
        );
      }
    }
  } finally {
    queueRunning = false;
    askNextEncoding(); // the last picture of a set may have been a broken one
  }
}

function nextQueued(): string | undefined {
  const { order, byId } = getState().pictures;
  return order.find((id) => byId[id].state === 'queued');
}
