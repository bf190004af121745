import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => vi.stubGlobal('location', { search: '', hash: '' }));

import { closeNetwork } from '#src/actions/own-network/close-network';
import { openNetworks } from '#src/actions/own-network/open-networks';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import { runNoticeAction } from '#src/session/notices';
import { askForNetworks } from '#src/session/own-network/ask-for-networks';
import { takeLinkedView } from '#src/session/own-network/awaited-networks';
import type { KeptNetworks } from '#src/session/own-network/remote/kept-networks';
import { INSPECTED } from '#src/session/own-network/testing/inspected';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { formatHash, parseHash } from '#src/store/address/url-state';
import { initialView } from '#src/store/initial-state';
import { getState, patchSession, patchView } from '#src/store/store';

const ID = 'own-0123abcd';
const METHOD = `${ID}-energy`;
const FILE = new File(['bytes'], 'net.onnx');
const FILES = { network: { path: 'net.onnx', file: FILE }, beside: [] };
const notices = () => getState().notices.list.map(({ text }) => text);

function openPage(): void {
  openPictures(['a'], {
    inspectNetwork: () => INSPECTED,
    openNetwork: () => {
      const { title, classes } = PLAIN_CARD;
      const info = { id: ID, kind: 'own' as const, title, classes, sha256: '0'.repeat(64) };
      const known = { modelId: ID, info } as never;
      return {
        modelId: ID,
        card: PLAIN_CARD,
        because: {},
        unclear: [],
        vote: null,
        fit: null,
        known,
      };
    },
    closeNetwork: () => null,
  });
}

/** A link to a pane of the network beside one of the page. */
async function madeLink(): Promise<string> {
  openPage();
  await openNetworks([FILES]);
  const panes = initialView().panes.map((pane, index) =>
    index === 1 ? { ...pane, methodId: METHOD, layer: 'heat' as const } : pane,
  );
  patchView({ layout: 'two', panes, thresholds: { [METHOD]: 0.75, entropy: 0.5 } });
  const link = formatHash(getState());
  await closeNetwork(ID);
  openPage();
  return link;
}

let link: string;
beforeEach(async () => {
  link = await madeLink();
});
afterEach(() => closeNetwork(ID));

describe('a link that was made with a network of a person', () => {
  it('names it by hash and title, and is no damaged one', () => {
    const parsed = parseHash(link);
    expect(parsed.damaged).toBe(false);
    expect(parsed.networks).toEqual([{ modelId: ID, title: 'mine' }]);
    expect(parsed.view.panes?.[1]?.methodId).toBe(METHOD);
  });

  it('shows what there is, and waits for the network', () => {
    takeLinkedView(parseHash(link));
    const { view, session } = getState();
    expect(view.layout).toBe('two');
    expect(view.panes[1]).toMatchObject({
      methodId: initialView().panes[1]?.methodId,
      layer: 'mask',
    });
    expect(view.thresholds).toEqual({ entropy: 0.5 });
    expect(session.awaitedNetworks).toMatchObject([{ modelId: ID, title: 'mine' }]);
  });

  it('is the same link again while it waits', () => {
    takeLinkedView(parseHash(link));
    expect(parseHash(formatHash(getState()))).toEqual(parseHash(link));
  });

  it('shows the network as it was when it is opened', async () => {
    takeLinkedView(parseHash(link));
    await openNetworks([FILES]);
    const { view, session } = getState();
    expect(view.panes[1]).toMatchObject({ methodId: METHOD, layer: 'heat' });
    expect(view.panes[0]?.methodId).toBe(initialView().panes[0]?.methodId);
    expect(view.thresholds).toEqual({ entropy: 0.5, [METHOD]: 0.75 });
    expect(session.awaitedNetworks).toEqual([]);
  });

  it('waits for nothing where the network is open', async () => {
    await openNetworks([FILES]);
    takeLinkedView(parseHash(link));
    expect(getState().view.panes[1]?.methodId).toBe(METHOD);
    expect(getState().session.awaitedNetworks).toEqual([]);
  });

  it.each(['made-with=own-0123-mine', 'made-with=own-0123abcd-', 'panes=[]'])(
    'is damaged where it names none: %s',
    (text) => expect(parseHash(text).damaged).toBe(true),
  );
});

describe('a person', () => {
  const keeping = (...hashes: string[]) =>
    ({
      list: async () =>
        hashes.map((sha256) => ({
          sha256,
          name: 'net.onnx',
          url: `https://x/${sha256}`,
          bytes: 5,
        })),
      fileOf: async () => FILE,
    }) as unknown as KeptNetworks;

  it('is asked for the file, once', async () => {
    const stop = askForNetworks(keeping('ffff'));
    takeLinkedView(parseHash(link));
    await settle();
    patchSession({ awaitedNetworks: [...getState().session.awaitedNetworks] });
    await settle();
    expect(notices()).toEqual([
      'This view was made with the network mine. Drop its file here: it is known by what it holds.',
    ]);
    stop();
  });

  it('opens one that the browser keeps with a click', async () => {
    takeLinkedView(parseHash(link));
    const stop = askForNetworks(keeping('0123abcd'.padEnd(64, '0')));
    await settle();
    const notice = getState().notices.list.at(-1)!;
    expect(notice.text).toContain('This browser keeps it.');
    runNoticeAction(notice);
    await settle();
    expect(getState().view.panes[1]?.methodId).toBe(METHOD);
    stop();
  });
});
