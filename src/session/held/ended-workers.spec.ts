import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { EngineInfo } from '#src/protocol/engine';
import { ask, holdPicture } from '#src/session/held-pictures';
import { asked, CRASH, openPictures, restart } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { patchSession } from '#src/store/store';
import { forgetEnded } from './ended-workers';

const INFO = {
  width: 1,
  height: 1,
  original: { width: 1, height: 1 },
  format: 'PNG',
  notices: [],
  thumbnail: new Blob([]),
};
const LABEL = {
  width: 1,
  height: 1,
  values: { ids: null, colours: null, alpha: null, names: {} },
};
const statuses = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);
const opened = () => asked(engine, 'loadPicture').map(({ pictureId }) => pictureId);

let engine: FakeEngine;
let ofWorker: ((error: Error) => void)[];

/** Answers after a while, unless the worker ends before, with all that it was asked. */
function answer<T>(result: T, after = 20): Promise<T> {
  return new Promise((resolve, reject) => {
    ofWorker.push(reject);
    void turns(after).then(() => resolve(result));
  });
}

/** Ends the worker soon. */
function crash(): Promise<never> {
  const rejected = answer<never>(undefined as never);
  void turns(8).then(() => {
    for (const reject of ofWorker) reject(CRASH);
    ofWorker = [];
  });
  return rejected;
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

/** A new worker after each that ended. */
async function restarts(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await settle();
    await restart(engine);
  }
  await settle();
}

beforeEach(() => {
  ofWorker = [];
  engine = openPictures(['a', 'b', 'c'], {
    loadPicture: ({ pictureId }) => (pictureId === 'a' ? crash() : answer({ pictureId, ...INFO })),
  });
});

describe('a picture that two workers ended with', () => {
  const open = async () => {
    const opening = holdPicture('a').catch((error: unknown) => error);
    await restarts(1);
    return opening;
  };

  it('says so, and is not sent to a third', async () => {
    const refusal = { code: 'picture-unreadable', retryable: false };
    expect(await open()).toMatchObject({ ...refusal, message: expect.stringMatching(/twice/) });
    await restarts(1);
    await expect(holdPicture('a')).rejects.toMatchObject(refusal);
    expect(opened()).toEqual(['a', 'a']);
    await expect(holdPicture('b')).resolves.toBeUndefined();
  });

  it('is sent again once that is forgotten, and to another engine', async () => {
    await open();
    forgetEnded();
    await open();
    expect(opened()).toEqual(['a', 'a', 'a', 'a']);
    engine = openPictures(['a']);
    await expect(holdPicture('a')).resolves.toBeUndefined();
  });

  it('is alone to blame: what was asked beside it is answered', async () => {
    const all = Promise.allSettled(['b', 'a', 'c'].map((id) => holdPicture(id)));
    await restarts(3);
    expect(statuses(await all)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(opened().filter((id) => id === 'a')).toHaveLength(2);
  });
});

it('a label that is looked into while an analysis ends two workers is not to blame', async () => {
  engine = openPictures(['b'], {
    loadPicture: ({ pictureId }) => answer({ pictureId, ...INFO }),
    analyze: crash,
    inspectLabel: () => answer(LABEL, 90),
  });
  await holdPicture('b');
  const analysis = ask('analyze', { pictureId: 'b', settings: [] });
  const label = ask('inspectLabel', { blob: new Blob([]), name: 'b_label.png' });
  const all = Promise.allSettled([analysis, label]);
  await restarts(3);
  expect(statuses(await all)).toEqual(['rejected', 'fulfilled']);
  await expect(analysis).rejects.toMatchObject({ code: 'engine-ended' });
  const others = ask('analyze', {
    pictureId: 'b',
    settings: [{ methodId: 'msp', parameters: {}, blur: false }],
  });
  others.catch(() => undefined);
  await settle();
  expect(asked(engine, 'analyze')).toHaveLength(3);
});

it('a picture that was answered since is counted anew', async () => {
  let fails = true;
  engine = openPictures(['a'], {
    analyze: () => {
      fails = !fails;
      return fails ? answer({ pictureId: 'a', scores: [], times: {}, roadLikeness: {} }) : crash();
    },
  });
  for (let time = 0; time < 3; time++) {
    const analysis = ask('analyze', { pictureId: 'a', settings: [] });
    await restarts(1);
    await expect(analysis).resolves.toMatchObject({ pictureId: 'a' });
  }
});

describe('an analysis that two workers ended with', () => {
  const third = async (inference: 'webgpu' | 'wasm') => {
    engine = openPictures(['a'], { analyze: crash });
    const info = { inference, compute: 'cpu' } as EngineInfo;
    patchSession({ info });
    const first = ask('analyze', { pictureId: 'a', settings: [] }).catch((error) => error.code);
    await restarts(2);
    const again = ask('analyze', { pictureId: 'a', settings: [] }).catch((error) => error.code);
    await restarts(2);
    return { codes: [await first, await again], sent: asked(engine, 'analyze').length };
  };

  it('is refused on the processor', async () => {
    expect(await third('wasm')).toEqual({ codes: ['engine-ended', 'engine-ended'], sent: 2 });
  });

  it('goes on with WebGPU, until the engine gives that up', async () => {
    expect(await third('webgpu')).toEqual({ codes: ['engine-crashed', 'engine-crashed'], sent: 4 });
  });
});

it('a network is never refused: there may be a way without WebGPU', async () => {
  engine = openPictures([], { prepareModel: crash });
  for (let time = 1; time <= 2; time++) {
    const load = ask('prepareModel', { modelId: 'rpl' });
    load.catch(() => undefined);
    await restarts(2);
    await expect(load).rejects.toBe(CRASH);
  }
  expect(asked(engine, 'prepareModel')).toHaveLength(4);
});

it('what waits for a worker that never comes is not to blame', async () => {
  const load = holdPicture('b');
  load.catch(() => undefined);
  await turns(8);
  engine.emit('state', 'failed');
  for (let time = 0; time < 3; time++) {
    for (const reject of ofWorker) reject(CRASH);
    await expect(holdPicture('a')).rejects.toBe(CRASH);
  }
});

it('what waits for its turn can be given up', async () => {
  const controller = new AbortController();
  engine = openPictures(['a', 'b'], {
    analyze: () => (asked(engine, 'analyze').length < 3 ? crash() : new Promise(() => {})),
  });
  await Promise.all([holdPicture('a'), holdPicture('b')]);
  const first = ask('analyze', { pictureId: 'b', settings: [] });
  const second = ask('analyze', { pictureId: 'a', settings: [] }, { signal: controller.signal });
  first.catch(() => undefined);
  const outcome = second.catch((error: unknown) => error);
  await restarts(1);
  controller.abort();
  expect(await outcome).toMatchObject({ code: 'cancelled' });
});
