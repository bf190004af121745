import { beforeEach, expect, it, vi } from 'vitest';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { followChanges } from '#src/session/changes/follow-changes';
import { runNoticeAction } from '#src/session/notices';
import { DRIVE, openDrivePage } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { frameId } from '#src/store/drives/drive-ids';
import { driveSources } from '#src/store/files';
import { getState, patchDrive, patchView } from '#src/store/store';
import { seek } from './seek';

const notice = () => getState().notices.list.at(-1)!;
let engine: FakeEngine;

beforeEach(async () => {
  engine = await openDrivePage(30);
  seek(DRIVE, 4);
  await settle();
  removePictures([frameId(DRIVE, 4)]);
});

it('a drive that is removed can be taken back, at its frame', async () => {
  expect(notice().text).toBe('Removed ride.mp4.');
  expect(getState().pictures.order).toEqual([]);
  runNoticeAction(notice());
  await settle();
  expect(getState().pictures.order).toEqual([frameId(DRIVE, 4)]);
  expect(getState().drives.byId[DRIVE]?.playhead).toBe(4);
});

it('it is closed in the worker at once, and forgotten when it cannot be taken back', async () => {
  expect(asked(engine, 'closeDrive')).toEqual([{ driveId: DRIVE }]);
  patchDrive(DRIVE, { revision: 3 });
  vi.stubGlobal('addEventListener', () => undefined);
  const stop = followChanges();
  runNoticeAction(notice());
  await settle();
  removePictures([frameId(DRIVE, 4)]);
  expect(driveSources.has(DRIVE)).toBe(true);
  for (let step = 0; step < 100; step++) patchView({ layout: step % 2 === 0 ? 'two' : 'single' });
  stop();
  await settle();
  expect(getState().drives.byId).toEqual({});
  expect(getState().pictures.byId).toEqual({});
  expect(driveSources.has(DRIVE)).toBe(false);
});
