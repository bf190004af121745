import { expect, it } from 'vitest';
import { newDrive } from './drives-slice';
import { movedWindow, wholeOf, windowAround, windowOf, zoomedWindow } from './timeline-window';

/** 100 frames of 10 a second. */
const drive = {
  ...newDrive('d', 'ride.mp4', 'video'),
  facts: {
    format: '',
    timestamps: Float64Array.from({ length: 100 }, (_, index) => index / 10),
    keyFrames: new Uint32Array(0),
    notices: [],
    size: null,
  },
};

it('all of a drive ends with the end of its last frame', () => {
  expect(wholeOf(drive).to).toBeCloseTo(10);
  expect(windowOf(drive)).toEqual(wholeOf(drive));
});

it('zooming in keeps the time under the pointer where it is', () => {
  const window = zoomedWindow({ from: 0, to: 10 }, drive, 2, 4);
  expect(window?.from).toBeCloseTo(2);
  expect(window?.to).toBeCloseTo(7);
});

it('zooming out ends with the whole drive, zooming in with a few frames', () => {
  expect(zoomedWindow({ from: 2, to: 7 }, drive, 0.1, 4)).toBeNull();
  const near = zoomedWindow({ from: 2, to: 7 }, drive, 1000, 4);
  expect((near?.to ?? 0) - (near?.from ?? 0)).toBeCloseTo(0.8);
});

it('a window stays within the drive', () => {
  expect(movedWindow({ from: 2, to: 4 }, drive, -3)).toEqual({ from: 0, to: 2 });
  expect(movedWindow({ from: 2, to: 4 }, drive, 30)?.to).toBeCloseTo(10);
});

it('the window follows a playhead that leaves it, and stays under one that does not', () => {
  const window = { from: 2, to: 4 };
  expect(windowAround(window, drive, 3.9)).toBe(window);
  expect(windowAround(window, drive, 4.5).from).toBeCloseTo(4.3);
  expect(windowAround(window, drive, 1.9).to).toBeCloseTo(2.1);
});
