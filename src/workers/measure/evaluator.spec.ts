import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { FEATURES } from '#src/core/meta/feature-names';
import { encodeRle } from '#src/core/rle/coco-rle';
import { methodById, methods, modelsOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { EvaluationRequests } from '#src/protocol/evaluation-requests';
import type { LabelSource } from '#src/protocol/labels';
import { HeldPicture } from '#src/workers/state/held-picture';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Evaluator } from './evaluator';

const [WIDTH, HEIGHT] = [64, 32];
const SOURCE = bmpFile({ width: WIDTH, height: HEIGHT });
const [ENTROPY, MSP, RPL, S2M] = ['entropy', 'msp', 'rpl', 's2m'].map((id) =>
  settingsFor(methodById(id)),
) as [typeof entropy, typeof entropy, typeof entropy, typeof entropy];
const entropy = settingsFor(methodById('entropy'));

const MASK: LabelSource['reading'] = { as: 'ids', anomaly: [1], ignore: [255] };

/** A grey PNG of half the picture's size. */
function label(idAt: (x: number, y: number) => number, width = 32, height = 16): LabelSource {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    idAt(i % width, Math.floor(i / width)),
  );
  const png = new Uint8Array(encode({ width, height, data, depth: 8, channels: 1 }));
  return { blob: new Blob([png]), name: 'label.png', reading: MASK, turn: 'if-only-so' };
}
const UPPER_HALF = label((_x, y) => Number(y < 8));
const OF_CLASSES: LabelSource = { ...label(() => 0), reading: { as: 'train-ids' } };

let release: MockInstance;
let fake: ReturnType<typeof createFakeModels>;
let evaluator: Evaluator;

type ImageParams = EvaluationRequests['evaluateImage']['params'];
const image = (change: Partial<ImageParams> = {}, signal?: AbortSignal) =>
  evaluator.image(
    {
      runId: 'run',
      source: SOURCE,
      label: UPPER_HALF,
      settings: [RPL, ENTROPY, MSP],
      closedSetModel: 'base',
      wantScores: false,
      ...change,
    },
    signal,
  );

beforeEach(() => {
  release = vi.spyOn(HeldPicture.prototype, 'release');
  const { globals } = fakeBrowser({ width: WIDTH, height: HEIGHT });
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  fake = createFakeModels(modelsOf(methods));
  evaluator = new Evaluator(fake.context);
  evaluator.restore({ runId: 'run', pools: [], classes: null });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('an image of a set', () => {
  it('has what is known of its label, and the metrics of each method in the order of the settings', async () => {
    const { methods: reports, milliseconds, ...about } = await image();
    expect(about).toEqual({
      width: 32,
      height: 16,
      reading: MASK,
      turned: 1,
      counts: { normal: 256, anomaly: 256, ignore: 0 },
      notice: null,
      scores: null,
      classes: null,
    });
    expect(reports.map(({ methodId }) => methodId)).toEqual(['rpl', 'entropy', 'msp']);
    expect(reports[0]?.metrics.prior).toBe(0.5);
    expect(milliseconds).toBeGreaterThan(0);
    expect(fake.runs).toEqual(['rpl gamma=1', 'base']);
    expect(evaluator.summary({ runId: 'run' }).methods.map(({ methodId }) => methodId)).toEqual([
      'rpl',
      'entropy',
      'msp',
    ]);
    expect(evaluator.state({ runId: 'run', methodId: 'msp' }).methodId).toBe('msp');
    expect(release).toHaveBeenCalledOnce();
  });

  it('gives its scores only when they are wanted, on the grid of the label', async () => {
    const { scores, methods: reports } = await image({ settings: [MSP, RPL], wantScores: true });
    expect(scores?.map(({ length }) => length)).toEqual([32 * 16, 32 * 16]);
    const [msp, rpl] = scores as [Float32Array, Float32Array];
    expect(Math.max(...msp)).toBeLessThanOrEqual(1);
    expect(Math.min(...rpl)).toBeLessThan(0);
    expect(reports).toHaveLength(2);
  });

  it('says how long each network took: from the file, and its methods share a run', async () => {
    let clock = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const later = (milliseconds: number) => {
      clock += milliseconds;
    };
    const load = fake.context.compute.loadPicture;
    vi.spyOn(fake.context.compute, 'loadPicture').mockImplementation((...parameters) => {
      later(5);
      return load(...parameters);
    });
    const { get } = fake.context.models;
    const costs: Record<string, number> = { rpl: 100, base: 20 };
    vi.spyOn(fake.context.models, 'get').mockImplementation((id, signal) => {
      later(costs[id] ?? 0);
      return get(id, signal);
    });
    const { methods: reports, milliseconds } = await image();
    expect(reports.map((report) => report.milliseconds)).toEqual([105, 25, 25]);
    expect(milliseconds).toBe(125);
  });

  it('has masks after the scores that they start from', async () => {
    const { methods: reports } = await image({ settings: [S2M, RPL] });
    expect(reports.map(({ methodId }) => methodId)).toEqual(['s2m', 'rpl']);
    expect(fake.runs.filter((run) => run.startsWith('rpl'))).toHaveLength(1);
    expect(fake.runs[0]).toBe('rpl gamma=1');
  });

  it('with a label of classes is measured by the classes of one network', async () => {
    const {
      methods: reports,
      scores,
      classes,
      reading,
      milliseconds,
    } = await image({
      label: OF_CLASSES,
      wantScores: true,
    });
    expect({ reports, scores, reading }).toEqual({
      reports: [],
      scores: null,
      reading: { as: 'train-ids' },
    });
    expect(milliseconds).toBeGreaterThan(0);
    expect(classes?.accuracy).toBe(1); // class 0 wins in the first network
    expect(fake.runs).toEqual(['base']);
    expect(evaluator.summary({ runId: 'run' }).classes?.metrics.accuracy).toBe(1);
    const other = await image({ label: OF_CLASSES, closedSetModel: 'rpl' });
    expect(other.classes?.accuracy).toBe(0);
  });

  it('of a run that was not begun, or has been dropped, is refused', async () => {
    await expect(image({ runId: 'other' })).rejects.toMatchObject({ code: 'evaluation-unknown' });
    evaluator.drop({ runId: 'run' });
    await expect(image()).rejects.toMatchObject({ code: 'evaluation-unknown' });
  });

  it('whose label has another shape counts for nothing and leaves nothing behind', async () => {
    await expect(image({ label: label(() => 0, 16, 16) })).rejects.toMatchObject({
      code: 'label-size',
    });
    expect(evaluator.summary({ runId: 'run' }).methods).toEqual([]);
    expect(release).toHaveBeenCalledOnce();
  });

  it('can be cancelled', async () => {
    await expect(image({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(fake.runs).toEqual([]);
  });
});

describe('the components of an image', () => {
  const question = {
    settings: ENTROPY,
    thresholds: { pooled: 0.5, smiyc: 0.5 },
    sweep: null,
    defaultThreshold: 0.5,
  };
  const filters = { minPredicted: 0, minGroundTruth: 0 };

  it('are found in given scores without a run', async () => {
    const scores = Float32Array.from({ length: 512 }, (_, i) => Number(i < 256));
    const none = new Float32Array(512);
    const answers = await evaluator.components({
      label: UPPER_HALF,
      questions: [question, { ...question, settings: MSP }],
      filters,
      scores: [scores, none],
    });
    expect(answers.map(({ counts }) => counts.pooled?.predicted)).toEqual([1, 0]);
    expect(answers[0]?.counts.pooled?.truth).toBe(1);
    expect(fake.runs).toEqual([]);
  });

  it('are found in the scores of the picture', async () => {
    const [answer] = await evaluator.components({
      label: UPPER_HALF,
      questions: [{ ...question, thresholds: { pooled: 0, smiyc: 0 } }],
      filters,
      source: SOURCE,
    });
    expect(answer?.counts.pooled).toMatchObject({ predicted: 1, truth: 1 });
    expect(fake.runs).toEqual(['base']);
    expect(release).toHaveBeenCalledOnce();
  });

  it('are not looked for in scores of another size', async () => {
    const scores = [new Float32Array(512), new Float32Array(511)];
    const asked = evaluator.components({
      label: UPPER_HALF,
      questions: [question],
      filters,
      scores,
    });
    await expect(asked).rejects.toMatchObject({
      code: 'score-size',
      message: 'The stored scores do not lie on the grid of the label.',
    });
  });

  it('are not those of classes', async () => {
    const asked = evaluator.components({ label: OF_CLASSES, questions: [], filters, scores: [] });
    await expect(asked).rejects.toMatchObject({
      code: 'label-values',
      message: 'The label holds classes, which have no anomalous components.',
    });
  });
});

describe('the regions of an image', () => {
  const regions = (thresholds: number[], source = SOURCE) =>
    evaluator.regions({ source, label: UPPER_HALF, settings: ENTROPY, thresholds });

  it('are those of each threshold, within those of the lowest', async () => {
    const { scores } = await image({ settings: [ENTROPY], wantScores: true });
    const values = [...(scores?.[0] ?? [])].sort((a, b) => a - b);
    const middle = values[values.length >> 1] as number;
    const [high, low] = await regions([middle, 0]);
    expect(low).toMatchObject({ overlaps: [[0]], trueRegions: 1 });
    expect([...(low?.around ?? [])]).toEqual([0]);
    expect(low?.features).toHaveLength(FEATURES);
    expect(high?.around.length).toBeGreaterThan(1);
    expect(new Set(high?.around)).toEqual(new Set([0]));
    expect(high?.features).toHaveLength(FEATURES * (high?.around.length ?? 0));
    expect(high).not.toHaveProperty('regions');
  });

  it('lie within what the page does not leave out', async () => {
    const upper = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => Number(i < WIDTH * 16));
    const leftOut = { serial: 1, mask: encodeRle(upper, { width: WIDTH, height: HEIGHT }) };
    const [low] = await evaluator.regions({
      source: SOURCE,
      label: { ...UPPER_HALF, leftOut },
      settings: ENTROPY,
      thresholds: [0],
    });
    expect(low).toMatchObject({ overlaps: [[]], trueRegions: 0 });
  });

  it('need a threshold', async () => {
    await expect(regions([])).rejects.toMatchObject({
      code: 'internal',
      message: 'There is no threshold to evaluate at.',
    });
  });
});
