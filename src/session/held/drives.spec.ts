import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { ANSWERS } from '#src/engine-client/testing/fake-answers';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { DriveSource } from '#src/protocol/drives';
import { drivesIn } from '#src/session/held/drives-in';
import { quiet, touch } from '#src/session/held/quiet';
import { isHeld } from '#src/session/held/record';
import { ask, dropDrive, holdDrive, holdPicture, takeFrame } from '#src/session/held-pictures';
import {
  asked,
  CRASH,
  failing,
  namesOf,
  openPictures,
  restart,
  unknown,
} from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { driveSources, pictureSources } from '#src/store/files';

const frame = (index: number, driveId = 'd') => ({ driveId, index, name: `frame ${index}` });
const name = (source: ReturnType<typeof frame>) =>
  ask('namePicture', { source, names: ['cow'], mask: null, most: 1 });
const VIDEO: DriveSource = { kind: 'video', blob: new Blob(['video']), name: 'road.mp4' };
let engine: FakeEngine;

function openPage(overrides: Parameters<typeof openPictures>[1] = {}): void {
  engine = openPictures(['a'], overrides);
  driveSources.set('d', () => VIDEO);
  pictureSources.set('a', { open: async () => frame(3), identity: Promise.resolve('d#3') });
}
beforeEach(() => openPage());

describe('a drive', () => {
  it('is given to the worker with the first question about one of its frames, and not again', async () => {
    await name(frame(0));
    await holdPicture('a');
    await name(frame(1));
    expect(namesOf(engine)).toEqual(['openDrive', 'namePicture', 'loadPicture', 'namePicture']);
    expect(asked(engine, 'openDrive')[0]).toEqual({ driveId: 'd', source: VIDEO });
    expect(await holdDrive('d')).toMatchObject({ driveId: 'd', format: 'MP4, H.264' });
    expect(asked(engine, 'openDrive')).toHaveLength(1);
  });

  it('is given once to questions that come together', async () => {
    await Promise.all([name(frame(0)), holdPicture('a'), holdDrive('d')]);
    expect(asked(engine, 'openDrive')).toHaveLength(1);
  });

  it('is given again to a worker that has lost it, for a picture too', async () => {
    openPage({ loadPicture: failing(1, unknown('drive-unknown'), () => ({}) as never) });
    await holdPicture('a').catch(() => undefined);
    expect(namesOf(engine)).toEqual(['openDrive', 'loadPicture', 'openDrive', 'loadPicture']);
  });

  it('is given to the next worker', async () => {
    let crashes = 1;
    openPage({ namePicture: () => (crashes-- > 0 ? Promise.reject(CRASH) : []) });
    const answer = name(frame(0));
    await settle();
    restart(engine);
    await answer;
    expect(namesOf(engine)).toEqual(['openDrive', 'namePicture', 'openDrive', 'namePicture']);
  });

  it('that is no longer open says so, and is not asked for twice', async () => {
    await expect(name(frame(0, 'other'))).rejects.toMatchObject({
      code: 'drive-unknown',
      retryable: false,
    });
    expect(namesOf(engine)).toEqual([]);
  });

  it('is closed where it was open', async () => {
    dropDrive('d');
    await holdDrive('d');
    dropDrive('d');
    dropDrive('d');
    expect(namesOf(engine)).toEqual(['openDrive', 'closeDrive']);
  });
});

describe('a live drive', () => {
  const live = (): DriveSource => ({ kind: 'live', frames: new ReadableStream(), name: 'camera' });
  const take = (pictureId: string) => takeFrame({ driveId: 'd', pictureId, name: pictureId });

  it('is handed over, anew for every worker', async () => {
    let crashes = 1;
    openPage({
      takeFrame: (params) => (crashes-- > 0 ? Promise.reject(CRASH) : ANSWERS.takeFrame(params)),
    });
    driveSources.set('d', live);
    const request = vi.spyOn(engine, 'request');
    const taking = take('d@0');
    await settle();
    restart(engine);
    await taking;
    expect(namesOf(engine)).toEqual(['openDrive', 'takeFrame', 'openDrive', 'takeFrame']);
    const given = request.mock.calls.filter(([asked]) => asked === 'openDrive');
    const streams = asked(engine, 'openDrive').map(
      ({ source }) => source.kind === 'live' && source.frames,
    );
    expect(given.map(([, , options]) => options?.transfer)).toEqual(
      streams.map((frames) => [frames]),
    );
    expect(new Set(streams).size).toBe(2);
  });

  it('that has ended says so, and is not asked again', async () => {
    const ended = new AnomalensError('live-ended', 'Unplugged.', true);
    openPage({ takeFrame: () => Promise.reject(ended) });
    driveSources.set('d', live);
    await expect(take('d@0')).rejects.toBe(ended);
    expect(asked(engine, 'takeFrame')).toHaveLength(1);
  });

  it('leaves no more pictures in the worker than it keeps', async () => {
    openPage();
    driveSources.set('d', live);
    for (let i = 0; i < 7; i++) await take(`d@${i}`);
    expect(isHeld('d@6')).toBe(true);
    expect(asked(engine, 'releasePicture').map(({ pictureId }) => pictureId)).toEqual([
      'd@0',
      'd@1',
    ]);
  });
});

it('the drives of a request are found wherever it has frames', () => {
  const source = frame(0);
  const next = frame(1, 'e');
  expect(drivesIn({ source, next })).toEqual(['d', 'e']);
  expect(drivesIn({ source, next: null })).toEqual(['d']);
  expect(drivesIn({ picture: source, label: {} })).toEqual(['d']);
  expect(drivesIn({ frames: [{ source }, { source: next }] })).toEqual(['d', 'e']);
  expect(drivesIn({ pictures: [{ blob: new Blob([]), name: 'a.png' }, source] })).toEqual(['d']);
  expect(drivesIn({ source: { blob: new Blob([]), name: 'a.png' } })).toEqual([]);
});

it('looking at frames is nothing that somebody waits for', async () => {
  vi.useFakeTimers();
  try {
    const settings = [{ methodId: 'msp', parameters: {}, blur: false }];
    const looking = { index: 0, settings, leftOut: null, next: null };
    let isQuiet = false;
    openPage({ surveyFrame: () => new Promise(() => undefined) });
    void ask('surveyFrame', { ...looking, source: frame(0) });
    touch(); // by the clock of this test: that of the others is far ahead of it
    await vi.advanceTimersByTimeAsync(1000);
    void quiet().then(() => {
      isQuiet = true;
    });
    await vi.advanceTimersByTimeAsync(1);
    expect(isQuiet).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
