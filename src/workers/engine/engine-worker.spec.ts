import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '#src/protocol/messages';
import { createEngineHandlers } from '#src/workers/engine/handlers';

vi.mock(import('#src/workers/engine/handlers'), () => ({ createEngineHandlers: vi.fn() }));

const listeners: Record<string, (event: unknown) => void> = {};
const postMessage = vi.fn();
const show = vi.fn();
const handlers = { ping: vi.fn(() => null), analyze: vi.fn() };

const request = (name: string) => ({ type: 'request', version: PROTOCOL_VERSION, id: 7, name });
const send = (data: object) => listeners.message?.({ data });

beforeEach(async () => {
  vi.clearAllMocks();
  vi.resetModules();
  vi.mocked(createEngineHandlers).mockReturnValue({ handlers, show } as never);
  vi.stubGlobal('self', {
    postMessage,
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      listeners[name] = listener;
    },
  });
  await import('#src/workers/engine/engine.worker');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the worker', () => {
  it('says once that it is ready, and which protocol it speaks', () => {
    expect(postMessage.mock.calls).toEqual([[{ type: 'ready', version: PROTOCOL_VERSION }, []]]);
  });

  it('answers requests and shows views', async () => {
    send(request('ping'));
    await vi.waitFor(() =>
      expect(postMessage).toHaveBeenLastCalledWith({ type: 'result', id: 7, result: null }, []),
    );
    send({ type: 'view', view: { revision: 1 } });
    expect(show).toHaveBeenCalledWith({ revision: 1 });
  });

  it('tells notices', () => {
    const [[tellPage]] = vi.mocked(createEngineHandlers).mock.calls as [
      [(...notice: unknown[]) => void],
    ];
    tellPage('drawn', { revision: 3 });
    expect(postMessage).toHaveBeenLastCalledWith(
      { type: 'notice', name: 'drawn', payload: { revision: 3 } },
      [],
    );
  });

  it('ends with a rejection that nobody handles', () => {
    const reason = new Error('nobody waited');
    expect(() => listeners.unhandledrejection?.({ reason })).toThrow(reason);
  });

  it('throws what only a new worker can mend where its page hears of it', async () => {
    vi.useFakeTimers();
    const { AnomalensError } = await import('#src/core/errors');
    const crash = new AnomalensError('engine-crashed', 'broken', true);
    handlers.analyze.mockRejectedValueOnce(crash);
    send(request('analyze'));
    await expect(vi.runAllTimersAsync()).rejects.toBe(crash);
  });
});
