/**
 * Coordinates through the whole chain with networks whose mask is the box: ours and the signature
 * of published exports.
 */
import { expect, it } from 'vitest';
import type { Prompt } from '#src/core/prompts/prompt';
import type { Box, ComputePath, InferencePath, Size } from '#src/core/types';
import type { Compute } from '#src/gpu/compute';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { testDevice } from '#src/gpu/testing/device';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { type GraphSet, openGraphs } from '#src/models/testing/prompt-graphs';
import type { EngineContext } from '#src/workers/state/context';
import { HeldPicture } from '#src/workers/state/held-picture';
import { cachedScore } from './score-cache';
import { segmentPrompts } from './segment-prompts';

const S2M = settingsFor(methodById('s2m'));
const SHAPES: [string, Size, Box][] = [
  ['landscape', { width: 200, height: 101 }, { x: 30, y: 20, width: 90, height: 31 }],
  ['portrait', { width: 90, height: 210 }, { x: 12.5, y: 120, width: 30, height: 71 }],
  ['square', { width: 128, height: 128 }, { x: 70, y: 9, width: 41, height: 100 }],
];

async function computeOn(path: ComputePath): Promise<Compute> {
  return path === 'cpu' ? createCpuCompute() : createGpuCompute(await testDevice(), 'bgra8unorm');
}

/** An engine around one picture. */
async function engineOf(set: GraphSet, size: Size, inference: InferencePath, compute: ComputePath) {
  const device = inference === 'webgpu' || compute === 'webgpu' ? await testDevice() : null;
  const networks = await openGraphs(set, inference, inference === 'webgpu' ? device : null);
  const operations = await computeOn(compute);
  const rgba = Uint8ClampedArray.from({ length: size.width * size.height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * i * 7) % 256,
  );
  const entry = new HeldPicture(operations.loadPicture(rgba, size), size);
  const context = {
    compute: operations,
    device,
    models: { get: async (id: string) => ({ entry: networks[id]!.entry, network: networks[id] }) },
    pictures: { get: () => entry },
    tellPage: () => undefined,
  } as unknown as EngineContext;
  const segment = async (prompts: Prompt[]) => {
    const answer = await segmentPrompts(context, { pictureId: 'a', settings: S2M, prompts });
    const score = cachedScore(entry, S2M);
    if (!score) throw new Error('There is no score.');
    return { answer, canvas: await operations.readScore(score.map) };
  };
  const release = async () => {
    entry.release();
    for (const network of Object.values(networks)) await network.release();
  };
  return { segment, release };
}

/** Pixels that lie more than one pixel on the wrong side of a box's edge. */
function misplaced(canvas: Float32Array, { width }: Size, box: Box): number {
  const wrong = canvas.filter((value, i) => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const inside = Math.min(x - box.x, box.x + box.width - x, y - box.y, box.y + box.height - y);
    return value > 0 ? inside < -1 : inside > 1;
  });
  return wrong.length;
}

const prompt = (box: Box | null, points: Prompt['points'] = []): Prompt => ({
  id: 'a',
  box,
  points,
  score: 0.5,
  origin: 'manual',
});

it.each(
  SHAPES.flatMap(([shape, size, box]) =>
    (['own', 'sam'] as const).map((set) => [set, shape, size, box] as const),
  ),
)('a mask of "%s" is its box within a pixel: %s', async (set, _shape, size, box) => {
  const { segment, release } = await engineOf(set, size, 'wasm', 'cpu');
  const { canvas, answer } = await segment([prompt(box)]);
  expect(canvas.filter((value) => value === 0.5).length).toBe(answer.prompts[0]!.area);
  expect(misplaced(canvas, size, box)).toBe(0);
  expect(answer.prompts[0]).toMatchObject({ fragments: 1, predictedIou: Math.fround(0.9) });
  // The check sees a box that is moved by two pixels or lies the other way.
  expect(misplaced(canvas, size, { ...box, x: box.x + 2 })).toBeGreaterThan(0);
  expect(
    misplaced(canvas, size, { x: box.y, y: box.x, width: box.height, height: box.width }),
  ).toBeGreaterThan(0);
  await release();
});

it.each(['own', 'sam'] as const)(
  'points without a box, and against one, work with "%s"',
  async (set) => {
    const [, size, box] = SHAPES[0]!;
    const { segment, release } = await engineOf(set, size, 'wasm', 'cpu');
    const [x, y] = [60, 40];
    const disc = await segment([prompt(null, [{ x, y, positive: true }])]);
    const { maskBox } = disc.answer.prompts[0]!;
    expect(Math.abs((maskBox?.x ?? 0) + (maskBox?.width ?? 0) / 2 - x)).toBeLessThanOrEqual(1);
    expect(Math.abs((maskBox?.y ?? 0) + (maskBox?.height ?? 0) / 2 - y)).toBeLessThanOrEqual(1);
    const whole = await segment([prompt(box)]);
    const holed = await segment([prompt(box, [{ x: 75, y: 35, positive: false }])]);
    expect(holed.answer.prompts[0]!.area).toBeLessThan(whole.answer.prompts[0]!.area);
    expect(holed.canvas[35 * size.width + 75]).toBe(0);
    expect(holed.answer).toMatchObject({ encoderRuns: 0, decoderRuns: 1 });
    await release();
  },
);

it.each([
  ['webgpu', 'webgpu'],
  ['webgpu', 'cpu'],
  ['wasm', 'webgpu'],
] as const)('inference %s, compute %s: the same mask', async (inference, compute) => {
  const [, size, box] = SHAPES[1]!;
  const { segment, release } = await engineOf('own', size, inference, compute);
  const { canvas, answer } = await segment([prompt(box)]);
  expect(misplaced(canvas, size, box)).toBe(0);
  expect(answer).toMatchObject({ encoderRuns: 1, decoderRuns: 1 });
  await release();
});
