import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Wanted } from '#src/session/follow';
import { asked, beginAnew, cleanUp, start, stop, want } from '#src/session/testing/following';
import { settle } from '#src/session/testing/settle';
import { patchView } from '#src/store/store';

beforeEach(beginAnew);

afterEach(cleanUp);

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
