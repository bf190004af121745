import { describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import { createDispatcher, type Handlers } from './dispatch';

function setUp(handlers: Partial<Handlers>) {
  const sent: WorkerMessage[] = [];
  const fatal = vi.fn();
  const show = vi.fn();
  const dispatch = createDispatcher({
    handlers: handlers as Handlers,
    post: (message) => sent.push(message),
    show,
    fatal,
  });
  const request = (id: number, name: string, version = PROTOCOL_VERSION) =>
    dispatch({ type: 'request', version, id, name, params: {} } as ClientMessage);
  return { sent, fatal, show, dispatch, request };
}

describe('dispatcher', () => {
  it('answers by id with a result or a typed error', async () => {
    const { sent, request } = setUp({
      ping: () => null,
      clearModelCache: () => Promise.reject(new AnomalensError('model-download', 'offline', true)),
      releasePicture: () => {
        throw new TypeError('a bug');
      },
    });
    request(1, 'clearModelCache');
    request(2, 'ping');
    request(3, 'releasePicture');
    await expect.poll(() => sent).toHaveLength(3);
    expect(sent).toContainEqual({ type: 'result', id: 2, result: null });
    expect(sent).toContainEqual({
      type: 'error',
      id: 1,
      error: { code: 'model-download', message: 'offline', retryable: true },
    });
    expect(sent).toContainEqual(
      expect.objectContaining({ id: 3, error: expect.objectContaining({ code: 'internal' }) }),
    );
  });

  it('aborts the signal of a cancelled request only', async () => {
    const signals: AbortSignal[] = [];
    const { dispatch, request } = setUp({
      analyze: (_params, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    request(1, 'analyze');
    request(2, 'analyze');
    dispatch({ type: 'cancel', id: 2 });
    dispatch({ type: 'cancel', id: 77 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  });

  it('refuses another protocol version', async () => {
    const { sent, request } = setUp({ ping: () => null });
    request(1, 'ping', PROTOCOL_VERSION + 1);
    await expect
      .poll(() => sent[0])
      .toMatchObject({ type: 'error', error: { code: 'engine-start' } });
  });

  it('asks for a new worker after an error that only that can mend', async () => {
    const { fatal, request } = setUp({
      ping: () => Promise.reject(new AnomalensError('engine-crashed', 'broken', true)),
    });
    request(1, 'ping');
    await expect.poll(() => fatal.mock.calls.length).toBe(1);
  });

  it('transfers score maps and copies everything else', async () => {
    const transferred: Transferable[][] = [];
    const map = new Float32Array(2);
    const handlers = {
      evaluateImage: () => ({ scores: [map], methods: [{ bootstrap: new Uint8Array(1) }] }),
      ping: () => null,
    };
    const post = (_message: WorkerMessage, transfer: Transferable[]) => transferred.push(transfer);
    const dispatch = createDispatcher({
      handlers: handlers as unknown as Handlers,
      post,
      show: vi.fn(),
      fatal: vi.fn(),
    });
    for (const name of ['evaluateImage', 'ping'])
      dispatch({
        type: 'request',
        version: PROTOCOL_VERSION,
        id: 1,
        name,
        params: {},
      } as ClientMessage);
    await expect.poll(() => transferred).toEqual([[map.buffer], []]);
  });

  it('hands views on', () => {
    const { dispatch, show } = setUp({});
    dispatch({ type: 'view', view: { revision: 3 } } as ClientMessage);
    expect(show).toHaveBeenCalledWith({ revision: 3 });
  });
});
