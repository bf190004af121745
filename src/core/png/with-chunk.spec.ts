import { decode, encode } from 'fast-png';
import { expect, it } from 'vitest';
import { withText } from './with-chunk';

const plain = new Uint8Array(encode({ width: 1, height: 1, data: Uint8Array.of(7), channels: 1 }));

it('a text stands in a PNG under its keyword, once', () => {
  const twice = withText(withText(plain, 'Anomalens', 'old'), 'Anomalens', '{"a":1}');
  const { text, data } = decode(twice);
  expect(text).toEqual({ Anomalens: '{"a":1}' });
  expect([...data]).toEqual([7]);
});

it('what is no PNG stays as it is', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(withText(bytes, 'a', 'b')).toBe(bytes);
});
