import { expect, it, vi } from 'vitest';
import { currentDrag } from './tool-drag';

const drawn = () => ({ move: vi.fn(), end: vi.fn(), cancel: vi.fn() });

it('a drag ends once, and not after another has begun', () => {
  const drags = currentDrag();
  const [first, second] = [drawn(), drawn()];
  const begun = drags.begin(first);
  begun.move({ x: 1, y: 2 });
  const next = drags.begin(second);
  begun.move({ x: 3, y: 4 });
  begun.end();
  expect([first.move.mock.calls.length, first.end.mock.calls.length]).toEqual([1, 0]);
  next.end();
  next.end();
  next.cancel();
  expect(second.end).toHaveBeenCalledOnce();
  expect(second.cancel).not.toHaveBeenCalled();
});

it('is cancelled or forgotten from elsewhere', () => {
  const drags = currentDrag();
  const [cancelled, forgotten] = [drawn(), drawn()];
  drags.begin(cancelled);
  drags.cancel();
  drags.cancel();
  const begun = drags.begin(forgotten);
  drags.forget();
  begun.end();
  drags.cancel();
  expect(cancelled.cancel).toHaveBeenCalledOnce();
  expect(forgotten.end).not.toHaveBeenCalled();
  expect(forgotten.cancel).not.toHaveBeenCalled();
});
