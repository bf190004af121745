import { describe, expect, it } from 'vitest';
import { type TrackFacts, videoNotices } from './video-notices';

const TRACK: TrackFacts = {
  coded: { width: 720, height: 576 },
  rotation: 0,
  isStretched: false,
  codec: 'avc1.64001f',
  declaredEnd: null,
};
const even = (frames: number, step = 0.04) =>
  Float64Array.from({ length: frames }, (_, index) => index * step);

function told(track: Partial<TrackFacts>, timestamps = even(100), isCut = false) {
  const end = (timestamps.at(-1) ?? 0) + 0.04;
  const index = { timestamps, keyFrames: Uint32Array.of(0), end, isCut };
  return videoNotices({ ...TRACK, ...track }, index);
}
const codes = (...args: Parameters<typeof told>) => told(...args).map(({ code }) => code);

it('nothing is told of a plain video', () => {
  expect(told({})).toEqual([]);
});

describe('a damaged file', () => {
  it('is told with the second where it ends and what is left of it', () => {
    expect(told({}, even(100), true)).toEqual([
      {
        code: 'damaged',
        message: 'The file is damaged or cut off at 4.00 s. The 100 frames before can be used.',
      },
    ]);
  });

  it('is one that ends long before it says', () => {
    expect(codes({ declaredEnd: 5.01 })).toEqual(['damaged']);
    expect(codes({ declaredEnd: 4.99 })).toEqual([]); // sound may go on for a second
    expect(codes({ declaredEnd: 3 })).toEqual([]);
  });

  it('may miss two per cent of a long one', () => {
    const long = even(2500); // 100 s
    expect(codes({ declaredEnd: 101.9 }, long)).toEqual([]);
    expect(codes({ declaredEnd: 102.1 }, long)).toEqual(['damaged']);
  });
});

describe('a rate that varies', () => {
  /** Every `nth` step is longer by a share. */
  const uneven = (frames: number, nth: number, by: number) => {
    const times = new Float64Array(frames);
    for (let i = 1; i < frames; i++)
      times[i] = (times[i - 1] as number) + (i % nth === 0 ? 0.04 * (1 + by) : 0.04);
    return times;
  };

  it('is told where more than two in a hundred steps are a quarter longer', () => {
    expect(codes({}, uneven(101, 30, 0.5))).toEqual(['variable-rate']);
    expect(codes({}, uneven(101, 40, 0.5))).toEqual([]); // two
    expect(codes({}, uneven(1001, 60, 0.5))).toEqual([]); // sixteen of a thousand
    expect(codes({}, uneven(1001, 45, 0.5))).toEqual(['variable-rate']); // twenty-two
  });

  it('or shorter', () => {
    expect(codes({}, uneven(101, 10, -0.5))).toEqual(['variable-rate']);
  });

  it('is not the rounding to milliseconds, nor a little', () => {
    expect(codes({}, uneven(101, 3, 0.2))).toEqual([]);
    const rounded = even(200, 1 / 240).map((time) => Math.round(time * 1000) / 1000);
    expect(codes({}, rounded)).toEqual([]);
  });

  it('is none of two frames or none', () => {
    expect(codes({}, Float64Array.of(0, 5))).toEqual([]);
    expect(codes({}, new Float64Array(0))).toEqual([]);
  });
});

describe('what else a person is told', () => {
  it.each([
    ['avc1.6e0029', true],
    ['avc3.6E0029', true],
    ['avc1.7a0029', true],
    ['avc1.f40029', true],
    ['avc1.64001f', false],
    ['vp09.02.10.10.01', true],
    ['vp09.00.10.08', false],
    ['vp09', false],
    ['av01.0.05M.10', true],
    ['av01.0.05M.08', false],
    ['hev1.2.4.L120.10', false],
    ['', false],
  ])('%s: more than eight bits %s', (codec, isTold) => {
    expect(codes({ codec })).toEqual(isTold ? ['ten-bit'] : []);
  });

  it('is how it was turned, and that its pixels are no squares', () => {
    const [turned, stretched] = told({ rotation: 90, isStretched: true });
    expect(turned).toEqual({ code: 'rotated', message: 'Turned by 90° as the camera noted it.' });
    expect(stretched?.code).toBe('stretched');
    expect(stretched?.message).toContain('720 x 576');
  });

  it('stands in this order', () => {
    const uneven = even(100).map((time, index) => (index % 2 ? time : time + 0.03));
    expect(
      codes({ rotation: 180, isStretched: true, codec: 'av01.0.05M.10' }, uneven, true),
    ).toEqual(['damaged', 'variable-rate', 'ten-bit', 'rotated', 'stretched']);
  });
});
