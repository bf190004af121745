import { describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import { createDispatcher, type Handlers, MovedResult } from './dispatch';

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
  it('answers by id with a result or a typed error, and leaves the trace of a bug', async () => {
    const bug = new TypeError('a bug');
    const write = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { sent, fatal, request } = setUp({
      ping: () => null,
      clearModelCache: () => Promise.reject(new AnomalensError('model-download', 'offline', true)),
      releasePicture: () => {
        throw bug;
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
      expect.objectContaining({
        id: 3,
        error: expect.objectContaining({ code: 'internal', retryable: false }),
      }),
    );
    expect(fatal).not.toHaveBeenCalled();
    expect(write.mock.calls).toEqual([[bug]]);
    write.mockRestore();
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
      .toMatchObject({
        type: 'error',
        error: {
          code: 'engine-start',
          message: 'The page and its engine are of different versions. Reload the page.',
        },
      });
  });

  it('asks for a new worker after an error that only that can mend', async () => {
    const crash = new AnomalensError('engine-crashed', 'broken', true);
    const { fatal, request } = setUp({ ping: () => Promise.reject(crash) });
    request(1, 'ping');
    await expect.poll(() => fatal.mock.calls).toEqual([[crash]]);
  });

  it('moves what the handler names and copies everything else', async () => {
    const posted: { message: WorkerMessage; transfer: Transferable[] }[] = [];
    const [moved, copied] = [new Float32Array(2), new Float32Array(3)];
    const answer = { scores: [moved], data: copied };
    const handlers = {
      evaluateImage: () => new MovedResult(answer, [moved.buffer]),
      scriptedScore: () => answer,
    };
    const dispatch = createDispatcher({
      handlers: handlers as unknown as Handlers,
      post: (message, transfer) => posted.push({ message, transfer }),
      show: vi.fn(),
      fatal: vi.fn(),
    });
    for (const [id, name] of ['evaluateImage', 'scriptedScore'].entries())
      dispatch({
        type: 'request',
        version: PROTOCOL_VERSION,
        id,
        name,
        params: {},
      } as ClientMessage);
    await expect.poll(() => posted).toHaveLength(2);
    expect(posted).toEqual([
      { message: { type: 'result', id: 0, result: answer }, transfer: [moved.buffer] },
      { message: { type: 'result', id: 1, result: answer }, transfer: [] },
    ]);
  });

  it('hands views on', () => {
    const { dispatch, show } = setUp({});
    dispatch({ type: 'view', view: { revision: 3 } } as ClientMessage);
    expect(show).toHaveBeenCalledWith({ revision: 3 });
  });
});
