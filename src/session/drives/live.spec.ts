import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { addLive } from '#src/session/drives/add-live';
import { drawAtOnce } from '#src/session/testing/drives-page';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { driveRecords } from '#src/store/drives/drive-records';
import { shownDrive } from '#src/store/drives/shown-drive';
import { surveyTerms } from '#src/store/set/survey-terms';
import { getState, patchDrive, patchSession } from '#src/store/store';
import { playOn } from './play';

const INFO = {
  width: 64,
  height: 36,
  original: { width: 64, height: 36 },
  format: 'live',
  notices: [],
  thumbnail: new Blob([]),
};

let engine: FakeEngine;
let end = () => {};
const stop = vi.fn();
let taken = 0;

/** A camera whose frames come when they are asked for. */
function plugIn(getUserMedia: () => Promise<unknown>): void {
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readable = new ReadableStream();
    },
  );
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

const track = {
  label: 'Dash camera',
  stop,
  addEventListener: (_name: string, listener: () => void) => {
    end = listener;
  },
};
const stream = { getVideoTracks: () => [track], getTracks: () => [track] };

beforeEach(() => {
  vi.useFakeTimers();
  taken = 0;
  stop.mockClear();
  engine = openPictures([], {
    openDrive: ({ driveId }) => ({
      driveId,
      kind: 'live',
      width: 64,
      height: 36,
      format: 'live',
      timestamps: new Float64Array(0),
      keyFrames: new Uint32Array(0),
      duration: null,
      notices: [],
    }),
    takeFrame: async ({ pictureId }) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const captured = performance.timeOrigin + performance.now() - 40;
      return { picture: { ...INFO, pictureId }, timestamp: taken++ / 2, captured, dropped: 3 };
    },
  });
  patchSession({ engineState: 'ready' });
  plugIn(async () => stream);
  drawAtOnce();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const drive = () => shownDrive(getState())!;

async function watch(milliseconds: number): Promise<void> {
  void playOn(drive().id);
  await vi.advanceTimersByTimeAsync(milliseconds);
}

describe('a live drive', () => {
  it('is one entry that plays, named after its device', async () => {
    await addLive('camera');
    expect(drive()).toMatchObject({ name: 'Dash camera', kind: 'live', speed: 1 });
    expect(getState().pictures.order).toEqual([getState().view.shownId]);
  });

  it('shows the newest frame with its scores, and says how old that was', async () => {
    await addLive('camera');
    await watch(500);
    const { facts, shown, playhead, id } = drive();
    expect(facts?.timestamps.length).toBeGreaterThan(1);
    expect(playhead).toBe(facts!.timestamps.length - 1);
    expect(shown?.delay).toBeGreaterThanOrEqual(40);
    expect(shown?.dropped).toBe(3 * (playhead + 1));
    const picture = getState().view.shownId ?? '';
    expect(picture).toBe(`${id}@${playhead}`);
    expect(getState().results.byPicture[picture]?.scores).not.toEqual({});
    expect(Object.keys(getState().pictures.byId).length).toBeLessThanOrEqual(2);
    expect(driveRecords.get(id)?.size).toBeGreaterThan(0);
  });

  it('asks for one frame at a time', async () => {
    await addLive('camera');
    await watch(90);
    expect(asked(engine, 'takeFrame')).toHaveLength(1);
  });

  it('is not looked at in the list: its frames cannot be opened again', async () => {
    await addLive('camera');
    expect(surveyTerms(getState(), getState().view.shownId ?? '')).toBeNull();
  });

  it('keeps its last frame when the camera is unplugged, and says so', async () => {
    await addLive('camera');
    await watch(300);
    const before = getState().view.shownId;
    end();
    await vi.advanceTimersByTimeAsync(500);
    expect(drive()).toMatchObject({ hasEnded: true, speed: 0 });
    expect(getState().view.shownId).toBe(before);
    expect(stop).toHaveBeenCalled();
    expect(getState().notices.list.map(({ text }) => text)).toEqual([
      'Dash camera gives no more frames.',
    ]);
  });

  it('goes on when a person plays it again', async () => {
    await addLive('camera');
    await watch(300);
    patchDrive(drive().id, { speed: 0 });
    await vi.advanceTimersByTimeAsync(500);
    const before = drive().playhead;
    patchDrive(drive().id, { speed: 1 });
    await watch(300);
    expect(drive().playhead).toBeGreaterThan(before);
  });
});

describe('what the browser refuses', () => {
  it.each([
    ['NotAllowedError', /not allowed.*beside the address/],
    ['NotFoundError', /no camera/],
    ['NotReadableError', /another program/],
    ['AbortError', /AbortError/],
  ])('%s is told with what to do', async (name, words) => {
    plugIn(() => Promise.reject(new DOMException('', name)));
    const failure = await addLive('camera').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AnomalensError);
    expect(failure).toMatchObject({ code: 'live-refused', message: expect.stringMatching(words) });
    expect(getState().pictures.order).toEqual([]);
  });

  it('a page that is not secure is told', async () => {
    vi.stubGlobal('navigator', {});
    await expect(addLive('camera')).rejects.toThrow(/https:\/\//);
  });

  it('a browser without single frames is told', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor');
    await expect(addLive('camera')).rejects.toThrow(/Chrome and Edge/);
  });
});
