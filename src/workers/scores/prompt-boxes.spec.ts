import { beforeEach, describe, expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import type { Tensors } from '#src/models/tensor-session';
import type { PreparedPromptNetwork } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { candidateBoxes, keptPrompts, outputsOfShapes } from './prompt-boxes';

const BOX = { x: 0, y: 0, width: 10, height: 10 };

describe('the prompts that are kept', () => {
  const candidates = [
    { box: BOX, score: 0.4 },
    { box: { ...BOX, x: 5 }, score: 0.8 }, // IoU of 1/3 with the first
    { box: { ...BOX, x: 40 }, score: 1.0000001 },
    { box: { ...BOX, x: 80 }, score: 0.3 },
  ];
  const kept = (boxScore: number, boxOverlap: number) =>
    keptPrompts(candidates, { boxScore, boxOverlap }).map(({ score }) => score);

  it('are as sure as is asked for, the surest first', () => {
    expect(kept(0.4, 1)).toEqual([1, 0.8, 0.4]);
    expect(kept(0.41, 1)).toEqual([1, 0.8]);
  });

  it('overlap no more than is asked for', () => {
    expect(kept(0, 0.3)).toEqual([1, 0.8, 0.3]);
    expect(kept(0, 0.34)).toEqual([1, 0.8, 0.4, 0.3]);
  });

  it('are numbered, and of the generator', () => {
    expect(keptPrompts(candidates, { boxScore: 0.8, boxOverlap: 1 })).toEqual([
      { id: 'generated-1', box: { ...BOX, x: 40 }, points: [], score: 1, origin: 'generated' },
      { id: 'generated-2', box: { ...BOX, x: 5 }, points: [], score: 0.8, origin: 'generated' },
    ]);
  });
});

describe('the outputs of a network', () => {
  const tensor = (dims: number[], value = 0) => ({
    data: new Float32Array(dims.reduce((product, side) => product * side, 1)).fill(value),
    dims,
  });
  const refusal = (outputs: Tensors) => {
    try {
      outputsOfShapes(outputs, { heat: [1, 2] });
    } catch (error) {
      return error;
    }
    return null;
  };

  it('have the shapes that are asked for', () => {
    const outputs = { heat: tensor([1, 2]), more: tensor([7]) };
    expect(outputsOfShapes(outputs, { heat: [1, 2] })).toBe(outputs);
  });

  it.each([
    [{ heat: tensor([2, 1]) }, '2 x 1'],
    [{}, '0'],
  ])('are refused in another shape: %#', (outputs, shape) => {
    expect(refusal(outputs)).toMatchObject({
      code: 'model-invalid',
      message: `The network's "heat" is ${shape}, not 1 x 2.`,
    });
  });

  it('are refused where they are not numbers', () => {
    expect(refusal({ heat: tensor([1, 2], Number.NaN) })).toMatchObject({
      code: 'model-self-check',
      message: 'The network\'s "heat" holds values that are not numbers.',
      retryable: true,
    });
  });
});

describe('the boxes of a score', () => {
  let fake: ReturnType<typeof createFakeModels>;
  const rpl = methodById('rpl');
  const boxes = (values: Float32Array, source = rpl, signal?: AbortSignal) =>
    candidateBoxes(
      fake.context,
      source,
      fake.context.compute.importScore(values, fake.entry.size),
      fake.entry.size,
      signal,
    );
  const usual = () => new Float32Array(64 * 32).fill(-1e6);
  const rare = 1e6;

  beforeEach(() => {
    fake = createFakeModels(['prompt-generator']);
  });

  it('lie around what is rare', async () => {
    const values = usual();
    for (let y = 12; y < 20; y++) values.fill(rare, y * 64 + 28, y * 64 + 36);
    const [first, ...others] = await boxes(values);
    // The fake generator sees one pixel in four, and draws 4, 6, 8 and 2 pixels around the middle.
    expect(first).toEqual({ box: { x: 26, y: 8, width: 12, height: 8 }, score: 1 });
    expect(others.every(({ score }) => score <= 1)).toBe(true);
    expect(await boxes(usual())).toEqual([]);
  });

  it('are asked of the generator as evidence on its own grid', async () => {
    const { network } = fake.context.models.ready('prompt-generator') as PreparedPromptNetwork;
    const run = vi.spyOn(network, 'run');
    const { signal } = new AbortController();
    await boxes(usual().fill(rare), rpl, signal);
    const [feeds, frame, passed] = run.mock.calls[0] ?? [];
    expect(frame).toEqual({ width: 64, height: 32 });
    expect(passed).toBe(signal);
    expect(feeds?.score?.dims).toEqual([1, 1, 32, 64]);
    expect(Math.max(...(feeds?.score?.data ?? []))).toBeCloseTo(5, 5);
  });

  it('are none that the thresholds of the page could not keep', async () => {
    const faint = { heat: 0.049, sure: 0.051 };
    const { network } = fake.context.models.ready('prompt-generator') as PreparedPromptNetwork;
    const heat = new Float32Array(16 * 8);
    heat[20] = faint.heat;
    heat[60] = faint.sure;
    vi.spyOn(network, 'run').mockResolvedValue({
      heat: { data: heat, dims: [1, 1, 8, 16] },
      box: { data: new Float32Array(4 * 16 * 8).fill(4), dims: [1, 4, 8, 16] },
    });
    expect((await boxes(usual())).map(({ score }) => score)).toEqual([Math.fround(faint.sure)]);
  });

  it('need outputs of the right shapes', async () => {
    const { network } = fake.context.models.ready('prompt-generator') as PreparedPromptNetwork;
    const wrong = { data: new Float32Array(1), dims: [1, 1, 1, 1] };
    vi.spyOn(network, 'run').mockResolvedValue({ heat: wrong, box: wrong });
    await expect(boxes(usual())).rejects.toThrow('"heat" is 1 x 1 x 1 x 1, not 1 x 1 x 8 x 16');
  });

  it('need a calibration', async () => {
    await expect(boxes(usual(), { ...rpl, known: null })).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'Residual pattern learning has no calibration to draw boxes from.',
    });
  });
});
