/** A page with opened pictures that nothing has happened to yet, and an engine without a worker. */
import { AnomalensError } from '#src/core/errors';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { createFakeEngine, type FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { RequestName, Requests } from '#src/protocol/requests';
import { setEngine } from '#src/session/current-engine';
import {
  driveSources,
  labelFiles,
  picturePaths,
  pictureSources,
  type StoredLabel,
  scoreFiles,
} from '#src/store/files';
import { initialState } from '#src/store/initial-state';
import type { PictureSource } from '#src/store/picture-source';
import type { ListedPicture } from '#src/store/state';
import { patchPicture, patchPictures, useStore } from '#src/store/store';

function entryOf(id: string): ListedPicture {
  return {
    id,
    name: `${id}.png`,
    identity: null,
    revision: 0,
    state: 'queued',
    info: null,
    sampleId: null,
    thumbnailUrl: null,
    error: null,
    label: null,
  };
}

/**
 * A frame of a drive, as a video gives it: drawn anew whenever it is opened, and known by its place
 * in the drive.
 */
export function frameSource(
  drive: string,
  seconds: number,
): PictureSource & { readonly opened: number } {
  let opened = 0;
  return {
    get opened() {
      return opened;
    },
    open: async () => {
      opened += 1;
      return { blob: new Blob([`${drive} ${seconds} ${opened}`]), name: `${drive} ${seconds} s` };
    },
    identity: Promise.resolve(`${drive}#${seconds}`),
  };
}

/** Every picture is a frame of one drive. @param overrides of the fake engine's answers. */
export function openPictures(
  ids: readonly string[],
  overrides: Parameters<typeof createFakeEngine>[0] = {},
): FakeEngine {
  const engine = createFakeEngine(overrides);
  setEngine(engine);
  useStore.setState(initialState(), true);
  for (const files of [pictureSources, picturePaths, driveSources, labelFiles, scoreFiles])
    files.clear();
  patchPictures({
    order: [...ids],
    byId: Object.fromEntries(ids.map((id) => [id, entryOf(id)])),
    selectedId: ids[0] ?? null,
  });
  for (const [number, id] of ids.entries()) pictureSources.set(id, frameSource('drive', number));
  return engine;
}

/** How a label is read that its set has explained. */
export const READING: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };

export function giveLabel(pictureId: string, label: Partial<StoredLabel> = {}): StoredLabel {
  const stored: StoredLabel = {
    blob: new Blob([`label of ${pictureId}`]),
    name: `${pictureId}_label.png`,
    hint: null,
    set: 'set',
    opened: 'masks',
    folder: '',
    names: {},
    reading: null,
    values: null,
    turn: false,
    reopen: null,
    ...label,
  };
  labelFiles.set(pictureId, stored);
  patchPicture(pictureId, {
    label: { serial: 1, fileName: stored.name, info: null, error: null, unexplained: false },
  });
  return stored;
}

/** Fails as often as said, then answers. */
export function failing<P, R>(
  times: number,
  error: AnomalensError,
  answer: (params: P) => R,
): (params: P) => R {
  let left = times;
  return (params) => {
    if (left-- > 0) throw error;
    return answer(params);
  };
}

/** What the worker says when it lacks something. */
export function unknown(
  code: 'picture-unknown' | 'label-unknown' | 'shot-unknown' | 'drive-unknown',
): AnomalensError {
  return new AnomalensError(code, 'It is gone.', true);
}

export const CRASH = new AnomalensError('engine-crashed', 'The engine stopped.', true);

/** Another worker takes over, as the engine's client tells it. */
export async function restart(engine: FakeEngine): Promise<void> {
  engine.emit('state', 'recovering');
  engine.emit('state', 'ready');
  engine.emit('restarted', {
    generation: engine.generation + 1,
    info: await engine.info,
    reason: CRASH,
  });
}

export function namesOf(engine: FakeEngine): RequestName[] {
  return engine.calls.map(({ name }) => name);
}

/** Parameters of all requests of a name, in order. */
export function asked<N extends RequestName>(
  engine: FakeEngine,
  wanted: N,
): Requests[N]['params'][] {
  return engine.calls
    .filter(({ name }) => name === wanted)
    .map(({ params }) => params as Requests[N]['params']);
}
