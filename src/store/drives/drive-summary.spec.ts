import { describe, expect, it } from 'vitest';
import type { FrameRecord } from '#src/core/drives/frame-record';
import { summarise, trackAgain } from './drive-summary';

const [WIDTH, HEIGHT] = [32, 18];

/** An object of 6 x 4 cells that moves to the right; `also` has a speck of 5 x 5 elsewhere. */
function frame(index: number, also = false): FrameRecord {
  const levels = new Uint8Array(WIDTH * HEIGHT).fill(1);
  for (let y = 8; y < 12; y++) levels.fill(200, y * WIDTH + 4 + index, y * WIDTH + 10 + index);
  if (also) for (let y = 0; y < 5; y++) levels.fill(255, y * WIDTH + 26, y * WIDTH + 31);
  const map = { width: WIDTH, height: HEIGHT, range: { min: 0, max: 1 }, levels };
  return { index, timestamp: index / 2, methods: { m: { key: 'k', peak: index / 4, map } } };
}

const RECORDS = [frame(0), frame(1), frame(2, true), frame(3)];

describe('a drive at a threshold', () => {
  it('has an object in all of its frames as one moment, and what one frame saw as flicker', () => {
    const { moments, tracks, flicker, threshold, grid } = summarise(RECORDS, 'm', 0.5, 'off');
    expect([moments.length, tracks.length, flicker, threshold]).toEqual([1, 2, 1, 0.5]);
    expect(moments[0]).toMatchObject({ from: 0, to: 1.5 });
    expect(grid).toEqual({ width: WIDTH, height: HEIGHT });
  });

  it('has a row of the timeline, frame by frame', () => {
    const { timeline } = summarise(RECORDS, 'm', 0.5, 'off');
    expect(timeline.indexes).toEqual([0, 1, 2, 3]);
    expect(timeline.peak).toEqual([0, 0.25, 0.5, 0.75]);
    expect(timeline.tracks).toEqual([1, 1, 1, 1]);
  });

  it('has nothing above a higher one', () => {
    expect(summarise(RECORDS, 'm', 0.9, 'off').moments).toEqual([]);
  });

  it('loses the flicker to a median of three frames', () => {
    expect(summarise(RECORDS, 'm', 0.5, 'median3').flicker).toBe(0);
    expect(summarise(RECORDS, 'm', 0.5, 'along-track').moments).toHaveLength(1);
  });
});

it('a drive without numbers has none of it', () => {
  expect(summarise([], 'm', 0.5, 'off')).toMatchObject({ tracks: [], moments: [], flicker: 0 });
});

it('a chosen track is found again when others come before it, and gone with its object', () => {
  const few = summarise([frame(2), frame(3)], 'm', 0.5, 'off').tracks;
  const more = summarise([frame(0, true), ...RECORDS.slice(1)], 'm', 0.5, 'off').tracks;
  const [chosen] = few;
  const again = trackAgain(few, more, chosen!.id);
  expect(more.find(({ id }) => id === again)?.spots).toHaveLength(4);
  expect(trackAgain(few, [], chosen!.id)).toBeNull();
  expect(trackAgain(few, more, 99)).toBeNull();
});
