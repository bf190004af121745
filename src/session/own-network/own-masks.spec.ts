import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeMasks } from '#src/actions/own-network/close-masks';
import { openNetworks } from '#src/actions/own-network/open-networks';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { knownMasks } from '#src/session/own-network/own-masks';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState, patchResults } from '#src/store/store';

const file = (name: string) => ({ path: name, file: new File(['bytes'], name) });
const notices = () => getState().notices.list.map(({ text }) => text);
let engine: FakeEngine;
afterEach(() => engine.dispose());

describe('the two halves of a segmenter', () => {
  const roles = { 'sam_e.onnx': 'encoder', 'sam_d.onnx': 'decoder' } as const;
  const half = (name: keyof typeof roles) => ({ network: file(name), beside: [] });
  let sent: unknown[];
  beforeEach(() => {
    sent = [];
    engine = openPictures(['a'], {
      inspectNetwork: ({ network }) => ({
        bytes: 1,
        size: { width: 64, height: 32 },
        memory: 1e6,
        seconds: 0.1,
        role: roles[network.path as keyof typeof roles],
      }),
      openMasks: (params) => {
        sent.push(params);
        return { told: 'It takes boxes.', known: { title: 'sam' } as never };
      },
      closeMasks: () => {
        sent.push(null);
        return null;
      },
    });
  });

  it('draw the masks of prompts until they are removed; what was drawn before goes', async () => {
    patchResults({
      byPicture: {
        a: {
          revision: 1,
          scores: { s2m: {} as never, entropy: {} as never },
          imported: [],
          roadLikeness: {},
          errors: {},
        },
      },
    });
    await openNetworks([half('sam_d.onnx'), half('sam_e.onnx')]);
    expect(sent).toMatchObject([
      { encoder: { path: 'sam_e.onnx' }, decoder: { path: 'sam_d.onnx' } },
    ]);
    expect(getState().session.ownMasks).toEqual({ title: 'sam', told: 'It takes boxes.' });
    expect(Object.keys(getState().results.byPicture.a!.scores)).toEqual(['entropy']);
    expect(knownMasks()).toEqual({ title: 'sam' }); // for engines beside the page's
    await closeMasks();
    expect(knownMasks()).toBeNull();
    expect(sent).toHaveLength(2);
    expect(getState().session.ownMasks).toBeNull();
  });

  it.each(['sam_d.onnx', 'sam_e.onnx'] as const)('say what is missing: %s', async (name) => {
    await openNetworks([half(name)]);
    expect(sent).toEqual([]);
    expect(notices().at(-1)).toMatch(/Open it together with/);
  });
});
