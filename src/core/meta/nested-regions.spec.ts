import { expect, test } from 'vitest';
import { regionStatsCpu } from '#src/gpu/ops/region-stats/cpu';
import { regionsCpu } from '#src/gpu/ops/regions/cpu';
import { regionsAround } from './nested-regions';

const SIZE = { width: 7, height: 1 };
const scores = Float32Array.of(0.9, 0.5, 0.9, 0, 0.6, 0.9, 0.6);

function regionsAt(threshold: number) {
  const mask = Uint8Array.from(scores, (score) => Number(score >= Math.fround(threshold)));
  const { ids, regions } = regionStatsCpu(regionsCpu(mask, SIZE), scores, SIZE, 0);
  return { ids, count: regions.length, ...SIZE };
}

test('two peaks lie in one region of the lower threshold, the third in another', () => {
  expect([...regionsAround(regionsAt(0.9), regionsAt(0.5))]).toEqual([0, 0, 1]);
});

test('at one threshold every region lies in itself', () => {
  expect([...regionsAround(regionsAt(0.6), regionsAt(0.6))]).toEqual([0, 1, 2]);
});
