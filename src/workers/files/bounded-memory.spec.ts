import { expect, it } from 'vitest';
import { withMemoryOf } from './bounded-memory';

it('memory grows as far as is said, and on afterwards', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const pages = () => memory.buffer.byteLength / 65_536;
  expect(withMemoryOf(2 * 65_536, () => memory.grow(1))).toBe(1);
  expect(() => withMemoryOf(2 * 65_536, () => memory.grow(1))).toThrow(RangeError);
  expect(pages()).toBe(2);
  memory.grow(3);
  expect(pages()).toBe(5);
});
