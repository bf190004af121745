import { expect, it } from 'vitest';
import type { PictureLabel } from '#src/store/state';
import { labelMark } from './label-mark';

const label = (about: Partial<PictureLabel> = {}): PictureLabel => ({
  serial: 1,
  fileName: 'a.png',
  info: null,
  error: null,
  unexplained: false,
  ...about,
});
const INFO = { width: 1 } as PictureLabel['info'];
const ERROR = { code: 'label-size', message: 'Too small.', retryable: false } as const;

it('ground truth is what has been read', () => {
  expect(labelMark(label({ info: INFO }))).toEqual({
    state: 'read',
    text: 'GT',
    words: 'with ground truth',
    title: 'a.png',
  });
});

it.each([
  [label(), 'open', 'label unread', 'a.png: it has not been read yet.'],
  [
    label({ unexplained: true }),
    'open',
    'label unread',
    'a.png: what its values mean has not been said.',
  ],
  [label({ error: ERROR }), 'refused', 'its label cannot be used', 'a.png: Too small.'],
])('a label without a reading is none, and says why: %#', (unread, state, words, title) => {
  expect(labelMark(unread)).toEqual({ state, text: 'label unread', words, title });
});

it('a label of which an earlier reading was refused says so', () => {
  expect(labelMark(label({ info: INFO, error: ERROR })).state).toBe('refused');
});
