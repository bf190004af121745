import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeCard } from '#src/actions/own-network/change-card';
import { closeNetwork } from '#src/actions/own-network/close-network';
import { openNetworks } from '#src/actions/own-network/open-networks';
import { AnomalensError } from '#src/core/errors';
import type { Card } from '#src/core/own-network/card';
import { namedClasses } from '#src/core/own-network/class-lists';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { findMethod, modelOf } from '#src/methods/registry';
import type { Inspected, OpenNetworkRequest } from '#src/protocol/own-network';
import { runNoticeAction } from '#src/session/notices';
import { knownNetworks } from '#src/session/own-network/own-networks';
import { startThresholds } from '#src/session/own-network/start-threshold';
import { INSPECTED } from '#src/session/own-network/testing/inspected';
import { openPictures } from '#src/session/testing/pictures-page';
import { knownClasses } from '#src/store/models';
import { activeMethod, visiblePanes } from '#src/store/selectors';
import { getState, patchResults } from '#src/store/store';

const ID = 'own-0123abcd';
const file = (name: string) => ({ path: name, file: new File(['bytes'], name) });
const FILES = { network: file('net.onnx'), beside: [file('net.onnx.data')] };

let engine: FakeEngine;
let asked: OpenNetworkRequest[];
let closed: string[];
let plan: Inspected | null;
let refuse: AnomalensError | null;
let card: Card;

beforeEach(() => {
  asked = [];
  closed = [];
  refuse = null;
  plan = null;
  card = PLAIN_CARD;
  engine = openPictures(['a', 'b'], {
    inspectNetwork: ({ network }) => (network.path === 'net.onnx' && plan) || INSPECTED,
    openNetwork: (request) => {
      asked.push(request);
      if (refuse) throw refuse;
      const given = request.card ?? card;
      const { classes } = given;
      const { path } = request.network;
      const modelId = path === 'net.onnx' ? ID : `own-${path}`;
      const info = { id: modelId, kind: 'own' as const, title: given.title, classes };
      return {
        modelId,
        card: given,
        because: { output: 'It is one.' },
        unclear: ['normalisation'],
        vote: null,
        fit: null,
        known: { modelId, info } as never,
      };
    },
    closeNetwork: ({ modelId }) => {
      closed.push(modelId);
      return null;
    },
  });
});
afterEach(async () => {
  await closeNetwork(ID);
  engine.dispose();
});

const notices = () => getState().notices.list.map(({ text }) => text);

describe('a network that a person opens', () => {
  it('goes to the worker with what lies beside it and the open pictures', async () => {
    await openNetworks([FILES]);
    expect(asked[0]).toMatchObject({
      network: { path: 'net.onnx' },
      beside: [{ path: 'net.onnx.data' }],
      card: null,
    });
    expect(asked[0]!.pictures).toHaveLength(2);
  });

  it('is what the active pane shows, with its classes, and says what is a guess', async () => {
    await openNetworks([FILES]);
    expect(activeMethod(getState())).toMatchObject({ id: `${ID}-entropy`, modelId: ID });
    expect(knownClasses(getState())).toEqual(PLAIN_CARD.classes);
    expect(getState().session.ownNetworks).toMatchObject([{ modelId: ID, card: PLAIN_CARD }]);
    expect(knownNetworks()).toMatchObject([{ modelId: ID }]); // for engines beside the page's
    expect(notices().at(-1)).toContain(
      'mine: 6 scores from 2 classes. Mean and standard deviation',
    );
  });

  it('is told with the classes that scores are about: channels of void are none', async () => {
    card = { ...PLAIN_CARD, classes: namedClasses(['road', 'sky', 'void']), leftOut: [2] };
    await openNetworks([FILES]);
    expect(notices().at(-1)).toContain('mine: 6 scores from 2 classes.');
  });

  it('that cannot be used says why, and leaves everything as it was', async () => {
    refuse = new AnomalensError('network-unreadable', 'It is a web page.');
    const before = activeMethod(getState()).id;
    await openNetworks([FILES]);
    expect(notices().at(-1)).toBe('net.onnx: It is a web page.');
    expect(activeMethod(getState()).id).toBe(before);
    expect(getState().session.ownNetworks).toEqual([]);
  });
});

describe('networks that are opened together', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `${i}`.repeat(8));
  const openTogether = (count: number) =>
    openNetworks(names(count).map((name) => ({ network: file(name), beside: [] })));
  const shown = () => visiblePanes(getState().view).map(({ methodId }) => modelOf(methodId));
  const opened = () => getState().session.ownNetworks.map(({ modelId }) => modelId);
  afterEach(async () => {
    for (const modelId of opened()) await closeNetwork(modelId);
  });

  it('stand side by side, each in a pane of its own', async () => {
    await openTogether(2);
    expect(getState().view.layout).toBe('two');
    expect(new Set(shown())).toEqual(new Set(opened()));
    expect(opened()).toHaveLength(2);
  });

  it('make room for a third and a fourth; a fifth takes the active pane', async () => {
    await openTogether(3);
    expect(getState().view.layout).toBe('four');
    expect(shown().slice(0, 3)).toEqual(opened());
    await openTogether(5);
    const [first, second, third, , fifth] = opened();
    expect(shown()).toEqual([first, second, third, fifth]);
  });
});

it('a network whose opening is cancelled is not there, and nothing is said', async () => {
  refuse = new AnomalensError('cancelled', 'Cancelled.');
  await openNetworks([FILES]);
  expect(notices()).toEqual([]);
  expect(getState().session).toMatchObject({ ownNetworks: [], activity: null });
});

describe('a network that takes long or much', () => {
  const heavy = {
    bytes: 3e8,
    size: { width: 1024, height: 512 },
    memory: 2e9,
    seconds: 40,
    role: 'classes' as const,
  };

  it('is asked about before anything of it is loaded, and opened by a click', async () => {
    plan = heavy;
    await openNetworks([FILES]);
    expect(asked).toEqual([]);
    expect(getState().session.activity).toBeNull();
    const [notice] = getState().notices.list;
    expect(notice).toMatchObject({
      text: 'net.onnx will take about 40 s for a picture at 1024 x 512, and 2.0 GB of memory.',
      action: { label: 'Open it' },
    });
    runNoticeAction(notice!);
    await vi.waitFor(() => expect(getState().session.ownNetworks).toHaveLength(1));
  });

  it('keeps none of the others waiting', async () => {
    plan = heavy;
    await openNetworks([FILES, { network: file('00000000'), beside: [] }]);
    expect(asked.map(({ network }) => network.path)).toEqual(['00000000']);
    await closeNetwork('own-00000000');
  });
});

describe('another card', () => {
  const withScores = () =>
    patchResults({
      byPicture: {
        a: {
          revision: 1,
          scores: { [`${ID}-entropy`]: {} as never, entropy: {} as never },
          imported: [],
          roadLikeness: {},
          errors: {},
        },
      },
    });

  it('opens the same files by it, and drops the scores of the former one', async () => {
    await openNetworks([FILES]);
    withScores();
    await changeCard(ID, { ...PLAIN_CARD, input: { ...PLAIN_CARD.input, colour: 'bgr' } });
    expect(asked[1]).toMatchObject({
      network: { path: 'net.onnx' },
      card: { input: { colour: 'bgr' } },
    });
    expect(asked[1]!.pictures).toEqual([]);
    expect(Object.keys(getState().results.byPicture.a!.scores)).toEqual(['entropy']);
    expect(getState().session.ownNetworks).toMatchObject([
      { card: { input: { colour: 'bgr' } }, isOpening: false, error: null },
    ]);
  });

  it('that does not do leaves the former one, with the reason', async () => {
    await openNetworks([FILES]);
    withScores();
    refuse = new AnomalensError('network-unsupported', 'There is no tensor.');
    await changeCard(ID, { ...PLAIN_CARD, title: 'other' });
    expect(getState().session.ownNetworks).toMatchObject([
      { card: { title: 'mine' }, isOpening: false, error: { message: 'There is no tensor.' } },
    ]);
    expect(Object.keys(getState().results.byPicture.a!.scores)).toHaveLength(2);
  });
});

it('a network that is removed takes its methods and thresholds along', async () => {
  await openNetworks([FILES]);
  startThresholds([
    {
      methodId: `${ID}-entropy`,
      histogram: { range: { min: 0, max: 1 }, counts: Uint32Array.of(99, 1) },
    } as never,
  ]);
  expect(getState().view.thresholds).toEqual({ [`${ID}-entropy`]: 0.5 });
  await closeNetwork(ID);
  expect(closed).toContain(ID);
  expect(findMethod(`${ID}-entropy`)).toBeNull();
  expect(getState().view.thresholds).toEqual({});
  expect(getState().session.ownNetworks).toEqual([]);
  expect(knownNetworks()).toEqual([]);
  expect(activeMethod(getState()).method?.group).not.toBe('own-network');
});

describe('where the threshold of an unmeasured network begins', () => {
  const summary = (methodId: string) =>
    ({
      methodId,
      histogram: { range: { min: 0, max: 1 }, counts: Uint32Array.of(99, 1) },
    }) as never;

  it('is above 99 % of its first picture, and stays there', () => {
    startThresholds([summary(`${ID}-msp`)]);
    startThresholds([
      {
        methodId: `${ID}-msp`,
        histogram: { range: { min: 4, max: 5 }, counts: Uint32Array.of(1, 1) },
      } as never,
    ]);
    expect(getState().view.thresholds).toEqual({ [`${ID}-msp`]: 0.5 });
  });

  it('is not touched of the page’s own', () => {
    startThresholds([summary('msp'), summary('imported:ours')]);
    expect(getState().view.thresholds).toEqual({});
  });
});
