import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { DRIVE, drawAtOnce, openDrivePage, openedDrive } from '#src/session/testing/drives-page';
import { asked } from '#src/session/testing/pictures-page';
import { frameId, frameIndexOf } from '#src/store/drives/drive-ids';
import { getState, patchDrive, patchPictures, patchView } from '#src/store/store';
import { playOn } from './play';

const shown = () => frameIndexOf(getState().view.shownId);
const shownFrames: (number | null)[] = [];
let engine: FakeEngine;
let stopDrawing = () => {};

async function begin(frames: number, overrides: Parameters<typeof openDrivePage>[1] = {}) {
  engine = await openDrivePage(frames, overrides);
  shownFrames.length = 0;
  stopDrawing();
  stopDrawing = drawAtOnce();
}

/** Plays for a while, and notes which frames were seen. */
async function pass(milliseconds: number): Promise<void> {
  for (let time = 0; time < milliseconds; time += 50) {
    await vi.advanceTimersByTimeAsync(50);
    if (shownFrames.at(-1) !== shown()) shownFrames.push(shown());
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  await begin(21);
});
afterEach(() => {
  patchDrive(DRIVE, { speed: 0 });
  vi.useRealTimers();
});

it('frames follow each other in their own time at most, each with its scores', async () => {
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  await pass(1100);
  expect(shownFrames).toEqual([0, 5, 10]);
  expect(getState().results.byPicture[frameId(DRIVE, 10)]?.scores).not.toEqual({});
  expect(openedDrive()).toMatchObject({ playhead: 10, shown: { dropped: 0, delay: null } });
  expect(openedDrive().shown?.rate).toBeCloseTo(2, 0);
});

it('waits for the analysis, with one frame in flight', async () => {
  await begin(21, {
    loadPicture: async ({ pictureId }) => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      const size = { width: 64, height: 36 };
      const about = { original: size, format: 'H.264', notices: [], thumbnail: new Blob([]) };
      return { pictureId, ...size, ...about };
    },
  });
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  await pass(800);
  expect([shown(), asked(engine, 'loadPicture').length]).toEqual([0, 1]);
  await pass(1100);
  expect(shown()).toBe(10);
  patchDrive(DRIVE, { speed: 0 });
  await pass(1000); // what is decoded is waited for
});

it('waits until a frame is drawn: the next would hold that up', async () => {
  stopDrawing();
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  await pass(1500);
  expect([shown(), asked(engine, 'loadPicture').length]).toEqual([5, 1]);
  drawAtOnce();
  patchView({ tintOpacity: 0.4 });
  await pass(500);
  expect([shown(), asked(engine, 'loadPicture').length]).toEqual([10, 3]);
});

it('stands at its end, or begins anew', async () => {
  patchDrive(DRIVE, { speed: 4 });
  void playOn(DRIVE);
  await pass(1000);
  expect([shown(), openedDrive().speed]).toEqual([20, 0]);
  patchDrive(DRIVE, { speed: 1, loop: true });
  void playOn(DRIVE);
  await pass(600);
  expect(shown()).toBe(0);
});

it('stands where it is stopped: the frame under way is dropped', async () => {
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  await pass(200);
  patchDrive(DRIVE, { speed: 0 });
  await pass(1000);
  expect(shown()).toBe(0);
  expect(Object.keys(getState().pictures.byId)).toEqual([frameId(DRIVE, 0)]);
});

it('stands when another picture is selected', async () => {
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  patchPictures({ selectedId: null });
  await pass(1200);
  expect(openedDrive()).toMatchObject({ speed: 0, playhead: 0 });
});

it('passes over a frame that is damaged, and stops for want of a worker', async () => {
  let code: 'frame-unreadable' | 'engine-start' = 'frame-unreadable';
  await begin(21, {
    loadPicture: () => {
      throw new AnomalensError(code, 'It is gone.');
    },
  });
  patchDrive(DRIVE, { speed: 1 });
  void playOn(DRIVE);
  await pass(1100);
  expect(shownFrames).toEqual([0, 5, 10]);
  code = 'engine-start';
  await pass(1100);
  expect(openedDrive().speed).toBe(0);
  expect(getState().pictures.byId[getState().view.shownId ?? '']?.error?.code).toBe('engine-start');
});
