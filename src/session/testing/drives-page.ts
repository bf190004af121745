/** A page with one open video, and an engine without a worker. */
import type { DriveInfo } from '#src/protocol/drives';
import { addDrive } from '#src/session/drives/add-drive';
import { ensureOpen } from '#src/session/drives/ensure-open';
import { openPictures } from '#src/session/testing/pictures-page';
import { driveRecords } from '#src/store/drives/drive-records';
import { driveSources } from '#src/store/files';
import {
  getState,
  patchPicture,
  patchPictures,
  patchResults,
  patchSession,
  patchView,
  useStore,
} from '#src/store/store';

export const DRIVE = 'drive-1';

function driveInfo(frames: number, perSecond = 10): DriveInfo {
  return {
    driveId: DRIVE,
    kind: 'video',
    width: 64,
    height: 36,
    format: 'MP4, H.264',
    timestamps: Float64Array.from({ length: frames }, (_, index) => index / perSecond),
    keyFrames: Uint32Array.of(0),
    duration: frames / perSecond,
    notices: [],
  };
}

/** Its first frame is selected and on the stage. @param overrides of the fake engine's answers. */
export async function openDrivePage(
  frames: number,
  overrides: Parameters<typeof openPictures>[1] = {},
) {
  driveRecords.clear();
  const engine = openPictures([], { openDrive: () => driveInfo(frames), ...overrides });
  patchSession({ engineState: 'ready' });
  driveSources.clear();
  driveSources.set(DRIVE, () => ({ kind: 'video', blob: new Blob(['ride']), name: 'ride.mp4' }));
  const picture = addDrive(DRIVE, { name: 'ride.mp4', kind: 'video' });
  await ensureOpen(DRIVE);
  const size = { width: 64, height: 36 };
  const info = { ...size, original: size, format: 'H.264', notices: [] };
  patchPicture(picture, { state: 'ready', info });
  patchPictures({ selectedId: picture });
  patchView({ shownId: picture });
  return engine;
}

export const openedDrive = () => getState().drives.byId[DRIVE]!;

/** As if a worker drew. @returns a function that ends it. */
export function drawAtOnce(): () => void {
  return useStore.subscribe(({ view, results }) => {
    if (results.drawn?.pictureId === view.shownId) return;
    const canvas = { width: 64, height: 36 };
    const transform = { scale: 1, offsetX: 0, offsetY: 0 };
    patchResults({ drawn: { pictureId: view.shownId, transform, canvas } });
  });
}
