import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { type History, record, redo, startHistory, undo } from './history';

const made = (...values: number[]) =>
  values.reduce((history, value) => record(history, value), startHistory(0));

describe('history', () => {
  it('goes back and forth', () => {
    const history = made(1, 2);
    expect(undo(history).present).toBe(1);
    expect(undo(undo(history)).present).toBe(0);
    expect(redo(undo(history)).present).toBe(2);
  });

  it('ends at both ends', () => {
    const history = made(1);
    expect(redo(history)).toBe(history);
    const first = undo(history);
    expect(undo(first)).toBe(first);
  });

  it('forgets what was undone when something else is done', () => {
    const history = record(undo(made(1, 2)), 3);
    expect(redo(history).present).toBe(3);
    expect(undo(history).present).toBe(1);
  });

  it('undoes the parts of one step together', () => {
    const moved = [1, 2, 3].reduce(
      (history, value) => record(history, value, 'move'),
      startHistory(0),
    );
    expect(moved.present).toBe(3);
    expect(undo(moved).present).toBe(0);
  });

  it('begins a new step after another one, and after undo', () => {
    const moved = record(startHistory(0), 1, 'move a');
    expect(undo(record(moved, 2, 'move b')).present).toBe(1);
    expect(undo(record(undo(moved), 2, 'move a')).present).toBe(0);
    const between = record(record(moved, 2), 3, 'move a');
    expect(undo(between).present).toBe(2);
  });

  it('keeps the last hundred steps', () => {
    let history: History<number> = made(...Array.from({ length: 130 }, (_, value) => value + 1));
    for (let step = 0; step < 200; step++) history = undo(history);
    expect(history.present).toBe(30);
  });

  it('undo then redo changes nothing', () => {
    const values = fc.array(fc.integer(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.nat(30), (list, steps) => {
        const history = list.reduce((done, value) => record(done, value), startHistory(0));
        const back = Array.from({ length: Math.min(steps, list.length) });
        const undone = back.reduce<History<number>>(undo, history);
        expect(back.reduce<History<number>>(redo, undone)).toEqual(history);
      }),
    );
  });
});
