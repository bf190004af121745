import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetResidents, setAnalysed, setLabelled, touchResident } from '#src/actions/residents';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/fake-engine';
import dmlnet from '#src/methods/dmlnet.method';
import { analysisKey } from '#src/store/models';
import type { TaughtClass } from '#src/store/open-world-slice';
import { getState, patchOpenWorld, patchPicture, patchResults, patchView } from '#src/store/store';
import { setRadius } from './learnt-classes';
import { pointAt } from './point-at';
import { syncOpenWorld } from './sync-open-world';
import { asked, settle, showDmlnet } from './testing/page';

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
  stop = syncOpenWorld();
}

function label(id: string): void {
  const info = {
    width: 64,
    height: 36,
    encoding: 'anomaly-1',
    candidates: ['anomaly-1'],
    ambiguous: false,
    closedSet: false,
    notice: null,
    counts: { normal: 1, anomaly: 1, ignore: 0 },
  } as const;
  setLabelled(id, true);
  patchPicture(id, { label: { serial: 1, fileName: 'label.png', info: { ...info, candidates: ['anomaly-1'] }, error: null } });
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
    expect(asked(engine, 'metricSpace').map(({ pictureId, learnt }) => [pictureId, learnt.length])).toEqual([
      ['a', 0],
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('starts no network', async () => {
    forgetResidents();
    patchOpenWorld({ wantsSpace: true });
    await settle();
    expect(engine.calls).toEqual([]);
    touchResident('a', []);
    setAnalysed('a', dmlnet.model, analysisKey(getState(), dmlnet.model));
    patchView({});
    await settle();
    expect(asked(engine, 'metricSpace')).toHaveLength(1);
  });

  it('that fails says why once; a picture that the worker dropped is asked about when it is back', async () => {
    let code: 'out-of-memory' | 'picture-unknown' = 'out-of-memory';
    const fail = () => {
      throw new AnomalensError(code, 'It cannot.');
    };
    follow({ metricSpace: fail });
    patchOpenWorld({ wantsSpace: true });
    await settle();
    patchView({});
    await settle();
    expect(getState().openWorld.error?.message).toBe('It cannot.');
    expect(asked(engine, 'metricSpace')).toHaveLength(1);
    code = 'picture-unknown';
    patchOpenWorld({ error: null, classes: [DOG] });
    await settle();
    expect(getState().openWorld.error).toBeNull();
    expect(asked(engine, 'metricSpace')).toHaveLength(2);
    touchResident('a', []);
    setAnalysed('a', dmlnet.model, analysisKey(getState(), dmlnet.model));
    patchView({});
    await settle();
    expect(asked(engine, 'metricSpace')).toHaveLength(3);
  });

  it('shows the pixel under the probe, and what is pointed at in the plot', async () => {
    patchOpenWorld({ wantsSpace: true });
    await settle();
    const result = { pictureId: 'a', x: 7, y: 8, scores: [], classes: [], componentId: null };
    patchResults({ probe: { at: { x: 0, y: 0 }, pinned: false, result: { ...result, learnt: { position: null, embedding: [3, 4] } } } });
    expect(getState().openWorld.pointed).toEqual({ u: 3, v: 4, x: 7, y: 8 });
    patchResults({ probe: null });
    expect(getState().openWorld.pointed).toBeNull();
    pointAt({ u: 1, v: 2, x: 3, y: 4 });
    patchView({ minArea: 9 });
    expect(getState().openWorld.pointed).toEqual({ u: 1, v: 2, x: 3, y: 4 });
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
    expect(asked(engine, 'measureLearnt').map(({ learnt }) => learnt[0].rule)).toMatchObject([{ radius: 3 }]);
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
