import { describe, expect, it, vi } from 'vitest';
import type { Prompt } from '#src/core/prompts/prompt';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { MethodSettings } from '#src/protocol/scores';
import { Measurer } from '#src/workers/measure/measurer';
import { scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { analyze } from './analyze';
import { cachedScore } from './score-cache';
import { ensureScores } from './scores';
import { segmentPrompts } from './segment-prompts';

const S2M = settingsFor(methodById('s2m'));
const PICTURE = 'a';
/**
 * The fake picture has 64 x 32 pixels, the frame of the fake segmenter too: masks are sampled every
 * second pixel.
 */
const BOX = { x: 8, y: 4, width: 20, height: 12 };
const manual = (id: string, box: Prompt['box'], score = 1): Prompt => ({
  id,
  box,
  points: [],
  score,
  origin: 'manual',
});

function setUp() {
  const fake = createFakeModels(modelsOf(methods));
  const { entry } = fake;
  const context = {
    ...fake.context,
    pictures: { get: () => entry } as unknown as typeof fake.context.pictures,
  };
  const segment = (
    prompts: readonly Prompt[] | null,
    settings: MethodSettings = S2M,
    signal?: AbortSignal,
  ) => segmentPrompts(context, { pictureId: PICTURE, settings, prompts }, signal);
  const shown = async (settings: MethodSettings = S2M) => {
    const score = cachedScore(entry, settings);
    if (!score) throw new Error('There is no score.');
    return context.compute.readScore(score.map);
  };
  return { ...fake, context, segment, shown };
}

/** Pixels of a canvas that have a value. */
const count = (canvas: Float32Array, value: number) =>
  canvas.filter((pixel) => pixel === Math.fround(value)).length;

describe('masks from prompts', () => {
  it('become the score of s2m, painted with the score of their prompt, the highest where they overlap', async () => {
    const { segment, shown } = setUp();
    const { summary, prompts } = await segment([
      manual('a', BOX, 0.5),
      manual('b', { ...BOX, x: 18 }, 0.75),
    ]);
    const canvas = await shown();
    const [first, second] = prompts;
    expect(first).toMatchObject({
      id: 'a',
      origin: 'manual',
      fragments: 1,
      predictedIou: Math.fround(0.9),
    });
    expect(Math.abs(first!.area - 240)).toBeLessThanOrEqual(4); // the corners are cut
    expect(first!.maskBox).toEqual(BOX);
    expect(count(canvas, 0.75)).toBe(second!.area);
    expect(Math.abs(count(canvas, 0.5) - 120)).toBeLessThanOrEqual(4); // half of it lies under the surer one
    expect(summary).toMatchObject({ methodId: 's2m', range: { min: 0, max: 0.75 } });
  });

  it('take one run of the encoder per picture and one of the decoder per new box', async () => {
    const { segment, runs } = setUp();
    const counts = async (prompts: Prompt[]) => {
      const { encoderRuns, decoderRuns } = await segment(prompts);
      return [encoderRuns, decoderRuns];
    };
    const other = { ...BOX, x: 30 };
    expect(await counts([manual('a', BOX)])).toEqual([1, 1]);
    expect(await counts([manual('a', BOX), manual('b', other)])).toEqual([0, 1]);
    expect(await counts([manual('a', { ...BOX, x: 9 }), manual('b', other)])).toEqual([0, 1]);
    expect(await counts([manual('renamed', BOX, 0.3)])).toEqual([0, 0]);
    expect(runs).toEqual(['mask-encoder', 'mask-decoder', 'mask-decoder', 'mask-decoder']);
  });

  it('of the generator start from the source score, run once', async () => {
    const { segment, runs, shown } = setUp();
    const answer = await segment(null);
    expect(runs.slice(0, 3)).toEqual(['rpl gamma=1', 'prompt-generator', 'mask-encoder']);
    expect(answer.prompts.length).toBeGreaterThan(0);
    expect(answer.prompts.map(({ origin }) => origin)).toEqual(
      answer.prompts.map(() => 'generated'),
    );
    expect(answer.decoderRuns).toBe(answer.prompts.length);
    expect(Object.keys(answer.times).sort()).toEqual([
      'decode',
      'encode',
      'paint',
      'propose',
      'score',
    ]);
    const again = await segment(null, settingsFor(methodById('s2m'), { boxScore: 1 }));
    expect(again).toMatchObject({ prompts: [], decoderRuns: 0, encoderRuns: 0 });
    expect(Math.max(...(await shown(settingsFor(methodById('s2m'), { boxScore: 1 }))))).toBe(0);
    expect(runs.filter((run) => run !== 'mask-decoder')).toHaveLength(3);
  });

  it('are those of an analysis without edits, and follow an edit until it is taken back', async () => {
    const { context, segment, shown } = setUp();
    const request = { pictureId: PICTURE, settings: [S2M] };
    const [generated] = (await analyze(context, request)).scores;
    const before = await shown();
    await segment([manual('a', BOX, 0.25)]);
    const [edited] = (await analyze(context, request)).scores;
    expect(edited!.range.max).toBe(0.25);
    expect(await shown()).not.toEqual(before);
    await segment(null);
    expect((await analyze(context, request)).scores[0]!.range).toEqual(generated!.range);
    expect(await shown()).toEqual(before);
  });

  it('stay where they were when another edit fails or is cancelled', async () => {
    const { segment, shown, broken } = setUp();
    await segment([manual('a', BOX, 0.25)]);
    const before = await shown();
    await expect(segment([manual('b', null)])).rejects.toMatchObject({ code: 'option-invalid' });
    const controller = new AbortController();
    const many = Array.from({ length: 20 }, (_, i) => manual(`${i}`, { ...BOX, x: i }));
    const running = segment(many, S2M, controller.signal);
    setTimeout(() => controller.abort(), 5);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await shown()).toEqual(before);
    broken.add('mask-decoder');
    await expect(segment([manual('c', { ...BOX, x: 40 })])).rejects.toMatchObject({
      code: 'model-damaged',
    });
    expect(await shown()).toEqual(before);
  });

  it('keep what a cancelled request has drawn', async () => {
    const { segment, runs } = setUp();
    const controller = new AbortController();
    const many = Array.from({ length: 20 }, (_, i) => manual(`${i}`, { ...BOX, x: i }));
    const running = segment(many, S2M, controller.signal);
    setTimeout(() => controller.abort(), 5);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const drawn = runs.filter((run) => run === 'mask-decoder').length;
    expect(drawn).toBeLessThan(20);
    expect((await segment(many)).decoderRuns).toBe(20 - drawn);
  });

  it('need no generator and no source when a person draws the boxes', async () => {
    const { segment, broken, runs } = setUp();
    broken.add('prompt-generator').add('rpl');
    await segment([manual('a', BOX)]);
    expect(runs).toEqual(['mask-encoder', 'mask-decoder']);
    await expect(segment(null)).rejects.toMatchObject({ code: 'model-damaged' });
  });

  it('are refused for another method', async () => {
    const { segment } = setUp();
    await expect(segment([], settingsFor(methodById('msp')))).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'msp takes no prompts.',
    });
  });

  it('are refused for settings outside their limits', async () => {
    const { segment, runs } = setUp();
    const settings = settingsFor(methodById('s2m'), { boxScore: 2 });
    await expect(segment(null, settings)).rejects.toMatchObject({ code: 'option-invalid' });
    expect(runs).toEqual([]);
  });

  it('take the place of the earlier score, whose map is given back', async () => {
    const { entry, segment } = setUp();
    await segment(null);
    const generated = cachedScore(entry, S2M);
    if (!generated) throw new Error('There is no score.');
    const release = vi.spyOn(generated.map, 'release');
    await segment([manual('a', BOX)]);
    expect(release).toHaveBeenCalledOnce();
    expect(entry.scores.size).toBe(2); // the source, and the one of the edit
    await segment(null);
    expect(entry.scores.size).toBe(2);
  });

  it('are described without their pixels', async () => {
    const { segment } = setUp();
    const { prompts, encoderRuns, decoderRuns, times } = await segment([manual('a', BOX)]);
    expect(Object.keys(prompts[0] ?? {}).sort()).toEqual([
      'area',
      'box',
      'fragments',
      'id',
      'maskBox',
      'origin',
      'points',
      'predictedIou',
      'score',
    ]);
    expect([encoderRuns, decoderRuns]).toEqual([1, 1]);
    expect(Object.keys(times).sort()).toEqual(['decode', 'encode', 'paint']);
  });
});

describe('the score of s2m', () => {
  it('on the grid of a label is sampled from the masks again, without another run', async () => {
    const { context, entry, segment, runs } = setUp();
    await segment([manual('a', BOX, 0.5)]);
    const before = runs.length;
    const grid = { width: 128, height: 64 };
    const [canvas] = await scoresOnGrid(context, entry, grid, [S2M]);
    const inside = Array.from(canvas!).flatMap((value, i) => (value > 0 ? [i] : []));
    const columns = inside.map((i) => i % 128);
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([16, 55]);
    expect(Math.abs(inside.length - 4 * 240)).toBeLessThanOrEqual(16);
    expect(runs).toHaveLength(before);
  });

  it('is measured anew after an edit', async () => {
    const { context, entry, segment } = setUp();
    const data = new Uint8Array(64 * 32);
    for (let y = 4; y < 16; y++) data.fill(1, y * 64 + 8, y * 64 + 28);
    const map = context.compute.loadTruth(data, entry.size);
    entry.truth = { ...entry.size, data, map } as unknown as typeof entry.truth;
    const measurer = new Measurer(context);
    const filters = { minPredicted: 0, minGroundTruth: 0 };
    const request = {
      pictureId: PICTURE,
      settings: S2M,
      threshold: 0.5,
      filters,
      classifier: null,
      removeAbove: null,
    };
    await segment([manual('a', { ...BOX, x: 40 })]);
    expect((await measurer.measureAt(request)).pixels.IoU).toBe(0);
    await segment([manual('a', BOX)]);
    expect((await measurer.measureAt(request)).pixels.IoU).toBeGreaterThan(0.97);
  });

  it('comes with its source when both are asked for, by one run', async () => {
    const { context, entry, runs } = setUp();
    const scores = await ensureScores(context, entry, [S2M, settingsFor(methodById('rpl'))], {});
    expect(scores.map(({ summary }) => summary.methodId)).toEqual(['s2m', 'rpl']);
    expect(runs.filter((run) => run.startsWith('rpl'))).toHaveLength(1);
  });
});
