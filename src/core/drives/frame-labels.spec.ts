import { describe, expect, it } from 'vitest';
import { framesOfLabels } from '#src/core/drives/frame-labels';
import { frameName } from '#src/core/drives/frame-name';

/** Twenty-five frames a second, from half a second on. */
const TIMES = Array.from({ length: 100 }, (_, index) => 0.5 + index / 25);
const framesOf = (stems: string[], first: 0 | 1 | null = null) =>
  framesOfLabels(
    stems.map((stem) => ({ path: `${stem}.png`, stem })),
    TIMES,
    first,
  );

describe('labels of a video', () => {
  it('are of the frame that they are called like', () => {
    expect(framesOf([frameName('ride', 7, 0.78), frameName('ride', 99, 4.46)])).toEqual([7, 99]);
  });

  it('are of the frame at their time', () => {
    expect(framesOf(['0.500', 't0.54', 'ride_4.46s', '0.779'])).toEqual([0, 1, 99, 7]);
    expect(() => framesOf(['0.47'])).toThrow('No frame of the video is called like 0.47.png');
    expect(() => framesOf(['4.49'])).toThrow('No frame');
  });

  it('are of the frame of their number, where it is clear from what it counts', () => {
    expect(framesOf(['frame_0', 'frame_000012'])).toEqual([0, 12]);
    expect(framesOf(['12', '100'])).toEqual([11, 99]);
    expect(framesOf(['12'], 0)).toEqual([12]);
    expect(framesOf(['v2_12_gt'], 1)).toEqual([11]);
    expect(() => framesOf(['12', '24'])).toThrow('say --first-frame 0 or --first-frame 1');
  });

  it('are refused without a frame, and where two have one', () => {
    expect(() => framesOf(['0', '100'])).toThrow('there are 100');
    expect(() => framesOf(['0'], 1)).toThrow('No frame');
    expect(() => framesOf(['road'])).toThrow('No frame');
    expect(() => framesOf(['0.50', frameName('a', 0, 0.5)])).toThrow('are of the same frame, 0');
  });
});
