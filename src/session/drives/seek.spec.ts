import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { attachLabel } from '#src/session/labels/attach-label';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked, giveLabel } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { frameId } from '#src/store/drives/drive-ids';
import { labelFiles, pictureSources } from '#src/store/files';
import { getState, patchDrive, patchPictures } from '#src/store/store';
import { seek } from './seek';

const AT = (index: number) => frameId(DRIVE, index);
const known = () => Object.keys(getState().pictures.byId);

let engine: FakeEngine;

beforeEach(async () => {
  engine = await openDrivePage(30);
});

describe('moving the playhead', () => {
  it('puts the frame in the place of the one before, everywhere', async () => {
    seek(DRIVE, 12);
    expect(openedDrive().playhead).toBe(12);
    await settle();
    const { pictures, view } = getState();
    expect([pictures.order, pictures.selectedId, view.shownId]).toEqual([[AT(12)], AT(12), AT(12)]);
    expect(pictures.byId[AT(12)]?.name).toBe('ride_f000012_t00001.200');
    expect(known()).toEqual([AT(12)]);
    expect(pictureSources.has(AT(0))).toBe(false);
    const { source } = asked(engine, 'loadPicture')[0]!;
    expect(source).toEqual({ driveId: DRIVE, index: 12, name: 'ride_f000012_t00001.200' });
  });

  it('keeps the former frame on the stage until the next is decoded', async () => {
    let decode = () => {};
    engine = await openDrivePage(30, {
      loadPicture: ({ pictureId }) =>
        new Promise((resolve) => {
          const size = { width: 64, height: 36 };
          const about = { original: size, format: 'H.264', notices: [], thumbnail: new Blob([]) };
          decode = () => resolve({ pictureId, ...size, ...about });
        }),
    });
    seek(DRIVE, 3);
    await settle();
    expect(getState().view.shownId).toBe(AT(0));
    decode();
    await settle();
    expect(getState().view.shownId).toBe(AT(3));
  });

  it('decodes the last of many places alone, one at a time', async () => {
    for (const index of [1, 2, 3, 4, 5]) seek(DRIVE, index);
    await settle();
    expect(asked(engine, 'loadPicture').map(({ pictureId }) => pictureId)).toEqual([AT(1), AT(5)]);
    expect(known()).toEqual([AT(5)]);
  });

  it('stays within the drive', () => {
    seek(DRIVE, 99);
    expect(openedDrive().playhead).toBe(29);
    seek(DRIVE, -1);
    expect(openedDrive().playhead).toBe(0);
  });

  it('leaves another picture alone that has been selected meanwhile', async () => {
    seek(DRIVE, 4);
    const { pictures } = getState();
    patchPictures({ order: [...pictures.order, 'b'], selectedId: 'b' });
    await settle();
    expect(getState().pictures).toMatchObject({ order: [AT(4), 'b'], selectedId: 'b' });
  });
});

it('a frame that cannot be decoded says why in its place', async () => {
  engine = await openDrivePage(30, {
    loadPicture: () => {
      throw new AnomalensError('frame-unreadable', 'Frame 5 is damaged.');
    },
  });
  seek(DRIVE, 5);
  await settle();
  expect(getState().pictures.byId[AT(5)]).toMatchObject({
    state: 'failed',
    error: { code: 'frame-unreadable', message: 'Frame 5 is damaged.' },
  });
  expect(getState().view.shownId).toBe(AT(5));
});

it('the timeline follows where it shows a part', () => {
  patchDrive(DRIVE, { window: { from: 0, to: 1 } });
  seek(DRIVE, 20);
  expect(openedDrive().window?.to).toBeGreaterThan(2);
});

it('a label of a frame is there whenever that is shown', async () => {
  const label = giveLabel('another');
  attachLabel(AT(7), label);
  expect(labelFiles.has(AT(7))).toBe(false);
  for (const index of [7, 8, 7]) {
    seek(DRIVE, index);
    await settle();
    expect(labelFiles.has(AT(7))).toBe(index === 7);
  }
  expect(getState().pictures.byId[AT(7)]?.label?.fileName).toBe(label.name);
});

vi.stubGlobal('reportError', (error: unknown) => {
  throw error;
});
