import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { AnomalensError } from '#src/core/errors';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { LabelInfo } from '#src/protocol/labels';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followMeasurement } from '#src/session/followers/measurement';
import { noteMasks } from '#src/session/held/record';
import { addImportedScore } from '#src/session/imported-scores';
import { readAs, readLabel } from '#src/session/labels/labels';
import { takeMasks } from '#src/session/take-masks';
import {
  asked,
  giveLabel,
  namesOf,
  openPictures,
  restart,
} from '#src/session/testing/pictures-page';
import { promptSettings } from '#src/store/prompts';
import { getState, patchView } from '#src/store/store';

const REST_MS = 300;
let engine: FakeEngine;
let stop = () => {};

const measured = () => asked(engine, 'measure').map(({ settings }) => settings[0]?.methodId);
const show = (methodId: string) =>
  patchView({
    panes: getState().view.panes.map((pane, index) => (index === 0 ? { ...pane, methodId } : pane)),
  });

/** A picture of one network, DMLNet's, with a label. */
async function open(
  overrides: Parameters<typeof createFakeEngine>[0] = {},
  methodId = 'dmlnet',
): Promise<void> {
  stop();
  engine = openPictures(['a', 'b'], overrides);
  giveLabel('a');
  show(methodId);
  stop = followMeasurement();
  await analyzeSelected();
  await readLabel('a');
  await vi.advanceTimersByTimeAsync(1000);
}

const INFO: LabelInfo = {
  width: 64,
  height: 36,
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  turn: { picture: 1, label: 1 },
  closedSet: false,
  notice: null,
  counts: { normal: 1, anomaly: 1, ignore: 0 },
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the measurement of a picture', () => {
  it('is asked for of every method that has scores, once there is a label', async () => {
    await open();
    expect(measured()).toEqual(['dmlnet']);
    expect(getState().results.measurement).toMatchObject({
      pictureId: 'a',
      classes: null,
      problems: [],
      methods: [{ methodId: 'dmlnet', metrics: { AP: 0.5 } }],
    });
  });

  it('is not asked for without a label, or before the scores', async () => {
    engine = openPictures(['a']);
    show('dmlnet');
    stop = followMeasurement();
    await analyzeSelected();
    await vi.advanceTimersByTimeAsync(1000);
    expect(measured()).toEqual([]);
    stop();
    engine = openPictures(['a']);
    show('dmlnet');
    stop = followMeasurement();
    patchView({ shownId: 'a' });
    giveLabel('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.calls).toEqual([]);
  });

  it('takes over what has been measured, and measures what has come', async () => {
    await open();
    await addImportedScore('a', {
      methodId: 'imported-1',
      blob: new Blob(['1']),
      name: 'a.npy',
      turn: false,
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(measured()).toEqual(['dmlnet', 'imported-1']);
    expect(getState().results.measurement?.methods.map(({ methodId }) => methodId)).toEqual([
      'dmlnet',
      'imported-1',
    ]);
  });

  it('is asked for anew when the label is read in another way', async () => {
    let readings = 0;
    await open({
      loadLabel: ({ source }) => {
        readings += 1;
        return { ...INFO, reading: source.reading };
      },
    });
    readAs('a', { as: 'ids', anomaly: [255], ignore: [] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(readings).toBe(2);
    expect(measured()).toEqual(['dmlnet', 'dmlnet']);
  });

  it('is asked for anew of a prompted score when other masks were painted, of others not', async () => {
    await open({}, 's2m');
    const paint = () => {
      const request = { pictureId: 'a', settings: promptSettings(getState()), prompts: null };
      const histogram = { range: { min: 0, max: 1 }, counts: new Uint32Array(1) };
      const { settings } = request;
      const summary = {
        methodId: 's2m',
        settings,
        range: histogram.range,
        histogram,
        residualNorm: null,
      };
      noteMasks('a', 'painted');
      takeMasks(request, { summary, prompts: [], times: {}, encoderRuns: 0, decoderRuns: 0 });
    };
    paint();
    await vi.advanceTimersByTimeAsync(1000);
    paint();
    await vi.advanceTimersByTimeAsync(1000);
    expect(measured()).toEqual(['s2m', 's2m', 's2m']);
  });

  it('says what cannot be measured, and measures the rest', async () => {
    await open({
      measure: ({ settings }) => {
        const { methodId } = settings[0]!;
        if (methodId === 'dmlnet') throw new AnomalensError('score-size', 'Another grid.');
        const counts = { range: { min: 0, max: 1 }, normal: [], anomaly: [] };
        return [{ methodId, metrics: { AP: 1 } as never, precisionRecall: [], ROC: [], counts }];
      },
    });
    await addImportedScore('a', {
      methodId: 'imported-1',
      blob: new Blob(['1']),
      name: 'a.npy',
      turn: false,
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(getState().results.measurement).toMatchObject({
      problems: ['Another grid.'],
      methods: [{ methodId: 'imported-1' }],
    });
    expect(measured().filter((methodId) => methodId === 'imported-1')).toHaveLength(1);
  });

  it('is of the classes where the label holds classes', async () => {
    const classes = { ...INFO, reading: { as: 'train-ids' as const }, closedSet: true };
    await open({ loadLabel: () => classes });
    expect(measured()).toEqual([]);
    expect(asked(engine, 'measureClasses')).toEqual([{ pictureId: 'a', modelId: 'dmlnet' }]);
    expect(getState().results.measurement?.classes?.metrics.mIoU).toBe(1);
    expect(namesOf(engine)).not.toContain('measureAt');
    show('rpl'); // its network has not run, and is not started for this
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked(engine, 'measureClasses')).toHaveLength(1);
  });

  it('of classes that fails says so', async () => {
    await open({
      loadLabel: () => ({ ...INFO, closedSet: true }),
      measureClasses: () => {
        throw new AnomalensError('label-values', 'No classes.');
      },
    });
    expect(getState().results.measurement).toMatchObject({
      problems: ['No classes.'],
      classes: null,
    });
  });

  it('stays known after a restart', async () => {
    await open();
    await restart(engine);
    await analyzeSelected();
    await vi.advanceTimersByTimeAsync(1000);
    expect(measured()).toEqual(['dmlnet']);
  });
});

describe('the numbers at the threshold', () => {
  it('are asked for when the slider rests, of the active method', async () => {
    await open();
    expect(asked(engine, 'measureAt')).toHaveLength(1);
    setThreshold('dmlnet', 0.25);
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    expect(asked(engine, 'measureAt')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked(engine, 'measureAt')[1]).toMatchObject({
      pictureId: 'a',
      settings: { methodId: 'dmlnet' },
      threshold: 0.25,
      filters: { minPredicted: 0, minGroundTruth: 0 },
      classifier: null,
      removeAbove: null,
    });
    expect(getState().results.measuredAt).toMatchObject({
      key: getState().results.measurement?.key,
      methodId: 'dmlnet',
      threshold: 0.25,
      removeAbove: null,
      pixels: { IoU: 0.5 },
    });
  });

  it('leave out what a classifier removes, where there is one', async () => {
    await open({}, 'max-entropy');
    patchView({ removeAbove: 0.5 });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(getState().results.measuredAt?.removeAbove).toBe(0.5);
    await open();
    patchView({ removeAbove: 0.5 });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(getState().results.measuredAt?.removeAbove).toBeNull();
  });

  it('follow the filter and the limit of removal', async () => {
    await open();
    patchView({ componentFilter: 'anomaly' });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked(engine, 'measureAt')[1]?.filters).toEqual({
      minPredicted: 500,
      minGroundTruth: 100,
    });
    patchView({ outlines: false });
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked(engine, 'measureAt')).toHaveLength(2);
  });

  it('are not asked for of a method that could not be measured', async () => {
    await open({
      measure: () => {
        throw new AnomalensError('score-size', 'Another grid.');
      },
    });
    expect(asked(engine, 'measureAt')).toEqual([]);
  });
});
