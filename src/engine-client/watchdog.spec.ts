import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Transport } from './transport';
import { type Watch, watch } from './watchdog';

const TIMES = { silenceMs: 5_000, answerMs: 3_000, wakeMs: 1_000 };

/** A worker last heard at `lastHeard`, in milliseconds since the start of the test. */
function fakeTransport() {
  return {
    lastHeard: performance.now(),
    quietSince: performance.now(),
    crash: vi.fn(),
    request: vi.fn((_name: string, _params: object) => new Promise(() => undefined)),
  };
}

let transport: ReturnType<typeof fakeTransport>;
let waiting: boolean;
let watching: Watch;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  transport = fakeTransport();
  waiting = true;
  watching = watch(transport as unknown as Transport, () => waiting, TIMES);
});
afterEach(() => {
  watching.stop();
  vi.useRealTimers();
});

describe('the watchdog', () => {
  it('asks after more than the longest silence, not at it', async () => {
    await pass(5_000);
    expect(transport.request).not.toHaveBeenCalled();
    await pass(1_000);
    expect(transport.request.mock.calls).toEqual([['ping', {}]]);
  });

  it('asks nothing while nothing is awaited', async () => {
    waiting = false;
    await pass(60_000);
    expect(transport.request).not.toHaveBeenCalled();
  });

  it('asks nothing of a worker that was heard meanwhile', async () => {
    await pass(4_000);
    transport.lastHeard = transport.quietSince = performance.now();
    await pass(5_000);
    expect(transport.request).not.toHaveBeenCalled();
  });

  it('ends a worker that takes longer to answer than it may, once asked and not before', async () => {
    await pass(9_000);
    expect(transport.crash).not.toHaveBeenCalled();
    await pass(1_000);
    expect(transport.request).toHaveBeenCalledTimes(1);
    expect(transport.crash).toHaveBeenCalledTimes(1);
    expect(transport.crash.mock.calls[0]?.[0]).toMatchObject({
      code: 'engine-crashed',
      message: expect.stringMatching(/does not answer/),
      retryable: true,
    });
  });

  it('is content with any sign of life, and asks again after the next silence', async () => {
    await pass(6_000);
    transport.lastHeard = transport.quietSince = performance.now();
    await pass(6_000);
    expect(transport.crash).not.toHaveBeenCalled();
    await pass(1_000);
    expect(transport.request).toHaveBeenCalledTimes(2);
  });

  it('does nothing once stopped', async () => {
    watching.stop();
    await pass(60_000);
    expect(transport.request).not.toHaveBeenCalled();
  });

  it('asks an idle worker before it is given work, once, and waits less for it', async () => {
    waiting = false;
    await pass(60_000);
    watching.wake();
    watching.wake();
    expect(transport.request.mock.calls).toEqual([['ping', {}]]);
    await pass(1_000);
    expect(transport.crash).not.toHaveBeenCalled();
    await pass(1_000);
    expect(transport.crash).toHaveBeenCalledTimes(1);
  });

  it('is as patient as ever with a worker that has woken', async () => {
    watching.wake();
    transport.lastHeard = transport.quietSince = performance.now();
    await pass(9_000);
    expect(transport.crash).not.toHaveBeenCalled();
    await pass(1_000);
    expect(transport.crash).toHaveBeenCalledTimes(1);
  });

  it('leaves the end of a worker that was asked to whoever ended it', async () => {
    const unhandled = vi.fn();
    process.once('unhandledRejection', unhandled);
    transport.request.mockRejectedValue(new Error('ended meanwhile'));
    await pass(6_000);
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
