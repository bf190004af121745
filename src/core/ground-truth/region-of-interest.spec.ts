import { expect, it } from 'vitest';
import { labelWithin, outsideOf, partsOfLabel, regionOf } from './region-of-interest';
import { toGroundTruth } from './to-ground-truth';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const maskOf = (width: number, ...inside: number[]) =>
  regionOf({ width, height: inside.length / width, ids: Uint8Array.from(inside) });

it('a label and its mask come apart as they were put together', async () => {
  const blob = labelWithin(new Blob(['label']), new Blob(['mask']));
  const parts = partsOfLabel(await bytesOf(blob));
  const text = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);
  expect([text(parts?.label), text(parts?.region)]).toEqual(['label', 'mask']);
  expect(partsOfLabel(new TextEncoder().encode('label'))).toBeNull();
  expect(partsOfLabel(new Uint8Array())).toBeNull();
});

it('any grey but black counts, at the middle of each pixel', () => {
  const mask = maskOf(2, 0, 7);
  expect([...outsideOf(mask, { width: 2, height: 1 })]).toEqual([1, 0]);
  expect([...outsideOf(mask, { width: 4, height: 2 })]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  const fine = maskOf(6, ...[9, 0, 9, 0, 9, 0], ...[0, 9, 0, 9, 0, 9], ...[9, 0, 9, 0, 9, 0]);
  expect([...outsideOf(fine, { width: 2, height: 1 })]).toEqual([0, 1]);
  expect(() => outsideOf(mask, { width: 3, height: 3 })).toThrow(/2 x 1 .* 3 x 3/);
});

it('a mask in colours, and one that leaves nothing, are refused', () => {
  expect(() => regionOf({ width: 1, height: 1, ids: null })).toThrow(/colours/);
  expect(() => maskOf(2, 0, 0)).toThrow(/leaves nothing/);
});

it('classes and ids of an open map are void outside too', () => {
  const raw = { width: 2, height: 1, ids: Uint8Array.of(20, 3), colours: null, alpha: null };
  const truth = toGroundTruth({ ...raw, region: maskOf(2, 1, 0) }, { as: 'open-map' });
  expect([...truth.data, ...(truth.openIds ?? [])]).toEqual([255, 255, 20, 255]);
  expect([truth.leftOut, truth.counts.ignore]).toEqual([0.5, 2]);
  expect(toGroundTruth(raw, { as: 'open-map' }).leftOut).toBeUndefined();
  const whole = toGroundTruth({ ...raw, region: maskOf(2, 1, 1) }, { as: 'open-map' });
  expect([whole.leftOut, whole.notice]).toEqual([0, null]);
});
