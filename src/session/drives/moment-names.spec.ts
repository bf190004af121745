import { beforeEach, expect, it } from 'vitest';
import type { Moment } from '#src/core/drives/moments';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { patchDrive, patchPicture } from '#src/store/store';
import { namesOfMoment } from './moment-names';

const GRID = { width: 32, height: 18 };
const COW = { name: 'cow', similarity: 0.5 } as never;
let engine: FakeEngine;
let left = 1;

const momentAt = (x: number) =>
  ({ best: { index: 3, region: { box: { x, y: 2, width: 4, height: 6 } } } }) as unknown as Moment;

beforeEach(async () => {
  left = 1;
  engine = await openDrivePage(9, {
    describeFrame: () => ({ names: left > 0 ? [[COW]] : [] }) as never,
  });
});

it('the box of a moment is described on the frame’s own grid, once', async () => {
  expect(await namesOfMoment(DRIVE, momentAt(1), GRID)).toEqual([COW]);
  await namesOfMoment(DRIVE, momentAt(1), GRID);
  expect(asked(engine, 'describeFrame')).toEqual([
    {
      source: expect.objectContaining({ driveId: DRIVE, index: 3 }),
      boxes: [{ x: 2, y: 4, width: 8, height: 12 }],
    },
  ]);
  await namesOfMoment(DRIVE, momentAt(5), GRID);
  expect(asked(engine, 'describeFrame')).toHaveLength(2);
});

it('has no name where none fits, and none of a drive that is gone', async () => {
  left = 0;
  expect(await namesOfMoment(DRIVE, momentAt(6), GRID)).toEqual([]);
  expect(await namesOfMoment('nobody', momentAt(6), GRID)).toEqual([]);
  expect(asked(engine, 'describeFrame')).toHaveLength(1);
});

it('takes the size of the picture in the list where the drive has none of its own', async () => {
  patchDrive(DRIVE, { facts: { ...openedDrive().facts!, size: null } });
  const size = { width: 128, height: 72 };
  patchPicture(`${DRIVE}@0`, { info: { ...size, original: size, format: 'PNG', notices: [] } });
  await namesOfMoment(DRIVE, momentAt(7), GRID);
  expect(asked(engine, 'describeFrame')[0]?.boxes).toEqual([
    { x: 28, y: 8, width: 16, height: 24 },
  ]);
  patchPicture(`${DRIVE}@0`, { info: null });
  expect(await namesOfMoment(DRIVE, momentAt(8), GRID)).toEqual([]);
});

it('that failed may come the next time', async () => {
  let broken = true;
  await openDrivePage(9, {
    describeFrame: () => {
      if (broken) throw new AnomalensError('frame-unreadable', 'Frame 3 is damaged.');
      return { names: [[COW]] } as never;
    },
  });
  await expect(namesOfMoment(DRIVE, momentAt(9), GRID)).rejects.toMatchObject({
    code: 'frame-unreadable',
  });
  broken = false;
  expect(await namesOfMoment(DRIVE, momentAt(9), GRID)).toEqual([COW]);
});
