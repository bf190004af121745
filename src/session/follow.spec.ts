import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type Following, follow, type Wanted } from '#src/session/follow';
import { settle } from '#src/session/testing/pictures-page';
import { initialState } from '#src/store/initial-state';
import { getState, patchSession, patchView, useStore } from '#src/store/store';

/** Follows the threshold of one method; what is known is kept here. */
const known = new Set<string>();
let asked: string[] = [];
let stop = () => {};
const reported = vi.fn();

function start(overrides: Partial<Following<Wanted>> = {}): void {
  stop = follow<Wanted>({
    wanted: ({ view }) => (view.minArea > 0 ? { key: String(view.minArea) } : null),
    known: ({ key }) => known.has(key),
    ask: async ({ key }) => {
      asked.push(key);
      known.add(key);
    },
    rest: 0,
    ...overrides,
  });
}

const want = (minArea: number) => patchView({ minArea });
const failure = async ({ key }: Wanted) => {
  asked.push(key);
  throw new AnomalensError('out-of-memory', 'It cannot.');
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', reported);
  reported.mockClear();
  useStore.setState(initialState(), true);
  known.clear();
  asked = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is wanted', () => {
  it('is asked for once', async () => {
    start();
    want(1);
    await settle();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('when following begins is asked for at once', async () => {
    want(1);
    start();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('and known is not asked for', async () => {
    known.add('1');
    start();
    want(1);
    await settle();
    expect(asked).toEqual([]);
  });

  it('is asked for when the change is complete, not in its middle', async () => {
    start();
    want(1);
    expect(asked).toEqual([]);
    want(2);
    await settle();
    expect(asked).toEqual(['2']);
  });

  it('again after it was forgotten is asked for again', async () => {
    start();
    want(1);
    await settle();
    known.clear();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1', '1']);
  });

  it('of an engine that will not come back is not asked for', async () => {
    patchSession({ engineState: 'failed' });
    start();
    want(1);
    await settle();
    expect(asked).toEqual([]);
  });

  it('after the end is not asked for', async () => {
    start();
    want(1);
    stop();
    want(2);
    await settle();
    expect(asked).toEqual([]);
  });
});

describe('one question at a time', () => {
  let answers: (() => void)[] = [];
  const slow = ({ key }: Wanted) =>
    new Promise<void>((resolve) => {
      asked.push(key);
      answers.push(() => {
        known.add(key);
        resolve();
      });
    });

  beforeEach(() => {
    answers = [];
  });

  it('is in flight, and of what is wanted meanwhile only the latest follows', async () => {
    start({ ask: slow });
    for (const minArea of [1, 2, 3]) {
      want(minArea);
      await settle();
    }
    expect(asked).toEqual(['1']);
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1', '3']);
  });

  it('drops what came meanwhile', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    known.add('2');
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('drops what is no longer wanted', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    want(0);
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });

  it('ends with the following', async () => {
    start({ ask: slow });
    want(1);
    await settle();
    want(2);
    await settle();
    stop();
    answers[0]?.();
    await settle();
    expect(asked).toEqual(['1']);
  });
});

describe('what has failed', () => {
  it('is reported, and asked for again only after something else', async () => {
    start({ ask: failure });
    want(1);
    await settle();
    patchView({ outlines: false });
    await settle();
    expect(asked).toEqual(['1']);
    expect(reported).toHaveBeenCalledTimes(1);
    want(2);
    await settle();
    want(1);
    await settle();
    expect(asked).toEqual(['1', '2', '1']);
  });

  it('is asked for again after nothing was wanted', async () => {
    start({ ask: failure });
    for (const minArea of [1, 0, 1]) {
      want(minArea);
      await settle();
    }
    expect(asked).toEqual(['1', '1']);
  });

  it('is asked for again of a new worker', async () => {
    start({ ask: failure });
    want(1);
    await settle();
    patchSession({ generation: getState().session.generation + 1 });
    await settle();
    expect(asked).toEqual(['1', '1']);
  });

  it('is not reported when it was cancelled', async () => {
    start({ ask: () => Promise.reject(new AnomalensError('cancelled', '', true)) });
    want(1);
    await settle();
    expect(reported).not.toHaveBeenCalled();
  });
});

describe('the rest before a question', () => {
  it('begins anew whenever something else is wanted', async () => {
    start({ rest: 300 });
    want(1);
    await vi.advanceTimersByTimeAsync(299);
    want(2);
    await vi.advanceTimersByTimeAsync(299);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['2']);
  });

  it('is not prolonged by other changes', async () => {
    start({ rest: 300 });
    want(1);
    await vi.advanceTimersByTimeAsync(299);
    patchView({ outlines: false });
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['1']);
  });

  it('ends without a question when nothing is wanted any more, or following has ended', async () => {
    start({ rest: 300 });
    want(1);
    want(0);
    await vi.advanceTimersByTimeAsync(300);
    want(2);
    stop();
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may depend on what was wanted before', async () => {
    const rest = vi.fn((_wanted: Wanted, before: Wanted | null) => (before ? 100 : 0));
    start({ rest });
    want(1);
    await settle();
    expect(asked).toEqual(['1']);
    want(0);
    want(2);
    expect(rest.mock.calls).toEqual([
      [{ key: '1' }, null],
      [{ key: '2' }, { key: '1' }],
    ]);
    await vi.advanceTimersByTimeAsync(99);
    expect(asked).toEqual(['1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['1', '2']);
  });
});

describe('at animation frames', () => {
  let frames: (() => void)[] = [];
  const drawFrame = async () => {
    const [due, ...later] = frames;
    frames = later;
    due?.();
    await settle();
  };

  beforeEach(() => {
    frames = [];
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  });

  it('the latest is asked for, once per frame', async () => {
    start({ rest: 'frame' });
    for (const minArea of [1, 2, 3]) want(minArea);
    expect(frames).toHaveLength(1);
    expect(asked).toEqual([]);
    await drawFrame();
    expect(asked).toEqual(['3']);
    want(4);
    expect(frames).toHaveLength(1);
    await drawFrame();
    expect(asked).toEqual(['3', '4']);
  });

  it('nothing is asked for after the end', async () => {
    start({ rest: 'frame' });
    want(1);
    stop();
    await drawFrame();
    expect(asked).toEqual([]);
  });
});
