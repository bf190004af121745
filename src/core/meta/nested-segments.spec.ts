import { expect, test } from 'vitest';
import { componentsCpu } from '#src/gpu/ops/components/cpu';
import { segmentStatsCpu } from '#src/gpu/ops/segment-stats/cpu';
import { segmentsAround } from './nested-segments';

const SIZE = { width: 7, height: 1 };
const scores = Float32Array.of(0.9, 0.5, 0.9, 0, 0.6, 0.9, 0.6);

function segmentsAt(threshold: number) {
  const mask = Uint8Array.from(scores, (score) => Number(score >= Math.fround(threshold)));
  const { ids, components } = segmentStatsCpu(componentsCpu(mask, SIZE), scores, SIZE, 0);
  return { ids, count: components.length, ...SIZE };
}

test('two peaks lie in one segment of the lower threshold, the third in another', () => {
  expect([...segmentsAround(segmentsAt(0.9), segmentsAt(0.5))]).toEqual([0, 0, 1]);
});

test('at one threshold every segment lies in itself', () => {
  expect([...segmentsAround(segmentsAt(0.6), segmentsAt(0.6))]).toEqual([0, 1, 2]);
});
