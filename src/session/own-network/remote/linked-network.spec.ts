import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { runNoticeAction } from '#src/session/notices';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState } from '#src/store/store';
import { RemoteNetwork } from './download';
import { KeptNetworks } from './kept-networks';
import { offerLinkedNetwork } from './linked-network';
import { fakeCaches } from './testing/fake-caches';

const ADDRESS = 'https://files.example/net.onnx';
const BYTES = Uint8Array.from({ length: 1500 }, (_, i) => i % 200);

let engine: FakeEngine;
let kept: KeptNetworks;
let opened: string[];
let asked: number;
let fails: boolean;
let announced: number;
beforeEach(() => {
  opened = [];
  asked = 0;
  fails = false;
  announced = BYTES.length;
  kept = new KeptNetworks(fakeCaches());
  engine = openPictures(['a'], {
    openNetwork: ({ network }) => {
      opened.push(network.path);
      throw new AnomalensError('network-unsupported', 'Enough is known.');
    },
  });
});
afterEach(() => engine.dispose());

const offer = (address: string) =>
  offerLinkedNetwork(
    `?network=${encodeURIComponent(address)}`,
    kept,
    (url) =>
      new RemoteNetwork(url, async () => {
        asked += 1;
        if (fails) throw new TypeError('Failed to fetch');
        return new Response(BYTES, { headers: { 'content-length': String(announced) } });
      }),
  );
const last = () => getState().notices.list.at(-1)!;
const until = (text: string) => vi.waitFor(() => expect(last().text).toContain(text));

describe('a network that the address names', () => {
  it('is asked for after a click that shows its host, and loaded after one that shows its size', async () => {
    await offer(ADDRESS);
    expect(last()).toMatchObject({
      text: 'This link names the network net.onnx of files.example. Nothing has been asked of that host yet.',
      action: { label: 'Ask files.example' },
    });
    expect(asked).toBe(0);
    runNoticeAction(last());
    await until('files.example offers net.onnx with 1.5 kB.');
    expect(opened).toEqual([]);
    runNoticeAction(last());
    await until('Enough is known.');
    expect([opened, asked]).toEqual([['net.onnx'], 1]);
    expect(await kept.list()).toMatchObject([{ url: ADDRESS, bytes: 1500 }]);
  });

  it('that breaks off is gone on with by a click, and not kept', async () => {
    announced = 1_500_000;
    await offer(ADDRESS);
    runNoticeAction(last());
    await until('offers net.onnx with 1.5 MB.');
    expect(last().action?.label).toBe('Load 1.5 MB');
    runNoticeAction(last());
    await until('broke off');
    expect(last().action?.label).toBe('Try again');
    expect([opened, await kept.list()]).toEqual([[], []]);
  });

  it('is kept, and opened without asking anybody the next time', async () => {
    await kept.keep(new Blob([BYTES]), { name: 'net.onnx', url: ADDRESS });
    await offer(ADDRESS);
    expect([opened, asked]).toEqual([['net.onnx'], 0]);
  });

  it('says why its host cannot be asked', async () => {
    fails = true;
    await offer(ADDRESS);
    runNoticeAction(last());
    await until('files.example cannot be reached');
    expect(getState().session.activity).toBeNull();
  });
});

it.each(['http://files.example/net.onnx', 'net.onnx', 'file:///net.onnx'])(
  'an address that is none of a secure host is refused: %s',
  async (address) => {
    await offer(address);
    expect(last()).toMatchObject({ kind: 'error', action: null });
    expect(asked).toBe(0);
  },
);

it('nothing happens without one', async () => {
  await offerLinkedNetwork('?size=512', kept);
  expect(getState().notices.list).toEqual([]);
});
