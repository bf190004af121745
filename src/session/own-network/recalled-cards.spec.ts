import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeCard } from '#src/actions/own-network/change-card';
import { closeNetwork } from '#src/actions/own-network/close-network';
import { forgetCard } from '#src/actions/own-network/forget-card';
import { openNetworks } from '#src/actions/own-network/open-networks';
import { AnomalensError } from '#src/core/errors';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import type { OpenNetworkRequest } from '#src/protocol/own-network';
import { INSPECTED } from '#src/session/own-network/testing/inspected';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState } from '#src/store/store';

const ID = 'own-0123abcd';
const NETWORK = { path: 'net.onnx', file: new File(['bytes'], 'net.onnx') };
const FILES = { network: NETWORK, beside: [] };
const SHA256 = createHash('sha256').update('bytes').digest('hex');

let asked: OpenNetworkRequest[];
let refuse: AnomalensError | null;

beforeEach(() => {
  asked = [];
  refuse = null;
  openPictures(['a'], {
    inspectNetwork: () => INSPECTED,
    openNetwork: (request) => {
      asked.push(request);
      if (refuse) throw refuse;
      const card = request.card ?? PLAIN_CARD;
      const { title, classes } = card;
      const info = { id: ID, kind: 'own' as const, title, classes, sha256: SHA256 };
      const known = { modelId: ID, info } as never;
      return { modelId: ID, card, because: {}, unclear: [], vote: null, fit: null, known };
    },
    closeNetwork: () => null,
  });
});
afterEach(() => closeNetwork(ID));

describe('what a person has said of a file', () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const bgr = { ...PLAIN_CARD, input: { ...PLAIN_CARD.input, colour: 'bgr' as const } };
  const isRecalled = () => getState().session.ownNetworks[0]?.isRecalled;

  it('holds when it is opened again, and is told', async () => {
    await openNetworks([FILES]);
    expect(isRecalled()).toBe(false);
    await changeCard(ID, bgr);
    expect(isRecalled()).toBe(false); // just said
    await closeNetwork(ID);
    await openNetworks([{ ...FILES, network: NETWORK }]);
    expect(asked.at(-1)?.card).toEqual(bgr);
    expect(asked.at(-1)?.pictures).toEqual([]);
    expect(isRecalled()).toBe(true);
  });

  it('is forgotten when its file is asked instead', async () => {
    await openNetworks([FILES]);
    await changeCard(ID, bgr);
    await closeNetwork(ID);
    await openNetworks([FILES]);
    await forgetCard(ID);
    expect(asked.at(-1)?.card).toBeNull();
    expect(isRecalled()).toBe(false);
    await closeNetwork(ID);
    await openNetworks([FILES]);
    expect(asked.at(-1)?.card).toBeNull();
  });

  it('is not kept where it did not do', async () => {
    await openNetworks([FILES]);
    refuse = new AnomalensError('network-unsupported', 'There is no tensor.');
    await changeCard(ID, bgr);
    refuse = null;
    await closeNetwork(ID);
    await openNetworks([FILES]);
    expect(asked.at(-1)?.card).toBeNull();
  });
});
