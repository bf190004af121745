import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { ask } from '#src/session/held-pictures';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked, giveLabel } from '#src/session/testing/pictures-page';
import { frameLabels, labelFiles, pictureSources, sequenceFiles } from '#src/store/files';
import { getState, patchDrives, patchPicture, patchPictures, patchResults } from '#src/store/store';
import { forgetFrames, frameSourceOf, nameOfExport, placeFrame, prepareFrame } from './frames';

const FIRST = `${DRIVE}@0`;
let engine: FakeEngine;
const frame = (index: number) => prepareFrame(openedDrive(), index);
const known = () => Object.keys(getState().pictures.byId);

beforeEach(async () => {
  sequenceFiles.clear();
  frameLabels.clear();
  engine = await openDrivePage(20);
});

describe('a frame', () => {
  it('is known beside the list until it takes its place', () => {
    expect(frame(5)).toBe(`${DRIVE}@5`);
    expect(getState().pictures.order).toEqual([FIRST]);
    expect(getState().pictures.byId[`${DRIVE}@5`]).toMatchObject({
      name: 'ride_f000005_t00000.500',
      state: 'queued',
    });
    const before = getState().pictures.byId;
    frame(5);
    expect(getState().pictures.byId).toBe(before);
  });

  it('is opened from its drive, and known by its place in it', async () => {
    const source = pictureSources.get(frame(5));
    expect(await source?.open()).toEqual({
      driveId: DRIVE,
      index: 5,
      name: 'ride_f000005_t00000.500',
    });
    expect(await source?.identity).toBe(`${openedDrive().identity}#5`);
  });

  it('of a sequence is a file of its own', async () => {
    const files = [5, 6].map((number) => ({
      name: `f_${number}.png`,
      number,
      open: async () => new Blob([String(number)]),
    }));
    sequenceFiles.set(DRIVE, files);
    const source = await frameSourceOf(openedDrive(), 1);
    expect(source).toMatchObject({ name: 'f_6.png' });
    expect(await ('blob' in source ? source.blob.text() : '')).toBe('6');
  });

  it('of a live drive is gone', async () => {
    const drive = { ...openedDrive(), kind: 'live' as const };
    patchDrives({ byId: { [DRIVE]: drive } });
    const source = pictureSources.get(prepareFrame(drive, 6));
    await expect(source?.open()).rejects.toMatchObject({
      code: 'picture-unreadable',
      message: expect.stringContaining('keeps no frames'),
    });
  });

  it('has the label that was found for it', () => {
    const stored = giveLabel(FIRST);
    labelFiles.delete(FIRST);
    frameLabels.set(`${DRIVE}@7`, stored);
    const [labelled, bare] = [frame(7), frame(8)];
    expect(getState().pictures.byId[labelled]?.label?.fileName).toBe(stored.name);
    expect(getState().pictures.byId[bare]?.label).toBeNull();
  });

  it('lends files a name without folders', () => {
    const drive = { ...openedDrive(), name: 'day/ride.mp4' };
    expect(nameOfExport(drive, 3)).toBe('day_ride_f000003_t00000.300');
    expect(nameOfExport({ ...drive, facts: null }, 3)).toBe('day_ride_f000003_t00000.000');
  });
});

describe('a frame that takes its place', () => {
  it('is selected and shown in its turn, and the one before is forgotten', () => {
    const next = frame(5);
    placeFrame(DRIVE, next);
    const { pictures, view } = getState();
    expect(pictures.order).toEqual([next]);
    expect(pictures.selectedId).toBe(next);
    expect(view.shownId).toBe(next);
    expect(known()).toEqual([next]);
    expect(pictureSources.has(FIRST)).toBe(false);
  });

  it('leaves the stage and the selection to another picture', () => {
    patchPictures({
      order: ['other', FIRST],
      byId: {
        ...getState().pictures.byId,
        other: { ...getState().pictures.byId[FIRST]!, id: 'other' },
      },
      selectedId: 'other',
    });
    patchPicture('other', { name: 'other.png' });
    const before = getState().view.shownId;
    placeFrame(DRIVE, frame(5));
    expect(getState().pictures.order).toEqual(['other', `${DRIVE}@5`]);
    expect(getState().pictures.selectedId).toBe('other');
    expect(before).toBe(FIRST);
    expect(getState().view.shownId).toBe(`${DRIVE}@5`);
  });

  it('does nothing where it is not known, or its drive is not listed', () => {
    placeFrame(DRIVE, `${DRIVE}@9`);
    expect(getState().pictures.order).toEqual([FIRST]);
    const next = frame(5);
    patchPictures({ order: [] });
    placeFrame(DRIVE, next);
    expect(getState().pictures.order).toEqual([]);
    expect(getState().view.shownId).toBe(FIRST);
  });
});

describe('frames that are forgotten', () => {
  it('are those of the drive, with results, labels, thumbnails and what the worker holds', () => {
    const next = frame(5);
    const stored = giveLabel(FIRST);
    patchPicture(FIRST, { thumbnailUrl: 'blob:first' });
    const revoke = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
    const result = {} as never;
    patchResults({ byPicture: { [FIRST]: result, [next]: result, other: result } });
    forgetFrames(DRIVE, next);
    expect(known()).toEqual([next]);
    expect(Object.keys(getState().results.byPicture)).toEqual([next, 'other']);
    expect(frameLabels.get(FIRST)).toBe(stored);
    expect(labelFiles.has(FIRST)).toBe(false);
    expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:first');
    revoke.mockRestore();
  });

  it('are told to a worker that holds them', async () => {
    await ask('survey', {
      pictureId: FIRST,
      source: null,
      settings: { methodId: 'entropy', parameters: {}, blur: false } as never,
      threshold: 0,
      leftOut: null,
      flagShare: 0.1,
    });
    forgetFrames(DRIVE, null);
    expect(asked(engine, 'releasePicture')).toEqual([{ pictureId: FIRST }]);
    forgetFrames(DRIVE, null);
    expect(asked(engine, 'releasePicture')).toHaveLength(1);
  });
});
