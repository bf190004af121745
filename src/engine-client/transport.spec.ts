import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import type { ViewState } from '#src/protocol/view';
import { Transport, type WorkerLike } from './transport';

function fakeWorker() {
  return {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: vi.fn<(message: unknown, transfer: Transferable[]) => void>(),
    terminate: vi.fn(),
  } satisfies WorkerLike as WorkerLike & { postMessage: ReturnType<typeof vi.fn> };
}

let worker: ReturnType<typeof fakeWorker>;
let transport: Transport;
const events = { ready: vi.fn(), notice: vi.fn(), wake: vi.fn(), crashed: vi.fn() };
const receive = (message: WorkerMessage) => worker.onmessage?.({ data: message } as MessageEvent);
const release = (options?: { signal?: AbortSignal; transfer?: Transferable[] }) =>
  transport.request('releasePicture', { pictureId: 'a' }, options);
const failure = new AnomalensError('engine-crashed', 'gone', true);

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  worker = fakeWorker();
  transport = new Transport(worker, events);
});
afterEach(() => vi.useRealTimers());

describe('a request', () => {
  it('is sent with version, name, parameters, what it transfers and a number of its own', () => {
    const { buffer } = new Uint8Array(1);
    void release({ transfer: [buffer] });
    void release();
    const message = (id: number) => ({
      type: 'request',
      version: PROTOCOL_VERSION,
      id,
      name: 'releasePicture',
      params: { pictureId: 'a' },
    });
    expect(worker.postMessage.mock.calls).toEqual([
      [message(1), [buffer]],
      [message(2), []],
    ]);
    expect(transport.openRequests).toBe(2);
  });

  it('is open until it is answered', async () => {
    const answer = release();
    receive({ type: 'result', id: 1, result: null });
    await expect(answer).resolves.toBeNull();
    expect(transport.openRequests).toBe(0);
  });

  it('may be silent for as long as the worker says that a step takes, unless nobody waits for it', () => {
    const cancelling = new AbortController();
    release({ signal: cancelling.signal }).catch(() => undefined);
    const step = { type: 'notice', name: 'longStep', payload: { milliseconds: 60_000 } } as const;
    receive(step);
    const now = performance.now();
    expect(transport.quietSince).toBe(now + 60_000);
    expect(events.notice).not.toHaveBeenCalled();
    cancelling.abort();
    expect(transport.quietSince).toBe(now);
  });

  it('begins the silence that the watchdog measures, unless others are open', () => {
    vi.advanceTimersByTime(500);
    void release();
    const begin = performance.now();
    expect(transport.quietSince).toBe(begin);
    vi.advanceTimersByTime(500);
    void release();
    expect(transport.quietSince).toBe(begin);
    vi.advanceTimersByTime(500);
    receive({ type: 'result', id: 1, result: null });
    expect(transport.quietSince).toBe(begin + 1000);
  });

  it('that is aborted before it is sent never leaves', async () => {
    await expect(release({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
      message: 'Cancelled.',
      retryable: true,
    });
    expect(worker.postMessage).not.toHaveBeenCalled();
  });

  it('that is aborted after its answer tells the worker nothing', async () => {
    const controller = new AbortController();
    const answer = release({ signal: controller.signal });
    receive({ type: 'result', id: 1, result: null });
    await answer;
    controller.abort();
    expect(worker.postMessage).toHaveBeenCalledTimes(1);
  });

  it('that cannot be sent is not open any more', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    worker.postMessage.mockImplementation(() => {
      throw new Error('DataCloneError');
    });
    await expect(release()).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/"releasePicture" could not be sent/),
    });
    expect(transport.openRequests).toBe(0);
  });
});

describe('messages', () => {
  it('of readiness and notices are passed on', () => {
    receive({ type: 'ready', version: PROTOCOL_VERSION });
    expect(events.ready).toHaveBeenCalledTimes(1);
    const notice = {
      type: 'notice',
      name: 'warning',
      payload: failure,
    } as unknown as WorkerMessage;
    receive(notice);
    expect(events.notice.mock.calls).toEqual([[notice]]);
  });

  it('of a worker of another version end it, for good', () => {
    receive({ type: 'ready', version: PROTOCOL_VERSION + 1 });
    expect(events.ready).not.toHaveBeenCalled();
    expect(events.crashed.mock.calls[0]?.[0]).toMatchObject({
      code: 'engine-start',
      message: expect.stringMatching(/Reload the page/),
      retryable: false,
    });
  });
});

describe('a worker that has been idle', () => {
  const speak = () => receive({ type: 'ready', version: PROTOCOL_VERSION });
  const view = { revision: 1 } as ViewState;

  it.each([
    ['a request', () => void release()],
    ['a view', () => transport.sendView(view)],
  ])('is woken before %s is sent', (_, send) => {
    speak();
    vi.advanceTimersByTime(501);
    events.wake.mockImplementation(() => expect(worker.postMessage).not.toHaveBeenCalled());
    send();
    expect(events.wake).toHaveBeenCalledTimes(1);
    expect(worker.postMessage).toHaveBeenCalledTimes(1);
  });

  it('is not woken while it works, or before its script has run', () => {
    vi.advanceTimersByTime(501);
    void release();
    speak();
    vi.advanceTimersByTime(501);
    void release(); // the first is still open
    receive({ type: 'result', id: 1, result: null });
    receive({ type: 'result', id: 2, result: null });
    vi.advanceTimersByTime(500);
    void release();
    receive({ type: 'result', id: 3, result: null });
    vi.advanceTimersByTime(1);
    transport.sendView(view);
    vi.advanceTimersByTime(501);
    void release(); // it may still be drawing
    expect(events.wake).not.toHaveBeenCalled();
  });
});

describe('the end', () => {
  it('comes in its own words with a script that does not arrive', () => {
    worker.onerror?.({} as ErrorEvent);
    expect(events.crashed).toHaveBeenCalledWith(
      expect.objectContaining({
        code: 'runtime-download',
        message:
          'The program of the engine could not be downloaded: the server does not have it or does not answer.',
        retryable: true,
      }),
    );
  });

  it('of a script that does not arrive names a missing connection', () => {
    vi.stubGlobal('navigator', { onLine: false });
    worker.onerror?.({} as ErrorEvent);
    vi.unstubAllGlobals();
    expect(events.crashed.mock.calls[0]?.[0]).toMatchObject({
      message: expect.stringContaining('there is no network connection'),
    });
  });

  it.each<[string, () => void, RegExp]>([
    ['an error', () => worker.onerror?.({ message: 'boom' } as ErrorEvent), /stopped: boom/],
    [
      'a nameless error',
      () => {
        receive({ type: 'ready', version: PROTOCOL_VERSION });
        worker.onerror?.({} as ErrorEvent);
      },
      /stopped: unknown reason/,
    ],
    [
      'an unreadable message',
      () => worker.onmessageerror?.({} as MessageEvent),
      /message that cannot be read/,
    ],
  ])('comes with %s, and may pass', (_, happen, message) => {
    happen();
    expect(events.crashed.mock.calls).toEqual([
      [
        expect.objectContaining({
          code: 'engine-crashed',
          message: expect.stringMatching(message),
          retryable: true,
        }),
      ],
    ]);
    expect(worker.terminate).toHaveBeenCalledTimes(1);
  });

  it('rejects what is open and what comes later, and lets nothing through', async () => {
    const open = release();
    transport.crash(failure);
    await expect(open).rejects.toBe(failure);
    await expect(release()).rejects.toBe(failure);
    transport.sendView({} as ViewState);
    expect(worker.postMessage).toHaveBeenCalledTimes(1);
    expect([worker.onmessage, worker.onerror, worker.onmessageerror]).toEqual([null, null, null]);
  });

  it('is reported once; closing it is not reported at all', () => {
    expect(transport.close(failure)).toBe(true);
    expect(transport.close(failure)).toBe(false);
    transport.crash(failure);
    expect(events.crashed).not.toHaveBeenCalled();
    expect(worker.terminate).toHaveBeenCalledTimes(1);
  });

  it('does not keep a view from being sent before it', () => {
    const view = { revision: 3 } as ViewState;
    transport.sendView(view);
    expect(worker.postMessage.mock.calls).toEqual([[{ type: 'view', view }, []]]);
  });
});
