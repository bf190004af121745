import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { markPoint } from '#src/actions/open-world/mark-point';
import { setKind } from '#src/actions/open-world/set-kind';
import { setRadius } from '#src/actions/open-world/set-radius';
import { showTrainingLabels } from '#src/actions/open-world/show-training-labels';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import dmlnet from '#src/methods/dmlnet.method';
import { forgetHeld, noteAnalysis, noteHeld } from '#src/session/held/record';
import { asked, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { analysisKey } from '#src/store/models';
import { draftOf } from '#src/store/open-world/open-world';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, patchPicture, patchResults, patchView } from '#src/store/store';
import { paneViewOf, viewStateOf } from '#src/store/view-state';
import { followOpenWorld } from './open-world';

const DOG: TaughtClass = {
  name: 'dog',
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: [1, 2], radius: 1 },
  shots: [],
  shotCount: 1,
  pixels: 1,
  distances: null,
  losses: [],
  time: 1,
};
let engine: FakeEngine;
let stop = () => {};

function follow(overrides: Parameters<typeof showDmlnet>[0] = {}): void {
  stop();
  engine = showDmlnet(overrides);
  stop = followOpenWorld();
}

function label(id: string): void {
  const info = {
    width: 64,
    height: 36,
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
    turn: { picture: 1, label: 1 },
    closedSet: false,
    notice: null,
    counts: { normal: 1, anomaly: 1, ignore: 0 },
  } as const;
  patchPicture(id, {
    label: {
      serial: 1,
      fileName: 'label.png',
      info,
      error: null,
      unexplained: false,
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  follow();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What the probe says of a pixel, but for its learnt classes. */
const PROBED = {
  pictureId: 'a',
  x: 7,
  y: 8,
  isLeftOut: false,
  scores: [],
  classes: [],
  regionId: null,
};

describe('the metric space', () => {
  it('is asked for while it is on the screen, and again when the classes or the picture change', async () => {
    patchView({});
    await settle();
    expect(asked(engine, 'metricSpace')).toEqual([]);
    patchOpenWorld({ wantsSpace: true });
    await settle();
    expect(getState().openWorld.space?.result.explained).toEqual([0.75, 0.25]);
    patchView({ minArea: 2 });
    patchOpenWorld({ classes: [DOG] });
    await settle();
    patchView({ shownId: 'b' });
    expect(getState().openWorld.space).toBeNull();
    await settle();
    expect(
      asked(engine, 'metricSpace').map(({ pictureId, learnt }) => [pictureId, learnt.length]),
    ).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('starts no network', async () => {
    forgetHeld('a');
    patchOpenWorld({ wantsSpace: true });
    await settle();
    expect(engine.calls).toEqual([]);
    noteHeld('a');
    noteAnalysis('a', dmlnet.model, analysisKey(getState(), dmlnet.model));
    patchView({});
    await settle();
    expect(asked(engine, 'metricSpace')).toHaveLength(1);
  });

  it('that fails says why once, and is asked for again when something else is wanted', async () => {
    let failures = 1;
    follow({
      metricSpace: () => {
        if (failures-- > 0) throw new AnomalensError('out-of-memory', 'It cannot.');
        return { points: [], prototypes: [], mean: [], axes: [[], []], explained: [1, 0] };
      },
    });
    patchOpenWorld({ wantsSpace: true });
    await settle();
    patchView({});
    await settle();
    expect(getState().openWorld.error?.message).toBe('It cannot.');
    expect(asked(engine, 'metricSpace')).toHaveLength(1);
    patchOpenWorld({ error: null, classes: [DOG] });
    await settle();
    expect(getState().openWorld.error).toBeNull();
    expect(getState().openWorld.space?.result.explained).toEqual([1, 0]);
  });

  it('shows the pixel under the probe, and what is pointed at in the plot', async () => {
    patchOpenWorld({ wantsSpace: true });
    await settle();
    patchResults({
      probe: {
        at: { x: 0, y: 0 },
        pinned: false,
        result: { ...PROBED, learnt: { position: null, embedding: [3, 4] } },
      },
    });
    expect(getState().openWorld.pointed).toEqual({ u: 3, v: 4, x: 7, y: 8, by: 'probe' });
    patchResults({ probe: null });
    expect(getState().openWorld.pointed).toBeNull();
    const place = { u: 1, v: 2, x: 3, y: 4 };
    markPoint('keys', place);
    patchView({ minArea: 9 });
    expect(getState().openWorld.pointed).toEqual({ ...place, by: 'keys' });
  });

  it('keeps what the keys point at when a pointer or a late probe ends', () => {
    const place = { u: 1, v: 2, x: 3, y: 4 };
    markPoint('keys', place);
    markPoint('pointer', null);
    patchResults({
      probe: { at: { x: 0, y: 0 }, pinned: false, result: { ...PROBED, learnt: null } },
    });
    patchResults({ probe: null });
    expect(getState().openWorld.pointed).toEqual({ ...place, by: 'keys' });
    markPoint('pointer', place);
    markPoint('keys', null);
    expect(getState().openWorld.pointed).toEqual({ ...place, by: 'pointer' });
    markPoint('pointer', null);
    expect(getState().openWorld.pointed).toBeNull();
  });
});

describe('the measurement', () => {
  it('follows when a slider rests, of a picture with a label, while there is a class', async () => {
    patchOpenWorld({ classes: [DOG] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked(engine, 'measureLearnt')).toEqual([]);
    label('a');
    for (const radius of [1, 2, 3]) setRadius(0, radius);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked(engine, 'measureLearnt').map(({ learnt }) => learnt[0]!.rule)).toMatchObject([
      { radius: 3 },
    ]);
    expect(getState().openWorld.measured?.result.novel).toBe(0.4);
    patchOpenWorld({ classes: [] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(getState().openWorld.measured).toBeNull();
    expect(asked(engine, 'measureLearnt')).toHaveLength(1);
  });
});

describe('what is being drawn', () => {
  it('goes with its picture', () => {
    patchOpenWorld({ stroke: [{ x: 1, y: 1 }] });
    patchView({ shownId: 'b' });
    expect(getState().openWorld.stroke).toEqual([]);
  });
});

describe('the training labels', () => {
  const labels = () => getState().openWorld.trainingLabels;

  function annotate(): void {
    chooseAnnotationTool('brush');
    startAnnotation({ x: 20, y: 20 }, false)?.end();
  }

  it('are asked for of the shown annotation while a head is to be learnt, and lie on the plain picture', async () => {
    patchOpenWorld({ classes: [DOG], wantsTrainingLabels: true });
    annotate();
    await settle();
    expect(engine.calls).toEqual([]); // NPM is taught none
    setKind('head');
    await settle();
    expect(engine.calls.map(({ name }) => name)).toEqual(['collectShot', 'trainingLabels']);
    const [shot] = draftOf(getState()).shots;
    expect(asked(engine, 'trainingLabels')).toEqual([{ shotId: shot!.id, earlier: [DOG.rule] }]);
    expect(labels()?.result.labels).toEqual([0, 3]);
    expect(viewStateOf(getState())?.panes[0]).toMatchObject({ layer: 'picture', outlines: false });
    expect(paneViewOf(getState(), getState().view.panes[0]!).layer).toBe('mask'); // what is exported

    nameDraft('cow');
    await settle();
    expect(asked(engine, 'trainingLabels')).toHaveLength(1);
    startAnnotation({ x: 40, y: 20 }, false)?.end();
    await settle();
    expect(asked(engine, 'collectShot')[1]!.mask).toEqual(draftOf(getState()).shots[0]!.mask);
    expect(asked(engine, 'trainingLabels')).toHaveLength(2);
    patchView({ shownId: 'b' });
    await settle();
    expect(labels()).toBeNull();
    expect(viewStateOf(getState())?.panes[0]?.layer).toBe('mask');
    patchView({ shownId: 'a' });
    await settle();
    expect(labels()).not.toBeNull();
    showTrainingLabels(false);
    expect(viewStateOf(getState())?.panes[0]?.layer).toBe('mask');
  });

  it('go when another number of classes is learnt, whose labels are others', async () => {
    setKind('head');
    annotate();
    showTrainingLabels(true);
    await settle();
    expect(labels()).not.toBeNull();
    patchOpenWorld({ classes: [DOG] });
    expect(labels()).toBeNull();
    await settle();
    expect(labels()?.result.labels).toEqual([0, 3]);
  });

  it('are asked for again when the worker has lost the shot', async () => {
    let failures = 1;
    const lost = () => {
      if (failures-- > 0) throw new AnomalensError('shot-unknown', 'It is gone.', true);
      return { width: 1, height: 1, labels: [2], annotated: 1, reach: { x: 1, y: 1 } };
    };
    follow({ trainingLabels: lost });
    setKind('head');
    annotate();
    showTrainingLabels(true);
    await settle();
    expect(asked(engine, 'collectShot')).toHaveLength(2);
    expect(labels()?.result.labels).toEqual([2]);
  });
});
