import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteDrawn, noteSent, restSinceDrawing } from '#src/session/held/drawings';
import { asked, beginAnew, cleanUp, start, want } from '#src/session/testing/following';

const frame = {
  transform: { scale: 1, offsetX: 0, offsetY: 0 },
  canvas: { width: 64, height: 36 },
};

beforeEach(beginAnew);

afterEach(cleanUp);

it('work at rest waits for the last drawing and counts its rest from there', async () => {
  start({ rest: 300 });
  want(1);
  const first = noteSent(frame);
  await vi.advanceTimersByTimeAsync(290);
  const second = noteSent(frame);
  expect(second).toBeGreaterThan(first);
  expect(noteDrawn(first)).toEqual(frame);
  await vi.advanceTimersByTimeAsync(400);
  expect(restSinceDrawing()).toBe(0);
  expect(asked).toEqual([]);
  noteDrawn(second);
  await vi.advanceTimersByTimeAsync(299);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual(['1']);
});

it('an old drawing that is reported late is no debt', () => {
  const revision = noteSent(frame);
  noteDrawn(revision);
  noteDrawn(revision - 1);
  expect(restSinceDrawing()).toBe(0);
  vi.advanceTimersByTime(5);
  expect(restSinceDrawing()).toBe(5);
});
