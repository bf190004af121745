import { describe, expect, it } from 'vitest';
import { newDrive, type OpenDrive } from './drives-slice';
import { EVERY_FRAME, frameAtTime, playedNext } from './frame-steps';

/** Frames at 10 a second. */
const TIMES = Float64Array.from({ length: 21 }, (_, index) => 4 + index / 10);

const drive = (patch: Partial<OpenDrive>): OpenDrive => ({
  ...newDrive('d', 'ride.mp4', 'video'),
  facts: { format: '', timestamps: TIMES, keyFrames: new Uint32Array(0), notices: [], size: null },
  speed: 1,
  ...patch,
});

it.each([
  [0, 0],
  [4, 0],
  [4.1, 1],
  [4.1 - 1e-6, 1], // as a container rounds it
  [4.19, 1],
  [99, 20],
])('at %s s frame %s is seen', (seconds, frame) => {
  expect(frameAtTime(TIMES, seconds)).toBe(frame);
});

describe('a drive that plays', () => {
  it.each<[Partial<OpenDrive>, number | null]>([
    [{ playhead: 0 }, 5],
    [{ playhead: 0, speed: 2 }, 10],
    [{ playhead: 7, speed: -1 }, 2],
    [{ playhead: 2, speed: -1 }, 0],
    [{ playhead: 18 }, 20],
    [{ playhead: 20 }, null],
    [{ playhead: 20, loop: true }, 0],
    [{ playhead: 0, speed: -1 }, null],
    [{ playhead: 0, speed: -1, loop: true }, 20],
    [{ playhead: 3, perSecond: EVERY_FRAME }, 4],
    [{ playhead: 3, perSecond: EVERY_FRAME, speed: -1 }, 2],
    [{ facts: null }, null],
  ])('%o goes to frame %s', (patch, next) => {
    expect(playedNext(drive(patch))).toBe(next);
  });

  it('never shows a frame before its time where frames are not even', () => {
    const timestamps = Float64Array.of(0, 0.4, 0.7, 1.1);
    const facts = {
      format: '',
      timestamps,
      keyFrames: new Uint32Array(0),
      notices: [],
      size: null,
    };
    expect(playedNext(drive({ facts, playhead: 0 }))).toBe(2);
  });
});
