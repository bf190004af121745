import { expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { leftOutBy, leftOutKey, leftOutOn, sizeOfMask } from './left-out';
import { regionOf } from './region-of-interest';

it('what a mask leaves out is what is black in it, on any grid of its aspect', () => {
  const region = regionOf({ width: 2, height: 1, ids: Uint8Array.of(0, 7) });
  const mask = leftOutBy(region);
  expect(sizeOfMask(mask)).toEqual({ width: 2, height: 1 });
  expect([...leftOutOn(mask, { width: 2, height: 1 })]).toEqual([1, 0]);
  expect([...leftOutOn(mask, { width: 4, height: 2 })]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  expect(() => leftOutOn(mask, { width: 3, height: 3 })).toThrow(/2 x 1 .* 3 x 3/);
});

it('has the key of its serial, and none where nothing is left out', () => {
  const mask = encodeRle([0, 1], { width: 2, height: 1 });
  expect([leftOutKey({ serial: 7, mask }), leftOutKey(null)]).toEqual(['7', '']);
});
