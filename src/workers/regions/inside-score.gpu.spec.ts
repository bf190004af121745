import { expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { Compute } from '#src/gpu/compute';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import type { EngineContext } from '#src/workers/state/context';
import { type CachedScore, HeldPicture } from '#src/workers/state/held-picture';
import { insideScore } from './inside-score';

const SIZE = { width: 53, height: 31 };
const PIXELS = SIZE.width * SIZE.height;
const RANGE = { min: 0, max: 1 };
/** Stripes that cross the border of the region of interest, a circle. */
const SCORES = Float32Array.from({ length: PIXELS }, (_, i) => ((i % SIZE.width) % 9) / 9);
const OUTSIDE = Uint8Array.from({ length: PIXELS }, (_, i) =>
  Number(Math.hypot((i % SIZE.width) - 26, Math.floor(i / SIZE.width) - 15) > 14),
);

async function run(compute: Compute) {
  const picture = compute.loadPicture(new Uint8ClampedArray(4 * PIXELS), SIZE);
  const entry = new HeldPicture(picture, SIZE);
  const map = compute.importScore(SCORES.slice(), SIZE);
  const settings = { methodId: 'entropy', parameters: {}, blur: false };
  const histogram = { range: RANGE, counts: new Uint32Array(256) };
  const score = { map, summary: { settings, histogram } } as unknown as CachedScore;
  const leftOut = { serial: 1, mask: encodeRle(OUTSIDE, SIZE) };
  const inside = await insideScore({ compute } as EngineContext, entry, leftOut, score);
  const labels = await compute.readLabels(inside.map, 0, 0); // the lowest score is a region too
  const regions = await compute.regions(inside.map, 0.5, 0);
  entry.release();
  map.release();
  return { labels, regions, counts: inside.counts, leftOutPixels: inside.leftOutPixels };
}

it('both compute paths cut the same pixels out', async () => {
  const device = await testDevice();
  const gpu = await createGpuCompute(device, 'bgra8unorm');
  const expected = await run(createCpuCompute());
  const actual = await withoutGpuErrors(device, () => run(gpu));
  expect([...expected.labels]).toEqual([...OUTSIDE].map((outside) => 1 - outside));
  expect(expected.regions.regionCount).toBeGreaterThan(2);
  expect(actual).toEqual(expected);
});
