import { describe, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { MethodSettings } from '#src/protocol/scores';
import { takeImportedScore } from '#src/workers/scores/imported-score';
import { isAtHand } from '#src/workers/scores/score-cache';
import { ensureScore } from '#src/workers/scores/scores';
import type { TruthOfPicture } from '#src/workers/state/held-picture';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Measurer } from './measurer';

const ID = 'imported:ours';
const INVERTED = { inverted: 1 };
/** The size of the picture that the fake models hold. */
const [WIDTH, HEIGHT] = [64, 32];
const PIXELS = WIDTH * HEIGHT;

const ramp = Float32Array.from({ length: PIXELS }, (_, pixel) => pixel);
const mapFile = (data: Float32Array, shape = [HEIGHT, WIDTH]) => encodeNpy(data, shape);
const settingsOf = (methodId = ID, parameters = {}): MethodSettings => ({
  methodId,
  parameters,
  blur: false,
});

function opened() {
  const { context, entry } = createFakeModels([]);
  const withPicture = { ...context, pictures: { get: () => entry } } as unknown as typeof context;
  const take = (bytes: Uint8Array<ArrayBuffer>, name = 'road.npy') =>
    takeImportedScore(withPicture, {
      pictureId: 'p',
      methodId: ID,
      blob: new Blob([bytes]),
      name,
      turn: false,
    });
  const mapOf = async (settings = settingsOf()) =>
    context.compute.readScore((await ensureScore(context, entry, settings, {})).map);
  /** The last `anomalous` pixels are anomaly. */
  const measureWith = (anomalous: number, size = { width: WIDTH, height: HEIGHT }) => {
    const data = new Uint8Array(size.width * size.height).fill(1, -anomalous);
    entry.truth = {
      ...size,
      data,
      reading: { as: 'ids', anomaly: [1], ignore: [255] },
    } as unknown as TruthOfPicture;
    return new Measurer(withPicture);
  };
  const scored = vi.spyOn(context.compute, 'scores');
  return { context, entry, take, mapOf, measureWith, scored };
}

describe('a map from a file', () => {
  it('is a score as it is, and negated where low means unknown', async () => {
    const { take, mapOf } = opened();
    const { scores } = await take(mapFile(ramp));
    expect(scores).toMatchObject([
      {
        methodId: ID,
        part: null,
        summary: { range: { min: 0, max: PIXELS - 1 }, settings: { parameters: {} } },
        inverted: { range: { min: 1 - PIXELS, max: -0 }, settings: { parameters: INVERTED } },
        levels: null,
      },
    ]);
    expect(await mapOf()).toEqual(ramp);
    expect(await mapOf(settingsOf(ID, INVERTED))).toEqual(ramp.map((value) => -value));
  });

  it('is measured as it is stored, either way round', async () => {
    const { take, measureWith } = opened();
    await take(mapFile(ramp));
    const settings = [settingsOf(), settingsOf(ID, INVERTED)];
    const measured = await measureWith(100).measure({ pictureId: 'p', settings });
    expect(measured.map(({ metrics }) => metrics.AUROC)).toEqual([1, 0]);
  });

  it('with NaN is void there in every number, and below every threshold', async () => {
    const { take, mapOf, measureWith } = opened();
    // The anomaly would be found but for the hole in it, which is as large as the rest.
    const holes = ramp.map((value) => (value >= PIXELS - 50 ? Number.NaN : value));
    const { notes } = await take(mapFile(holes));
    expect(notes).toEqual([
      'road.npy: 50 values are NaN, in row 31, columns 14 to 63: they count as void.',
    ]);
    expect((await mapOf())[PIXELS - 1]).toBe(0);
    expect((await mapOf(settingsOf(ID, INVERTED)))[PIXELS - 1]).toBe(51 - PIXELS);
    const measurer = measureWith(100);
    const [measured] = await measurer.measure({ pictureId: 'p', settings: [settingsOf()] });
    expect(measured?.metrics).toMatchObject({ AUROC: 1, prior: 50 / (PIXELS - 50) });
    const at = await measurer.measureAt({
      pictureId: 'p',
      settings: settingsOf(),
      threshold: PIXELS - 101,
      filters: { minPredicted: 0, minGroundTruth: 0 },
      classifier: null,
      removeAbove: null,
    });
    expect(at).toMatchObject({ pixels: { recall: 1 }, components: { sIoU: 1, PPV: 1 } });
  });

  it('of another size is resized to be seen, with a note, and not measured', async () => {
    const { take, measureWith } = opened();
    const { notes } = await take(mapFile(new Float32Array(PIXELS / 4), [HEIGHT / 2, WIDTH / 2]));
    expect(notes).toEqual(['road.npy is 32 x 16 and was resized to 64 x 32.']);
    await expect(
      measureWith(100).measure({ pictureId: 'p', settings: [settingsOf()] }),
    ).rejects.toMatchObject({ code: 'score-size' });
  });

  it('of another shape is refused', async () => {
    const { take, entry } = opened();
    const square = mapFile(new Float32Array(64), [8, 8]);
    await expect(take(square)).rejects.toMatchObject({ code: 'score-size' });
    expect(entry.imported.size).toBe(0);
  });

  it('takes the place of an earlier file with all its scores', async () => {
    const { take, mapOf, entry } = opened();
    await take(mapFile(new Float32Array((3 * PIXELS) / 16), [3, HEIGHT / 4, WIDTH / 4]));
    const before = [...entry.imported.keys()];
    const key = entry.keyOf(settingsOf(`${ID}/msp`));
    expect(entry.scores.has(key)).toBe(true);
    await take(mapFile(ramp));
    await take(mapFile(ramp.map((value) => 2 * value)));
    expect(await mapOf()).toEqual(ramp.map((value) => 2 * value));
    expect(before).toHaveLength(5);
    expect([...entry.imported.keys()]).toEqual([ID]);
    expect(entry.scores.has(key)).toBe(false);
  });
});

describe('a slider over scores from a file', () => {
  const at = (threshold: number) => ({
    pictureId: 'p',
    settings: settingsOf(`${ID}/energy`),
    threshold,
    filters: { minPredicted: 0, minGroundTruth: 0 },
    classifier: null,
    removeAbove: null,
  });
  const logits = (shift: number) =>
    mapFile(
      Float32Array.from({ length: (3 * PIXELS) / 16 }, (_, i) => shift + ((i * 37) % 101) / 10),
      [3, HEIGHT / 4, WIDTH / 4],
    );

  it('computes no formula again, until another file takes the place', async () => {
    const { take, measureWith, scored } = opened();
    await take(logits(0));
    const measurer = measureWith(100, { width: 16, height: 8 });
    scored.mockClear();
    const first = await measurer.measureAt(at(0));
    for (const threshold of [-9, -8]) await measurer.measureAt(at(threshold));
    expect(scored).toHaveBeenCalledOnce();
    await take(logits(-50));
    scored.mockClear();
    expect(await measurer.measureAt(at(0))).not.toEqual(first);
    expect(scored).toHaveBeenCalledOnce();
  });
});

describe('logits from a file', () => {
  const size = { width: WIDTH / 4, height: HEIGHT / 4 };
  const shape = (classes: number) => [classes, size.height, size.width];
  const random = (classes: number) =>
    Float32Array.from({ length: (classes * PIXELS) / 16 }, (_, i) => ((i * 37) % 101) / 10);
  const placed = (classes: number, data: Float32Array) => ({
    ...size,
    classes,
    data,
    stride: 1,
    grid: { ...size, paddedWidth: size.width, paddedHeight: size.height },
  });
  const KINDS = ['msp', 'max-logit', 'entropy', 'energy', 'margin'] as const;

  it.each([2, 19, 200])('of %i classes give every formula of logits', async (classes) => {
    const { take, mapOf } = opened();
    const { scores } = await take(mapFile(random(classes), shape(classes)));
    expect(scores.map(({ methodId }) => methodId)).toEqual(KINDS.map((kind) => `${ID}/${kind}`));
    expect(scores.every(({ inverted }) => inverted === null)).toBe(true);
    expect(scores[2]?.unit).toBe(`fraction of ln ${classes}`);
    const expected = scoresCpu(
      placed(classes, random(classes)),
      { width: WIDTH, height: HEIGHT },
      KINDS.map((kind) => ({ kind, temperature: 1 })),
    );
    for (const [i, kind] of KINDS.entries())
      expect(await mapOf(settingsOf(`${ID}/${kind}`))).toEqual(expected.scores[i]);
  });

  it('are computed again when the map has made room, and sampled on the grid of a label', async () => {
    const { context, take, mapOf, entry, measureWith } = opened();
    await take(mapFile(random(3), shape(3)));
    const settings = settingsOf(`${ID}/entropy`);
    const before = await mapOf(settings);
    entry.scores.clear();
    expect(isAtHand(context, entry, settings)).toBe(true);
    expect(await mapOf(settings)).toEqual(before);
    const label = { width: 16, height: 8 };
    const [measured] = await measureWith(10, label).measure({
      pictureId: 'p',
      settings: [settings],
    });
    const { scores } = scoresCpu(placed(3, random(3)), label, [
      { kind: 'entropy', temperature: 1 },
    ]);
    const [score] = scores as [Float32Array];
    const ranks = (anomalous: number) =>
      score.slice(0, -10).filter((normal) => normal < anomalous).length +
      score.slice(0, -10).filter((normal) => normal === anomalous).length / 2;
    const AUROC = score.slice(-10).reduce((sum, value) => sum + ranks(value), 0) / (10 * 118);
    expect(measured?.metrics.AUROC).toBeCloseTo(AUROC, 9);
  });

  it('that are probabilities leave out what needs logits, and say so', async () => {
    const { take, mapOf } = opened();
    const sure = Float32Array.from({ length: (2 * PIXELS) / 16 }, (_, i) =>
      i < PIXELS / 16 ? 0.75 : 0.25,
    );
    const { scores, notes } = await take(mapFile(sure, shape(2)));
    expect(scores.map(({ part }) => part)).toEqual(['MSP', 'Entropy', 'Margin']);
    expect(notes).toEqual([expect.stringContaining('probabilities')]);
    expect((await mapOf(settingsOf(`${ID}/msp`)))[0]).toBeCloseTo(0.25, 6);
    expect((await mapOf(settingsOf(`${ID}/margin`)))[0]).toBeCloseTo(0.5, 6);
  });
});
