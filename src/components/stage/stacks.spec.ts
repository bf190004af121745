import { expect, it } from 'vitest';
import { stacks } from '#src/components/stage/stacks';

const stage = { width: 944, height: 834 };

it('wide pictures stand one above the other, upright ones side by side', () => {
  expect(stacks({ width: 1280, height: 720 }, stage)).toBe(true);
  expect(stacks({ width: 2048, height: 1024 }, stage)).toBe(true);
  expect(stacks({ width: 720, height: 1280 }, stage)).toBe(false);
  expect(stacks({ width: 500, height: 500 }, stage)).toBe(false);
});

it('what stands around a picture counts: a low stage keeps wide pictures side by side', () => {
  expect(stacks({ width: 1280, height: 720 }, { width: 560, height: 300 })).toBe(false);
  expect(stacks({ width: 1280, height: 720 }, { width: 400, height: 834 })).toBe(true);
});
