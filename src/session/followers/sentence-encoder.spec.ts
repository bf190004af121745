import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { switchEncoder } from '#src/actions/words/switch-encoder';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { serialiseError } from '#src/protocol/errors';
import type { ModelSummary } from '#src/protocol/models';
import { followSentenceEncoder } from '#src/session/followers/sentence-encoder';
import { settleModel } from '#src/session/model-loads';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { getState, patchSession, patchView } from '#src/store/store';

const MODEL = { id: 'sentences', kind: 'sentence-encoder', bytes: 9, needs: [] };
const GONE = serialiseError(new AnomalensError('model-download', 'It is gone.', true));
const isOn = () => getState().view.encoder;
const loads = () => asked(engine, 'prepareModel').map(({ modelId }) => modelId);
const fail = () => settleModel({ modelId: 'sentences', info: null, error: GONE });

let engine: FakeEngine;
let isThere: boolean;
let stop: () => void;

beforeEach(() => {
  isThere = true;
  engine = openPictures(['a'], {
    prepareModel: ({ modelId }) => {
      if (isThere) return { id: modelId, kind: 'sentence-encoder' } as never;
      fail();
      throw new AnomalensError('model-download', 'It is gone.', true);
    },
  });
  patchSession({ catalogue: [MODEL as unknown as ModelSummary] });
  stop = followSentenceEncoder();
});
afterEach(() => stop());

describe('the sentence encoder', () => {
  it('is loaded when a person switches it on, and is on once it is there', async () => {
    expect(loads()).toEqual([]);
    const switched = switchEncoder(true);
    expect(isOn()).toBe(false);
    await switched;
    expect([isOn(), loads()]).toEqual([true, ['sentences']]);
    await switchEncoder(false);
    expect(isOn()).toBe(false);
  });

  it('that cannot be had stays off, with the reason, and may be tried again', async () => {
    isThere = false;
    await switchEncoder(true);
    expect(isOn()).toBe(false);
    expect(getState().session.models.sentences).toEqual({ state: 'failed', error: GONE });
    isThere = true;
    await switchEncoder(true);
    expect(isOn()).toBe(true);
  });

  it('that was on in an earlier visit is switched off where it is missing now', () => {
    patchSession({ catalogue: [] });
    patchView({ encoder: true });
    expect(isOn()).toBe(true); // nothing is known yet of what the page has
    fail();
    patchSession({ catalogue: [MODEL as unknown as ModelSummary] });
    expect(isOn()).toBe(false);
    patchSession({ models: {} });
    patchView({ encoder: true });
    expect(isOn()).toBe(true);
    patchSession({ catalogue: [{ ...MODEL, kind: 'similarity' } as unknown as ModelSummary] });
    expect(isOn()).toBe(false);
  });

  it('is none of a page without one', async () => {
    patchSession({ catalogue: [] });
    await switchEncoder(true);
    expect([isOn(), loads()]).toEqual([false, []]);
  });
});
