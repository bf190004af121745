import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { setParameter } from '#src/actions/view/set-parameter';
import { AnomalensError } from '#src/core/errors';
import { ANSWERS } from '#src/engine-client/testing/fake-answers';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { isOfTwoLooks } from '#src/methods/looks';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import { aborted } from '#src/session/aborted';
import { analyzeSelected, cancelAnalysis } from '#src/session/analyze-picture';
import { followAnalysis } from '#src/session/followers/analysis';
import { asked } from '#src/session/testing/pictures-page';
import { openTwoNetworks, resultOfA } from '#src/session/testing/two-networks';
import { scoredMethods } from '#src/store/method-info';
import { lacksSecondLook, paneError } from '#src/store/models';
import { paneAt } from '#src/store/selectors';
import { getState, patchPictures, patchView } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

let engine: FakeEngine;
type Analyze = Requests['analyze']['params'];

/** While it is set no second look comes to an end. */
let isSlow = false;
let stop = () => {};

const isLook = (settings: readonly MethodSettings[]) => settings.some(isOfTwoLooks);
/** What was asked: the method, how often the picture is seen, and whether a second look follows. */
const looks = () =>
  asked(engine, 'analyze').map(
    ({ settings, lookFollows }) =>
      `${settings[0]?.methodId} ${isLook(settings) ? 2 : 1}${lookFollows ? ' …' : ''}`,
  );
const rest = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  isSlow = false;
  engine = openTwoNetworks();
  const { request } = engine;
  engine.request = (name, params, options) => {
    const isHeldUp = isSlow && name === 'analyze' && isLook((params as Analyze).settings);
    const answer = request(name, params, options);
    return isHeldUp && options?.signal ? aborted(options.signal) : answer;
  };
  stop = followAnalysis();
});
afterEach(() => {
  stop();
  cancelAnalysis();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a second look', () => {
  it('comes after the first looks of all networks, and says whether another follows', async () => {
    for (const id of ['dmlnet', 'rpl']) setParameter(id, 'looks', 2);
    await analyzeSelected();
    expect(looks()).toEqual(['dmlnet 1', 'rpl 1 …', 'dmlnet 2 …', 'rpl 2']);
    expect(resultOfA()?.scores.rpl?.settings.parameters).toEqual({ gamma: 1, looks: 2 });
    await analyzeSelected();
    expect(looks()).toHaveLength(4);
  });

  it('leaves the score of the first one until it is there', async () => {
    isSlow = true;
    setParameter('rpl', 'looks', 2);
    const analysis = analyzeSelected();
    await rest();
    expect(getState().pictures.byId.a?.state).toBe('ready');
    expect(resultOfA()?.scores.rpl?.settings.parameters).toEqual({ gamma: 1 });
    expect(lacksSecondLook(getState(), paneAt(getState(), 1))).toBe(true);
    const scored = scoredMethods(resultOfA() ?? null, getState().view);
    expect(scored.find(({ info }) => info.id === 'rpl')?.settings.parameters).toEqual({ gamma: 1 });
    // What is drawn, probed, exported and annotated is what is there.
    expect(paneViewOf(getState(), paneAt(getState(), 1)).settings.parameters).toEqual({ gamma: 1 });
    cancelAnalysis();
    await analysis;
    expect(lacksSecondLook(getState(), paneAt(getState(), 1))).toBe(true);
  });

  it('that was chosen later asks for the first one again, which the worker has', async () => {
    await analyzeSelected();
    setParameter('rpl', 'looks', 2);
    await rest();
    expect(looks().slice(2)).toEqual(['rpl 1 …', 'rpl 2']);
    setParameter('rpl', 'looks', 1);
    await rest();
    expect(looks().slice(4)).toEqual(['rpl 1']);
    expect(resultOfA()?.scores.rpl?.settings.parameters).toEqual({ gamma: 1 });
  });

  it('is asked for again after another first look of its network', async () => {
    setParameter('rpl', 'looks', 2);
    await analyzeSelected();
    setParameter('rpl', 'gamma', 0.5);
    await rest();
    setParameter('rpl', 'gamma', 1);
    await rest();
    expect(looks().slice(2)).toEqual(['rpl 2', 'rpl 1 …', 'rpl 2', 'rpl 1 …', 'rpl 2']);
  });

  it('notes what it takes, by network', async () => {
    setParameter('rpl', 'looks', 2);
    await analyzeSelected();
    expect(getState().session.secondLookTimes).toEqual({ rpl: 4 });
  });

  it('that fails leaves the first one, and the looks of other networks', async () => {
    for (const id of ['dmlnet', 'rpl']) setParameter(id, 'looks', 2);
    const error = new AnomalensError('out-of-memory', 'Full.', true);
    engine = openAgain((params) => {
      if (isLook(params.settings) && params.settings[0]?.methodId === 'dmlnet') throw error;
      return ANSWERS.analyze(params);
    });
    await analyzeSelected();
    expect(resultOfA()?.scores.dmlnet?.settings.parameters).not.toHaveProperty('looks');
    expect(resultOfA()?.scores.rpl?.settings.parameters).toHaveProperty('looks');
    const failed = [0, 1].map((i) => paneError(getState(), paneAt(getState(), i))?.message);
    expect(failed).toEqual(['Full.', undefined]);
  });
});

describe('a second look under way', () => {
  const begin = async () => {
    isSlow = true;
    setParameter('rpl', 'looks', 2);
    const analysis = analyzeSelected();
    await rest();
    expect(looks()).toEqual(['dmlnet 1', 'rpl 1 …', 'rpl 2']);
    return { analysis };
  };

  it('ends when one look is wanted again', async () => {
    const { analysis } = await begin();
    setParameter('rpl', 'looks', 1);
    await rest();
    await analysis;
    expect(looks().slice(3)).toEqual(['rpl 1']);
    expect(getState().session.activity).toBeNull();
  });

  it('makes room for a first look, and begins anew after it', async () => {
    const { analysis } = await begin();
    isSlow = false;
    const panes = getState().view.panes.map((pane, i) =>
      i === 0 ? { ...pane, methodId: 'max-entropy' } : pane,
    );
    patchView({ panes });
    await rest();
    await analysis;
    expect(looks().slice(3)).toEqual(['max-entropy 1 …', 'rpl 2']);
  });

  it('ends with another picture', async () => {
    const { analysis } = await begin();
    isSlow = false;
    patchPictures({ selectedId: 'b' });
    await analyzeSelected();
    await analysis;
    expect(resultOfA()?.scores.rpl?.settings.parameters).not.toHaveProperty('looks');
    expect(asked(engine, 'analyze').at(-1)?.pictureId).toBe('b');
  });

  it('goes on while the threshold moves', async () => {
    await begin();
    setThreshold('rpl', 1);
    await rest();
    expect(looks()).toHaveLength(3);
  });
});

describe('the threshold of two looks', () => {
  it('is not linked with the others: the known pixels were seen once', () => {
    patchView({ linked: true, parameters: { rpl: { looks: 2 } } });
    setThreshold('dmlnet', 0.5);
    expect(Object.keys(getState().view.thresholds)).toContain('entropy');
    expect(Object.keys(getState().view.thresholds)).not.toContain('rpl');
    patchView({ thresholds: {} });
    setThreshold('rpl', -3);
    expect(getState().view.thresholds).toEqual({ rpl: -3 });
  });
});

/** A page with other answers and the present parameters. */
function openAgain(analyze: typeof ANSWERS.analyze): FakeEngine {
  const { parameters } = getState().view;
  const opened = openTwoNetworks({ analyze });
  patchView({ parameters });
  return opened;
}
