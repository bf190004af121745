import { beforeEach, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { FrameSurvey } from '#src/protocol/drives';
import { DRIVE, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { driveRecords, recordsBy } from '#src/store/drives/drive-records';
import { driveMethods, type WantedFrame } from '#src/store/drives/wanted-frame';
import { getState } from '#src/store/store';
import { analyseFrame } from './analyse-frame';

const kept = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('./number-store', () => ({ keepNumbers: kept, keptNumbers: async () => [] }));

const MAP = { width: 1, height: 1, range: { min: 0, max: 1 }, levels: Uint8Array.of(9) };
let engine: FakeEngine;

const wanted = (index: number): WantedFrame => ({
  driveId: DRIVE,
  index,
  next: index + 5,
  methods: driveMethods(getState(), DRIVE),
  leftOut: null,
});

async function open(surveyFrame: () => FrameSurvey): Promise<void> {
  engine = await openDrivePage(21, { surveyFrame });
}

beforeEach(async () => {
  kept.mockReset().mockResolvedValue(undefined);
  await open(() => ({ index: 5, methods: [{ map: MAP, peak: 0.75 }], roadShare: 0.4 }));
});

it('the numbers of a frame are known, and kept by what tells the drive again', async () => {
  await analyseFrame(wanted(5));
  const [method] = driveMethods(getState(), DRIVE);
  const { methodId, key } = method!;
  expect(recordsBy(DRIVE, methodId, key)).toEqual([
    { index: 5, timestamp: 0.5, methods: { [methodId]: { key, peak: 0.75, map: MAP } } },
  ]);
  expect(openedDrive().revision).toBe(1);
  expect(openedDrive().millisecondsPerFrame).not.toBeNull();
  expect(kept).toHaveBeenCalledWith(expect.stringMatching(/^ride\.mp4 4 [0-9a-f]{64}$/), [
    { index: 5, methodId, key, peak: 0.75, map: MAP },
  ]);
});

it('the frame after it is told, so that it is decoded meanwhile', async () => {
  await analyseFrame(wanted(5));
  const [request] = asked(engine, 'surveyFrame');
  expect(request).toMatchObject({
    index: 5,
    source: { driveId: DRIVE, index: 5, name: 'ride_f000005_t00000.500' },
    next: { driveId: DRIVE, index: 10 },
  });
});

it('a frame that fails is told, and nothing else is lost', async () => {
  await open(() => {
    throw new AnomalensError('frame-unreadable', 'Frame 5 is damaged.');
  });
  await analyseFrame(wanted(5));
  expect(openedDrive().failed).toEqual({ 5: 'Frame 5 is damaged.' });
  expect(driveRecords.get(DRIVE)).toBeUndefined();
});

it('a frame that had no worker is not to blame', async () => {
  await open(() => {
    throw new AnomalensError('engine-start', 'There is no worker.', true);
  });
  await expect(analyseFrame(wanted(5))).rejects.toMatchObject({ code: 'engine-start' });
  expect(openedDrive().failed).toEqual({});
});

it('a browser that keeps nothing says so once', async () => {
  kept.mockRejectedValue(new Error('The disk is full.'));
  await analyseFrame(wanted(5));
  await analyseFrame(wanted(10));
  await settle();
  expect(getState().notices.list.map(({ text }) => text)).toEqual([
    expect.stringContaining('keeps no numbers of drives'),
  ]);
});

it('a drive that was closed meanwhile is passed over', async () => {
  await analyseFrame({ ...wanted(5), driveId: 'nobody' });
  expect(asked(engine, 'surveyFrame')).toEqual([]);
});

it('how long a frame takes is a running mean: one in five is that of the latest', async () => {
  let clock = 0;
  let milliseconds = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
  await open(() => {
    clock += milliseconds;
    return { index: 5, methods: [{ map: MAP, peak: 0.75 }], roadShare: 0.4 };
  });
  const taking = (index: number, duration: number) => {
    milliseconds = duration;
    return analyseFrame(wanted(index));
  };
  await taking(5, 100);
  expect(openedDrive().millisecondsPerFrame).toBe(100);
  await taking(10, 200);
  expect(openedDrive().millisecondsPerFrame).toBe(120);
  now.mockRestore();
});

it('frames that failed are told beside each other', async () => {
  await open(() => {
    throw new AnomalensError('frame-unreadable', 'It is damaged.');
  });
  await analyseFrame({ ...wanted(5), next: null });
  await analyseFrame(wanted(7));
  expect(openedDrive().failed).toEqual({ 5: 'It is damaged.', 7: 'It is damaged.' });
  expect(asked(engine, 'surveyFrame')[0]?.next).toBeNull();
});

it('a method without an answer has no numbers', async () => {
  await open(() => ({ index: 5, methods: [], roadShare: 0.4 }));
  await analyseFrame(wanted(5));
  expect(driveRecords.get(DRIVE)).toBeUndefined();
  expect(openedDrive().failed).toEqual({});
});
