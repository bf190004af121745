/**
 * The whole chain on both compute paths: same logits in, the same scores, regions and drawing
 * out.
 */
import { expect, it } from 'vitest';
import { colourMap } from '#src/core/colours/colour-maps';
import type { LayerKind } from '#src/core/types';
import { DROPOUT_AS_SHIPPED } from '#src/gpu/ops/dropout/dropout.cases';
import { dropoutMasks } from '#src/gpu/ops/dropout/masks';
import { MAHALANOBIS_AS_SHIPPED } from '#src/gpu/ops/mahalanobis/mahalanobis.cases';
import { PRIME_SIZES } from '#src/gpu/ops/scores/scores.cases';
import { PUBLISHED } from '#src/gpu/ops/sml/sml.cases';
import { testDevice, withoutGpuErrors } from '#src/gpu/testing/device';
import { destroyStorage, liveBufferCount } from './buffers';
import type { Compute, PaneDrawing, ScoreMap } from './compute';
import { createCpuCompute } from './cpu-compute';
import { createGpuCompute } from './gpu-compute';

const { logits, target } = PRIME_SIZES;
const THRESHOLD = 0.62;
const MIN_AREA = 5;

/** A picture with every byte value, opaque. */
function pictureBytes(): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from({ length: target.width * target.height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 37) % 256,
  );
}

/** Normal, anomaly and ignored in turn. */
function truthBytes(): Uint8Array {
  return Uint8Array.from(
    { length: target.width * target.height },
    (_, i) => [0, 1, 255, 1, 0][Math.floor(i / 7) % 5] as number,
  );
}

async function run(compute: Compute) {
  const picture = compute.loadPicture(pictureBytes(), target);
  const { scores, classes } = await compute.scores(logits, target, [
    { kind: 'entropy', temperature: 1 },
  ]);
  const [score] = scores as [ScoreMap];
  const range = await compute.range(score);
  const histogram = await compute.histogram(score, range);
  const regions = await compute.regions(score, THRESHOLD, MIN_AREA);
  const labels = await compute.readLabels(score, THRESHOLD, MIN_AREA);
  const truth = compute.loadTruth(truthBytes(), target);
  const heat = await compute.upsample(logits, target);
  const draw = (
    layer: LayerKind,
    scale: number,
    highlighted: number | null = null,
    heatOf: ScoreMap | null = null,
    unknownClass: number | null = null,
  ) => {
    const drawing: PaneDrawing = {
      canvas: { width: 150, height: 90 },
      transform: { scale, offsetX: 3.3171, offsetY: -2.1193 },
      picture,
      score,
      classes,
      truth,
      layer,
      heat: heatOf,
      threshold: THRESHOLD,
      minArea: MIN_AREA,
      colourMap: colourMap('viridis'),
      displayRange: { min: 0, max: 1 },
      classColours: Uint8Array.from({ length: 57 }, (_, i) => (i * 29) % 256),
      opacity: 0.45,
      outlines: true,
      highlightedRegion: highlighted,
      unknownClass,
      tint: [255, 45, 146],
      background: [20, 24, 30],
    };
    return compute.render(drawing);
  };
  const drawings = [
    await draw('picture', 1.0537),
    await draw('mask', 1.0537),
    await draw('heat', 0.4129),
    await draw('classes', 3.7213),
    await draw('mask', 2.5119, 1),
    await draw('errors', 1.0537),
    await draw('heat', 1.0537, null, heat),
    await draw('classes', 1.0537, null, null, 18),
  ];
  const values = await compute.readScore(score);
  for (const owned of [picture, score, classes, truth, heat]) owned.release();
  return { range, histogram, regions, labels, drawings, values };
}

it('agrees on scores, regions and drawings, and leaves no buffer behind', async () => {
  const device = await testDevice();
  const gpu = await createGpuCompute(device, 'bgra8unorm');
  const before = liveBufferCount();
  const [expected, actual] = [
    await run(createCpuCompute()),
    await withoutGpuErrors(device, () => run(gpu)),
  ];

  expect(expected.regions.regionCount).toBeGreaterThan(5);
  // A score within a rounding step of the threshold may fall on either side: none does in this
  // case.
  expect(expected.values.every((value) => Math.abs(value - THRESHOLD) > 2e-6)).toBe(true);
  expect([...actual.labels]).toEqual([...expected.labels]);
  expect(actual.regions.pixelsAbove).toBe(expected.regions.pixelsAbove);
  expect(actual.regions.regions.map(({ id, area, box }) => ({ id, area, box }))).toEqual(
    expected.regions.regions.map(({ id, area, box }) => ({ id, area, box })),
  );
  for (const [i, drawing] of expected.drawings.entries()) {
    let different = 0;
    for (let p = 0; p < drawing.length; p += 4) {
      // One byte step of rounding is allowed everywhere, more only where float32 puts a canvas
      // pixel on another side of a pixel edge.
      const differs = (byte: number) =>
        Math.abs((drawing[byte] as number) - (actual.drawings[i]?.[byte] as number)) > 1;
      if (differs(p) || differs(p + 1) || differs(p + 2)) different++;
    }
    expect(different, `drawing ${i}`).toBeLessThan(30);
    expect(new Set(drawing).size, `drawing ${i} shows something`).toBeGreaterThan(20);
  }
  expect(liveBufferCount()).toBe(before);
});

const FEATURES = DROPOUT_AS_SHIPPED.features;

/** The scores with an operation of their own. */
async function fitted(compute: Compute): Promise<Float32Array[]> {
  const request = {
    classifier: DROPOUT_AS_SHIPPED.classifier,
    masks: dropoutMasks(3, FEATURES.classes, 0.2, 1),
    statistic: 'predictive-entropy',
  } as const;
  const maps = [
    await compute.sml(logits, target, PUBLISHED),
    await compute.mahalanobis(FEATURES, target, MAHALANOBIS_AS_SHIPPED.whitening),
    await compute.dropout(FEATURES, target, request, async () => undefined),
  ];
  const values: Float32Array[] = [];
  for (const map of maps) {
    values.push(await compute.readScore(map));
    map.release();
  }
  return values;
}

it('agrees on fitted scores, and leaves no buffer behind', async () => {
  const device = await testDevice();
  const gpu = await createGpuCompute(device, 'bgra8unorm');
  const before = liveBufferCount();
  const [expected, actual] = [
    await fitted(createCpuCompute()),
    await withoutGpuErrors(device, () => fitted(gpu)),
  ];
  for (const [i, values] of expected.entries()) {
    expect(new Set(values).size).toBeGreaterThan(1000);
    for (const [p, value] of values.entries())
      expect(Math.abs((actual[i]?.[p] as number) - value)).toBeLessThanOrEqual(
        5e-5 * Math.max(1, Math.abs(value)),
      );
  }
  expect(liveBufferCount()).toBe(before);
});

/** u of two classes of three concepts and a prompt, of a network's similarities. */
async function worded(compute: Compute): Promise<{ shape: object; u: Float32Array }> {
  const columns = [
    { concepts: [0, 1], offset: 0 },
    { concepts: [2], offset: 0 },
    { concepts: [3], offset: 0.5 },
  ];
  const { stride, grid, width, height, classes, ...values } = await compute.concepts(
    logits,
    columns,
    2,
  );
  const placed = { stride, grid, width, height, classes, ...values };
  const request = { kind: 'vl4ad', temperature: 1, known: 2 } as const;
  const { scores, classes: map } = await compute.scores(placed, target, [request]);
  const [score] = scores as [(typeof scores)[0]];
  const u = await compute.readScore(score);
  for (const used of [score, map]) used.release();
  if ('buffer' in values) destroyStorage(values.buffer);
  return { shape: { stride, grid, width, height, classes }, u };
}

it('agrees on columns of concepts and their score, and leaves no buffer behind', async () => {
  const device = await testDevice();
  const gpu = await createGpuCompute(device, 'bgra8unorm');
  const before = liveBufferCount();
  const [expected, actual] = [
    await worded(createCpuCompute()),
    await withoutGpuErrors(device, () => worded(gpu)),
  ];
  expect(actual.shape).toEqual(expected.shape);
  expect(new Set(expected.u).size).toBeGreaterThan(1000);
  for (const [p, value] of expected.u.entries())
    expect(Math.abs((actual.u[p] as number) - value)).toBeLessThanOrEqual(5e-6);
  expect(liveBufferCount()).toBe(before);
});

it('frees everything when dropout is cancelled between two passes', async () => {
  const gpu = await createGpuCompute(await testDevice(), 'bgra8unorm');
  const before = liveBufferCount();
  const { classifier } = DROPOUT_AS_SHIPPED;
  const request = {
    classifier,
    masks: dropoutMasks(3, FEATURES.classes, 0.2, 1),
    statistic: 'mutual-information',
  } as const;
  const cancelled = gpu.dropout(FEATURES, target, request, async (pass) => {
    if (pass === 2) throw new Error('enough');
  });
  await expect(cancelled).rejects.toThrow('enough');
  expect(liveBufferCount()).toBe(before);
});

it('more classes than the kernel takes give the scores of the twin', async () => {
  const device = await testDevice();
  const many = {
    classes: 150,
    width: 8,
    height: 4,
    stride: 1,
    grid: { width: 8, height: 4, paddedWidth: 8, paddedHeight: 4 },
    data: Float32Array.from({ length: 150 * 32 }, (_, i) => ((i * 7919) % 101) / 10),
  };
  const size = { width: 16, height: 8 };
  const requests = [{ kind: 'entropy', temperature: 1 } as const];
  const maps = [];
  for (const compute of [
    createCpuCompute(null),
    await createGpuCompute(device, 'bgra8unorm'),
  ] as Compute[]) {
    const { scores, classes } = await compute.scores(many, size, requests);
    maps.push([
      ...(await compute.readScore(scores[0] as ScoreMap)),
      ...(await compute.readClasses(classes)),
    ]);
  }
  expect(maps[1]).toEqual(maps[0]);
});
