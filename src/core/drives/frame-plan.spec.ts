import { describe, expect, it } from 'vitest';
import { framePlan, type PlanRequest, peaksOf } from '#src/core/drives/frame-plan';
import { fc } from '#src/core/testing/seeded';

/** Ten frames a second. */
const every = (count: number) => Array.from({ length: count }, (_, index) => index / 10);
const plan = (wish: Partial<PlanRequest>) =>
  framePlan({
    timestamps: every(21),
    keyFrames: [],
    perSecond: 2,
    done: new Set(),
    peaks: [],
    ...wish,
  });

describe('the plan of a drive', () => {
  it('takes the frame nearest to each step', () => {
    expect(plan({})).toEqual([0, 5, 10, 15, 20]);
    expect(plan({ perSecond: 4 }).slice(0, 4)).toEqual([0, 2, 5, 7]);
  });

  it('takes every frame where there are fewer than wanted', () => {
    expect(plan({ perSecond: 100 })).toEqual(every(21).map((_, index) => index));
  });

  it('takes key frames first, one for each step, in place of the nearest frame', () => {
    expect(plan({ keyFrames: [0, 6, 7, 12] })).toEqual([0, 6, 12, 15, 20]);
    expect(plan({ keyFrames: [0, 6, 12] })).toEqual([0, 6, 12, 15, 20]);
    // 13 is nearer to 1.5 than to 1.
    expect(plan({ keyFrames: [13] })).toEqual([13, 0, 5, 10, 20]);
  });

  it('counts steps from the first frame', () => {
    expect(plan({ timestamps: every(11).map((time) => time + 0.3) })).toEqual([0, 5, 10]);
  });

  it('leaves out what is done, and the step that it settles', () => {
    expect(plan({ done: new Set([0, 5, 9]) })).toEqual([15, 20]);
    expect(plan({ done: new Set([4]), keyFrames: [5] })).toEqual([0, 10, 15, 20]);
    expect(plan({ done: new Set([99]) })).toEqual([0, 5, 10, 15, 20]);
  });

  it('then looks around peaks, halving the gaps, peak by peak', () => {
    const done = new Set([0, 5, 10, 15, 20]);
    expect(plan({ done, peaks: [10] })).toEqual([7, 12, 6, 8, 11, 13, 9, 14]);
    expect(plan({ done, peaks: [10, 0] })).toEqual([7, 12, 2, 6, 8, 11, 13, 1, 3, 9, 14, 4]);
    expect(plan({ done: new Set([0, 5, 7, 10, 15, 20]), peaks: [10] })).not.toContain(7);
  });

  it('names each frame once, none that is done, in any drive', () => {
    const gaps = fc.array(fc.double({ min: 0, max: 0.7, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    const indexes = fc.uniqueArray(fc.nat(39));
    fc.assert(
      fc.property(
        gaps,
        indexes,
        indexes,
        indexes,
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        (steps, keys, seen, tops, perSecond) => {
          let time = 3;
          const timestamps = steps.map((step) => (time += step));
          const inside = (list: number[]) => list.filter((index) => index < timestamps.length);
          const done = new Set(seen);
          const keyFrames = inside(keys).sort((a, b) => a - b);
          const order = framePlan({ timestamps, keyFrames, perSecond, done, peaks: inside(tops) });
          expect(new Set(order).size).toBe(order.length);
          for (const index of order) {
            expect(done.has(index)).toBe(false);
            expect(timestamps[index]).toBeDefined();
          }
        },
      ),
    );
  });
});

describe('peaks', () => {
  it('are higher than what lies before, the highest first', () => {
    expect(peaksOf([0, 5, 10, 15, 20], [1, 3, 2, 5, 4], 9)).toEqual([15, 5]);
    expect(peaksOf([0, 5, 10, 15, 20], [1, 3, 2, 5, 4], 1)).toEqual([15]);
    expect(peaksOf([0, 5, 10], [4, 1, 3], 9)).toEqual([0, 10]);
  });

  it('of a plateau are its first frame', () => {
    expect(peaksOf([0, 5, 10, 15], [1, 3, 3, 1], 9)).toEqual([5]);
    expect(peaksOf([], [], 9)).toEqual([]);
  });

  it('lie above both sides: a step upwards or a flat beginning is none', () => {
    expect(peaksOf([0, 5, 10, 15], [2, 2, 3, 1], 9)).toEqual([10]);
    expect(peaksOf([0, 5, 10, 15], [1, 2, 2, 3], 9)).toEqual([15]);
    expect(peaksOf([0, 5, 10], [2, 2, 1], 9)).toEqual([0]);
    expect(peaksOf([0, 5, 10], [2, 2, 2], 9)).toEqual([]);
    expect(peaksOf([7], [2], 9)).toEqual([7]); // nothing is known around it
  });
});
