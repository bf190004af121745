import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { openPictures } from '#src/session/testing/pictures-page';
import { driveRecords } from '#src/store/drives/drive-records';
import { driveSources, type SequenceFile, sequenceFiles } from '#src/store/files';
import { getState, patchSession } from '#src/store/store';
import { addDrive, introduceDrive, sequenceFacts } from './add-drive';
import { retimeDrive } from './retime-drive';

const kept = vi.hoisted(() => vi.fn());
vi.mock('./number-store', () => ({ keepNumbers: async () => {}, keptNumbers: kept }));

const file = (name: string, number: number | null): SequenceFile => ({
  name,
  number,
  open: async () => new Blob([name]),
});
const FILES = [file('frame_10.png', 10), file('frame_14.png', 14), file('frame_16.png', 16)];
const MAP = { width: 1, height: 1, range: { min: 0, max: 1 }, levels: Uint8Array.of(9) };
const notices = () => getState().notices.list.map(({ text }) => text);
const driveOf = (id: string) => getState().drives.byId[id]!;

function openVideo(messages: string[] = []) {
  openPictures(['before'], {
    openDrive: ({ driveId }) => ({
      driveId,
      kind: 'video',
      width: 64,
      height: 36,
      format: 'MP4, H.264',
      timestamps: Float64Array.of(0, 0.5),
      keyFrames: Uint32Array.of(0),
      duration: 1,
      notices: messages.map((message) => ({ code: 'variable-rate', message }) as never),
    }),
  });
  patchSession({ engineState: 'ready' });
  driveSources.set('v', () => ({ kind: 'video', blob: new Blob(['ride']), name: 'ride.mp4' }));
  return addDrive('v', { name: 'ride.mp4', kind: 'video' });
}

beforeEach(() => {
  kept.mockReset().mockResolvedValue([]);
  driveRecords.clear();
  sequenceFiles.clear();
  openPictures(['before']);
  patchSession({ engineState: 'ready' });
});

describe('a sequence', () => {
  it('has its times by the numbers in its names, and every frame is a key frame', () => {
    expect(sequenceFacts(FILES, 2)).toEqual({
      format: '3 pictures',
      timestamps: Float64Array.of(0, 2, 3),
      keyFrames: Uint32Array.of(0, 1, 2),
      notices: [],
      size: null,
    });
  });

  it('is one entry at the end of the list, named after its first file', () => {
    sequenceFiles.set('s', FILES);
    const picture = addDrive('s', { name: 'ride', kind: 'sequence' });
    expect(picture).toBe('s@0');
    expect(getState().pictures.order).toEqual(['before', 's@0']);
    expect(getState().pictures.byId['s@0']?.name).toBe('frame_10.png');
    expect(driveOf('s').facts?.timestamps).toHaveLength(3);
  });

  it('gets other times by another rate, and what is known of its frames moves along', () => {
    sequenceFiles.set('s', FILES);
    addDrive('s', { name: 'ride', kind: 'sequence' });
    driveRecords.set('s', new Map([[1, { index: 1, timestamp: 9, methods: {} }]]));
    retimeDrive('s', 4);
    expect(driveOf('s')).toMatchObject({ pictureRate: 4, revision: 1, window: null });
    expect(driveOf('s').facts?.timestamps).toEqual(Float64Array.of(0, 1, 1.5));
    expect(driveRecords.get('s')?.get(1)?.timestamp).toBe(1);
    retimeDrive('nobody', 4);
    expect(driveOf('s').revision).toBe(1);
  });
});

describe('a video', () => {
  it('bears its own name until its frames are known, then that of the frame', async () => {
    const picture = openVideo();
    expect(getState().pictures.byId[picture]?.name).toBe('ride.mp4');
    await introduceDrive('v');
    expect(getState().pictures.byId[picture]?.name).toBe('ride_f000000_t00000.000');
    expect(notices()).toEqual([]);
  });

  it('has the numbers that were kept of it', async () => {
    kept.mockResolvedValue([{ index: 1, methodId: 'm', key: 'k', peak: 0.5, map: MAP }]);
    openVideo();
    await introduceDrive('v');
    expect(kept).toHaveBeenCalledWith(expect.stringMatching(/^ride\.mp4 4 /));
    expect(driveRecords.get('v')?.get(1)).toMatchObject({ timestamp: 0.5 });
  });

  it('is told where the browser keeps nothing', async () => {
    kept.mockRejectedValue(new Error('private'));
    openVideo();
    await introduceDrive('v');
    expect(notices()).toEqual([expect.stringContaining('keeps no numbers')]);
  });

  it('says what is odd of it, in one notice', async () => {
    openVideo(['Its frames follow each other unevenly.', 'It has no duration.']);
    await introduceDrive('v');
    expect(notices()).toEqual([
      'ride.mp4: Its frames follow each other unevenly. It has no duration.',
    ]);
    expect(getState().notices.list[0]?.kind).toBe('info');
  });

  it('that cannot be opened says so on the stage, and nothing is asked of it', async () => {
    openPictures(['before'], {
      openDrive: () => {
        throw new AnomalensError('drive-unsupported', 'HEVC is not decoded here.');
      },
    });
    patchSession({ engineState: 'ready' });
    driveSources.set('v', () => ({ kind: 'video', blob: new Blob(['ride']), name: 'ride.mp4' }));
    addDrive('v', { name: 'ride.mp4', kind: 'video' });
    await introduceDrive('v');
    await introduceDrive('nobody');
    expect(kept).not.toHaveBeenCalled();
    expect(driveOf('v').facts).toBeNull();
    expect(getState().pictures.byId['v@0']?.name).toBe('ride.mp4');
  });
});
