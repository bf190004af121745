import { describe, expect, it } from 'vitest';
import { smooth } from '#src/core/drives/smoothing';
import { tracksAt } from '#src/core/drives/track-regions';
import { scoreAt } from '#src/core/set/small-map';
import type { FrameRecord } from './frame-record';
import { drawnMap } from './testing/drawn-frames';

const drive = (...frames: string[]): FrameRecord[] =>
  frames.map((row, index) => ({
    index,
    timestamp: index / 10,
    methods: {
      msp: {
        key: 'k',
        peak: Math.max(...[...row].map(Number).filter(Number.isFinite)) / 10,
        map: drawnMap(row),
      },
      energy: { key: 'e', peak: 1, map: drawnMap(row) },
    },
  }));

/** Tenths, `.` where nothing counts. */
const shown = ({ methods }: FrameRecord) => {
  const { map } = methods.msp!;
  return [...map.levels]
    .map((level) => (level === 0 ? '.' : String(Math.round(10 * scoreAt(map, level)))))
    .join('');
};

describe('a median over three frames', () => {
  it('takes away what a single frame has, and what it lacks; the ends stay', () => {
    const smoothed = smooth(drive('9000', '1080', '7070', '6006'), 'msp', 'median3', []);
    expect(smoothed.map(shown)).toEqual(['9000', '7070', '6070', '6006']);
    expect(smoothed.map(({ methods }) => methods.msp?.peak)).toEqual([0.9, 0.8, 0.7, 0.6]);
  });

  it('keeps the score where a neighbour does not count, and what does not count', () => {
    const smoothed = smooth(drive('.909', '5.59', '9.09'), 'msp', 'median3', []);
    expect(shown(smoothed[1]!)).toBe('5.09');
  });

  it('leaves other methods, and frames without the method out', () => {
    const records = drive('90', '10', '90');
    const [, middle] = smooth(records, 'msp', 'median3', []);
    expect(middle?.methods.energy).toBe(records[1]?.methods.energy);
    expect(middle?.methods.msp?.key).toBe('k');
    expect(
      smooth([...records, { index: 3, timestamp: 1, methods: {} }], 'msp', 'median3', []),
    ).toHaveLength(3);
  });
});

describe('a mean along the track', () => {
  const along = (...frames: string[]) => {
    const records = drive(...frames);
    return smooth(records, 'msp', 'along-track', tracksAt(records, 'msp', 0.5)).map(shown);
  };

  it('weighs a frame with the one before in the box of the track, and nothing else', () => {
    // 0.8, then half of 0.6 and 0.8, then half of 0.9 and 0.7.
    expect(along('8803', '6601', '9902')).toEqual(['8803', '7701', '8802']);
  });

  it('follows the object', () => {
    expect(along('0880000', '0066000')).toEqual(['0880000', '0077000']);
  });

  it('closes a gap, where the box lies between those around', () => {
    const frames = [
      '08800000000000000000',
      '00880000000000000000',
      '00022000000000000000',
      '00008800000000000000',
    ];
    expect(along(...frames)[2]).toBe('00055000000000000000');
  });

  it('does nothing before the first spot of a track and after the last', () => {
    expect(along('4400', '8800', '8800', '4400')).toEqual(['4400', '8800', '8800', '4400']);
  });

  it('leaves what does not count', () => {
    expect(along('88.0', '8.60')).toEqual(['88.0', '8.60']);
  });
});
