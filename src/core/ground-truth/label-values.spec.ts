import { expect, it } from 'vitest';
import { keyOfValues, type LabelValues, mergeValues, valuesOf } from './label-values';

const NOTHING: LabelValues = { ids: null, colours: null, alpha: null, names: {} };

it('counts ids of 8 and 16 bits, colours and opacity', () => {
  const raw = { width: 4, height: 1, ids: null, colours: null, alpha: null };
  expect(valuesOf({ ...raw, ids: Uint8Array.of(255, 0, 255, 3) }).ids).toEqual({
    values: [0, 3, 255],
    pixels: [1, 1, 2],
  });
  expect(valuesOf({ ...raw, ids: Uint16Array.of(65_535, 0, 0, 300) }).ids).toEqual({
    values: [0, 300, 65_535],
    pixels: [2, 1, 1],
  });
  const colours = Uint32Array.of(0xfa3253, 0xfa3253, 0, 0xfa3253);
  expect(valuesOf({ ...raw, colours, alpha: Uint8Array.of(0, 0, 255, 9) })).toMatchObject({
    ids: null,
    colours: { values: [0, 0xfa3253], pixels: [1, 3] },
    alpha: { values: [0, 9, 255], pixels: [2, 1, 1] },
  });
});

it('refuses a photograph', () => {
  const colours = Uint32Array.from({ length: 5000 }, (_, i) => i);
  expect(() => valuesOf({ width: 50, height: 100, ids: null, colours, alpha: null })).toThrow(
    expect.objectContaining({
      code: 'label-unreadable',
      message: expect.stringMatching(/photograph/),
    }),
  );
});

it('merges the labels of a folder', () => {
  const ids = { values: [0, 1], pixels: [5, 1] };
  expect(
    mergeValues([
      { ...NOTHING, ids, names: { 1: 'cow' } },
      { ...NOTHING, ids: { values: [0, 255], pixels: [4, 2] } },
    ]),
  ).toEqual({
    ids: { values: [0, 1, 255], pixels: [9, 1, 2] },
    colours: null,
    alpha: null,
    names: { 1: 'cow' },
  });
});

it('counts the greys of a grey label as colours beside a coloured one', () => {
  const merged = mergeValues([
    { ...NOTHING, ids: { values: [0, 1, 300], pixels: [1, 2, 3] } },
    { ...NOTHING, colours: { values: [0, 0xfa3253], pixels: [4, 5] } },
  ]);
  expect(merged.ids).toBeNull();
  expect(merged.colours).toEqual({
    values: [0, 0x010101, 0xfa3253, 0xffffff],
    pixels: [5, 2, 5, 3],
  });
});

it('names the set of values, not how often they occur', () => {
  const a = { ...NOTHING, ids: { values: [0, 1], pixels: [5, 1] } };
  const b = { ...NOTHING, ids: { values: [0, 1], pixels: [1, 9] } };
  expect(keyOfValues(a)).toBe(keyOfValues(b));
  expect(keyOfValues(a)).not.toBe(keyOfValues({ ...a, alpha: a.ids }));
});
