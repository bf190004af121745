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

let taken = 0;

const LIVE: Parameters<typeof openPictures>[1] = {
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
};

let engine: FakeEngine;
let end = () => {};
const stop = vi.fn();

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
  engine = openPictures([], LIVE);
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

describe('a live drive that fails', () => {
  it('in one frame stops and says so', async () => {
    engine = openPictures([], {
      takeFrame: () => {
        throw new AnomalensError('frame-unreadable', 'The frame is damaged.');
      },
    });
    patchSession({ engineState: 'ready' });
    await addLive('camera');
    await watch(300);
    expect(getState().notices.list).toMatchObject([
      { kind: 'error', text: 'Dash camera: The frame is damaged.' },
    ]);
    expect(asked(engine, 'takeFrame')).toHaveLength(1);
  });

  it('because it was closed meanwhile says nothing', async () => {
    openPictures([], {
      takeFrame: () => {
        throw new AnomalensError('cancelled', 'Closed.');
      },
    });
    patchSession({ engineState: 'ready' });
    await addLive('camera');
    await watch(300);
    expect(getState().notices.list).toEqual([]);
  });

  it('because the worker has no more of it ends, and its camera with it', async () => {
    openPictures([], {
      takeFrame: () => {
        throw new AnomalensError('live-ended', 'It has ended.');
      },
    });
    patchSession({ engineState: 'ready' });
    await addLive('camera');
    await watch(300);
    expect(drive()).toMatchObject({ hasEnded: true, speed: 0 });
    expect(stop).toHaveBeenCalledOnce();
    end(); // the track says it too
    expect(getState().notices.list).toMatchObject([
      { kind: 'info', text: 'Dash camera gives no more frames.' },
    ]);
  });
});

describe('the numbers of a live frame', () => {
  const peakOf = async (levels: number[]) => {
    const map = { width: levels.length, height: 1, range: { min: 0, max: 254 } };
    engine = openPictures([], {
      ...LIVE,
      survey: ({ pictureId, threshold }) => ({
        ...{ pictureId, threshold, shareAbove: 0, objects: [], meanScore: 0, flagScore: 0 },
        map: { ...map, levels: Uint8Array.from(levels) },
      }),
    });
    patchSession({ engineState: 'ready' });
    await addLive('camera');
    await watch(250);
    patchDrive(drive().id, { speed: 0 });
    const [record] = [...(driveRecords.get(drive().id)?.values() ?? [])];
    return Object.values(record?.methods ?? {})[0]?.peak;
  };
  const times = (count: number, level: number) => new Array<number>(count).fill(level);

  it('have as their peak what a thousandth of what counts exceeds', async () => {
    expect(await peakOf([...times(2000, 11), 255, 201])).toBe(10);
    expect(await peakOf([...times(2000, 11), 255, 201, 101])).toBe(100);
    expect(await peakOf([...times(998, 11), 201, 101])).toBe(100);
  });

  it('leave out what does not count', async () => {
    expect(await peakOf([...times(5000, 0), ...times(998, 11), 201, 101])).toBe(100);
    expect(await peakOf(times(10, 0))).toBe(0);
  });

  it('are asked for on the picture that the worker holds', async () => {
    await peakOf(times(4, 9));
    const [request] = asked(engine, 'survey');
    expect(request).toMatchObject({ source: null, threshold: 0, flagShare: 1e-4 });
    expect(request?.pictureId).toMatch(/@0$/);
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
